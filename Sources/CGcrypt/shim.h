// What Swift cannot import from libgcrypt: variadic functions and macros over them.
#pragma once
#include <gcrypt.h>

/// Ends the initialisation without libgcrypt's own pool of locked memory.
static inline void fengni_gcry_prepare(void) {
  if (gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P)) return;
  gcry_control(GCRYCTL_DISABLE_SECMEM_WARN, 0);
  gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
  gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
}
