// TOCSIN_CHECK: an invariant that only our own code can break. Stays on in release builds.
#pragma once

namespace tocsin {
/// Prints `file:line: broken invariant: text` to standard error and ends the process with exit code 4.
[[noreturn]] void check_broken(const char* file, int line, const char* condition, const char* law);
}  // namespace tocsin

#define TOCSIN_CHECK(condition, law) \
  (static_cast<bool>(condition) ? void() : ::tocsin::check_broken(__FILE__, __LINE__, #condition, law))
