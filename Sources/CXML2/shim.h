// libxml2's SAX interface.
//
// Debian builds libxml2 with ICU, whose headers collide with those that Foundation brings. They
// only describe the last members of a structure that is never touched here.
#pragma once
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
