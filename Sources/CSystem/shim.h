// Linux calls that glibc declares only under _GNU_SOURCE, which Swift's import does not set, and one
// whose header Swift's import leaves out.
#pragma once
#include <sys/syscall.h>
#include <sys/vfs.h>

extern long syscall(long number, ...);

#define FENGNI_AT_FDCWD (-100)
#define FENGNI_RENAME_NOREPLACE 1u
#define FENGNI_RENAME_EXCHANGE 2u

static inline int fengni_renameat2(const char *from, const char *to, unsigned int flags) {
  return (int)syscall(SYS_renameat2, FENGNI_AT_FDCWD, from, FENGNI_AT_FDCWD, to, flags);
}

static inline int fengni_syncfs(int descriptor) { return (int)syscall(SYS_syncfs, descriptor); }

#define FENGNI_CLOEXEC 02000000

/// A file without a name that lives in memory, closed when another program is run.
static inline int fengni_memory_file(const char *name) {
  return (int)syscall(SYS_memfd_create, name, 1u);
}

/// Both ends of a pipe, closed when another program is run.
static inline int fengni_pipe(int *ends) { return (int)syscall(SYS_pipe2, ends, FENGNI_CLOEXEC); }
static inline int fengni_statfs(const char *path, struct statfs *result) {
  return statfs(path, result);
}
