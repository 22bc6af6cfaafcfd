// libxlsxwriter, and a file in memory for it to write to: form values stay off the disk.
#pragma once
#include <xlsxwriter.h>

int memfd_create(const char *name, unsigned int flags);
