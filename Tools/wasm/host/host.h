// What the module asks of whoever loads it (`host.mjs`), besides random octets (CMemory).
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Seconds east of UTC in a zone (an IANA identifier, UTF-8) at a moment, in seconds since 1970;
/// INT64_MIN when there is no such zone.
__attribute__((import_module("fengni"), import_name("zone_offset")))
extern int64_t fengni_zone_offset(const uint8_t *_Nullable name, size_t count, int64_t moment);
