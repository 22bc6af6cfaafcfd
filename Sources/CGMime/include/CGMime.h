#pragma once
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What the fields of a part's header say, in UTF-8; NULL where a field says nothing.
typedef struct {
  /// `type/subtype` as written.
  char *type;
  /// The boundary of a multipart.
  char *boundary;
  /// The file name, decoded as RFC 2231 and RFC 2047 say, and as clients write it in spite of them.
  char *name;
} fengni_mime_fields;

/// Parses the values of Content-Type and Content-Disposition, unfolded, without NUL; either may be
/// NULL. The caller passes them through `fengni_mime_fields_clear`.
fengni_mime_fields fengni_mime_fields_parse(const char *type, const char *disposition);

/// The words of a header field that people read, in UTF-8: RFC 2047, or raw octets as clients write
/// them. NULL for NULL. The caller passes it through `fengni_mime_text_clear`.
char *fengni_mime_text(const char *value);

/// Frees such a text.
void fengni_mime_text_clear(char *text);

/// Frees what the fields hold.
void fengni_mime_fields_clear(fengni_mime_fields *fields);

#ifdef __cplusplus
}
#endif
