// Stands in for RE2's own util/mutex.h: a module of WebAssembly has one thread, and wasi-libc no
// pthread.h.
#ifndef UTIL_MUTEX_H_
#define UTIL_MUTEX_H_

namespace re2 {

class Mutex {
 public:
  Mutex() {}
  void Lock() {}
  void Unlock() {}
  void ReaderLock() {}
  void ReaderUnlock() {}
  void WriterLock() {}
  void WriterUnlock() {}

 private:
  Mutex(const Mutex &) = delete;
  Mutex &operator=(const Mutex &) = delete;
};

struct MutexLock {
  explicit MutexLock(Mutex *) {}
  ~MutexLock() {}
};

struct ReaderMutexLock {
  explicit ReaderMutexLock(Mutex *) {}
  ~ReaderMutexLock() {}
};

struct WriterMutexLock {
  explicit WriterMutexLock(Mutex *) {}
  ~WriterMutexLock() {}
};

}  // namespace re2

#endif
