#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled regular expression of RE2; may be used by several threads at once.
typedef struct fengni_re2 fengni_re2;

/// Compiles RE2 syntax (UTF-8). Returns NULL with a message (NUL-terminated, cut to `capacity`).
/// `memory` bounds the program and its automata in bytes. The caller frees the result.
fengni_re2 *fengni_re2_compile(
    const char *pattern, size_t length, int64_t memory, char *message, size_t capacity);

/// Whether the expression matches somewhere in the text (UTF-8), in time linear in its length.
bool fengni_re2_matches(const fengni_re2 *expression, const char *text, size_t length);

/// The number of instructions of the compiled program: its share of memory and time.
size_t fengni_re2_size(const fengni_re2 *expression);

/// Frees an expression; NULL is allowed.
void fengni_re2_free(fengni_re2 *expression);

#ifdef __cplusplus
}
#endif
