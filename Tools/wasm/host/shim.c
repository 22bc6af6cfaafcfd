// The few functions of a platform that Embedded Swift's library and RE2 call, on wasi-libc's heap
// and string functions, without WASI itself: the module asks nothing of a system.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

__attribute__((import_module("fengni"), import_name("random")))
extern int32_t fengni_host_random(void *memory, size_t count);

/// Seeds of hash tables: the order of a dictionary is nobody's to guess.
void arc4random_buf(void *memory, size_t count) {
  if (fengni_host_random(memory, count) != 0) __builtin_trap();
}

/// Swift's reading of doubles: the whole of what strtod takes, and no leading space.
const char *_swift_stdlib_strtod_clocale(const char *text, double *result) {
  if (strchr(" \t\n\v\f\r", *text) != NULL) return NULL;
  char *end = NULL;
  *result = strtod(text, &end);
  return end == text ? NULL : end;
}

/// What a trap would print goes nowhere: a trap of the module says where it happened.
int putchar(int octet) { return octet; }

uintptr_t __stack_chk_guard = 0x5bd1e995;
void __stack_chk_fail(void) { __builtin_trap(); }
void abort(void) { __builtin_trap(); }
