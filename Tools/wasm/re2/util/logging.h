// Stands in for RE2's own util/logging.h: what it would print goes nowhere, since the streams of
// libc++ would be most of the module; a check that fails ends the module.
#ifndef UTIL_LOGGING_H_
#define UTIL_LOGGING_H_

#include <assert.h>
#include <ostream>
#include <stdlib.h>

#include "util/util.h"

struct SilentLog {
  template <class Value>
  SilentLog &operator<<(const Value &) {
    return *this;
  }
  SilentLog &stream() { return *this; }
};

struct FatalLog : SilentLog {
  [[noreturn]] ~FatalLog() { abort(); }
};

#define CHECK(condition) \
  if (condition) {       \
  } else                 \
    FatalLog().stream()
#define CHECK_EQ(a, b) CHECK((a) == (b))
#define CHECK_NE(a, b) CHECK((a) != (b))
#define CHECK_LT(a, b) CHECK((a) < (b))
#define CHECK_LE(a, b) CHECK((a) <= (b))
#define CHECK_GT(a, b) CHECK((a) > (b))
#define CHECK_GE(a, b) CHECK((a) >= (b))

#define DCHECK(condition) assert(condition)
#define DCHECK_EQ(a, b) assert((a) == (b))
#define DCHECK_NE(a, b) assert((a) != (b))
#define DCHECK_LT(a, b) assert((a) < (b))
#define DCHECK_LE(a, b) assert((a) <= (b))
#define DCHECK_GT(a, b) assert((a) > (b))
#define DCHECK_GE(a, b) assert((a) >= (b))

#define LOG_INFO SilentLog()
#define LOG_WARNING SilentLog()
#define LOG_ERROR SilentLog()
#define LOG_DFATAL SilentLog()
#define LOG_FATAL FatalLog()
#define LOG_QFATAL FatalLog()
#define LOG(severity) LOG_##severity.stream()
#define VLOG(level) \
  if ((level) > 0) { \
  } else             \
    SilentLog().stream()

#endif
