// The C library's search, which looks at many octets at once. Asked for here so that the core imports
// no platform.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// The first place that holds the octet, or NULL.
static inline const void *_Nullable fengni_find(
    const void *_Nonnull start, uint8_t octet, size_t count) {
  return __builtin_memchr(start, octet, count);
}
