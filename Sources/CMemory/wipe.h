// Overwriting that the optimiser may not drop. Swift has no way to say that memory is looked at
// after it was freed; an empty assembler statement that takes the address says it to any clang.
#pragma once
#include <stddef.h>

static inline void fengni_wipe(void *start, size_t count) {
  __builtin_memset(start, 0, count);
  __asm__ __volatile__("" : : "r"(start) : "memory");
}
