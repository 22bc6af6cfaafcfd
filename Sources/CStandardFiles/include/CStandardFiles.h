#pragma once
#include <stddef.h>

/// A file of this repository that the tool carries: ready forms, rules, lists, a first campaign.
typedef struct {
  /// `forms/…`, `rules/…`, `lists/…`, `example/…`.
  const char *name;
  const unsigned char *bytes;
  size_t count;
} fengni_standard_file;

/// The files in order; NULL after the last. They live as long as the process.
const fengni_standard_file *fengni_standard_file_at(size_t index);
