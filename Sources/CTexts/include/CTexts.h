#pragma once
#include <stddef.h>

/// The texts of codes and of the help pages, in Chinese and English: `texts.tsv`, as it stands.
/// They live as long as the process.
const unsigned char *fengni_texts(size_t *count);
