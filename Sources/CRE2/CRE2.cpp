#include "CRE2.h"

#include <re2/re2.h>

#include <cstring>
#include <new>

// No exception may cross into Swift: all that can be thrown here is a failed allocation, and that
// becomes NULL or "no match". Where there are no exceptions (WebAssembly), it ends the module.
#if defined(__cpp_exceptions)
#define FENGNI_TRY try
#define FENGNI_CATCH catch (...)
#else
#define FENGNI_TRY if (true)
#define FENGNI_CATCH else
#endif

struct fengni_re2 {
  re2::RE2 expression;
  fengni_re2(const re2::StringPiece &pattern, const re2::RE2::Options &options)
      : expression(pattern, options) {}
};

static void say(const char *text, char *message, size_t capacity) {
  if (message == nullptr || capacity == 0) return;
  std::strncpy(message, text, capacity - 1);
  message[capacity - 1] = '\0';
}

extern "C" fengni_re2 *fengni_re2_compile(
    const char *pattern, size_t length, int64_t memory, char *message, size_t capacity) {
  FENGNI_TRY {
    re2::RE2::Options options;
    options.set_encoding(re2::RE2::Options::EncodingUTF8);
    options.set_log_errors(false);
    options.set_never_capture(true);
    options.set_max_mem(memory);
    auto *made = new fengni_re2(re2::StringPiece(pattern, length), options);
    if (made->expression.ok()) return made;
    say(made->expression.error().c_str(), message, capacity);
    delete made;
  } FENGNI_CATCH {
    say("out of memory", message, capacity);
  }
  return nullptr;
}

extern "C" bool fengni_re2_matches(
    const fengni_re2 *expression, const char *text, size_t length) {
  FENGNI_TRY {
    return re2::RE2::PartialMatch(re2::StringPiece(text, length), expression->expression);
  } FENGNI_CATCH {
    return false;
  }
}

extern "C" size_t fengni_re2_size(const fengni_re2 *expression) {
  const int size = expression->expression.ProgramSize();
  return size < 0 ? 0 : static_cast<size_t>(size);
}

extern "C" void fengni_re2_free(fengni_re2 *expression) { delete expression; }
