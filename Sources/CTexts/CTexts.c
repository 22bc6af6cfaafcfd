#include "CTexts.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char texts[] = {
#embed "texts.tsv"
};

const unsigned char *fengni_texts(size_t *count) {
  *count = sizeof texts;
  return texts;
}
