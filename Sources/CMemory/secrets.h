// What secrets ask of a platform: random octets, and pages that are written to no disk. The one seam
// for both: a host without an operating system gives the first, and has nothing for the second.
#pragma once
#include <stddef.h>
#include <stdint.h>

#if defined(__wasm__)

/// Fills memory with octets of the host's generator (a browser's `crypto.getRandomValues`); 0 on
/// success.
__attribute__((import_module("fengni"), import_name("random")))
extern int32_t fengni_random(void *_Nonnull memory, size_t count);

/// A module's memory has no pages of its own to lock.
static inline size_t fengni_secret_page(void) { return 16; }
static inline void fengni_secret_lock(void *_Nonnull start, size_t count) {
  (void)start;
  (void)count;
}
static inline void fengni_secret_unlock(void *_Nonnull start, size_t count) {
  (void)start;
  (void)count;
}

#else

#include <errno.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <unistd.h>

/// Fills memory from the system's generator, getrandom(2); 0 on success, else errno.
static inline int32_t fengni_random(void *_Nonnull memory, size_t count) {
  size_t filled = 0;
  while (filled < count) {
    ssize_t got = getrandom((char *)memory + filled, count - filled, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got < 0 ? errno : EIO;
    filled += (size_t)got;
  }
  return 0;
}

/// Octets of a page, which is what can be locked.
static inline size_t fengni_secret_page(void) {
  long size = sysconf(_SC_PAGESIZE);
  return size < 4096 ? 4096 : (size_t)size;
}

/// Keeps pages out of swap, as far as RLIMIT_MEMLOCK allows, and out of core dumps.
static inline void fengni_secret_lock(void *_Nonnull start, size_t count) {
  (void)mlock(start, count);
  (void)madvise(start, count, MADV_DONTDUMP);
}

/// Takes both back before the pages go to somebody else.
static inline void fengni_secret_unlock(void *_Nonnull start, size_t count) {
  (void)madvise(start, count, MADV_DODUMP);
  (void)munlock(start, count);
}

#endif
