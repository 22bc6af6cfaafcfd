#include "CGMime.h"

#include <gmime/gmime.h>
#include <string.h>

// Names that were written in raw octets, without any encoding: what Chinese clients use, tried in
// this order.
static const char *charsets[] = {"utf-8", "gb18030", NULL};

static GMimeParserOptions *options(void) {
  static gsize made = 0;
  static GMimeParserOptions *shared = NULL;
  if (g_once_init_enter(&made)) {
    g_mime_init();
    shared = g_mime_parser_options_new();
    g_mime_parser_options_set_fallback_charsets(shared, charsets);
    g_mime_parser_options_set_rfc2047_compliance_mode(shared, GMIME_RFC_COMPLIANCE_LOOSE);
    g_mime_parser_options_set_parameter_compliance_mode(shared, GMIME_RFC_COMPLIANCE_LOOSE);
    g_once_init_leave(&made, 1);
  }
  return shared;
}

static char *text(GMimeParserOptions *shared, const char *value) {
  if (value == NULL || g_utf8_validate(value, -1, NULL)) return g_strdup(value);
  return g_mime_utils_decode_8bit(shared, value, strlen(value));
}

fengni_mime_fields fengni_mime_fields_parse(const char *type, const char *disposition) {
  fengni_mime_fields fields = {NULL, NULL, NULL};
  GMimeParserOptions *shared = options();
  if (disposition != NULL) {
    GMimeContentDisposition *parsed = g_mime_content_disposition_parse(shared, disposition);
    if (parsed != NULL) {
      fields.name = text(shared, g_mime_content_disposition_get_parameter(parsed, "filename"));
      g_object_unref(parsed);
    }
  }
  if (type != NULL) {
    GMimeContentType *parsed = g_mime_content_type_parse(shared, type);
    if (parsed != NULL) {
      fields.type = g_mime_content_type_get_mime_type(parsed);
      fields.boundary = g_strdup(g_mime_content_type_get_parameter(parsed, "boundary"));
      if (fields.name == NULL)
        fields.name = text(shared, g_mime_content_type_get_parameter(parsed, "name"));
      g_object_unref(parsed);
    }
  }
  return fields;
}

void fengni_mime_fields_clear(fengni_mime_fields *fields) {
  g_free(fields->type);
  g_free(fields->boundary);
  g_free(fields->name);
  fields->type = fields->boundary = fields->name = NULL;
}

char *fengni_mime_text(const char *value) {
  if (value == NULL) return NULL;
  GMimeParserOptions *shared = options();
  char *decoded = g_mime_utils_header_decode_text(shared, value);
  char *result = text(shared, decoded);
  g_free(decoded);
  return result;
}

void fengni_mime_text_clear(char *text) { g_free(text); }
