// Compatibility decompositions of Unicode, which Swift's standard library does not have.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// The compatibility decomposition of a scalar where it differs from the canonical one: how many
/// scalars, from `*start` on; 0 where there is none. Marks are in canonical order within it.
size_t fengni_compatibility_decomposition(uint32_t scalar, const uint32_t **start);
