// Ends the process when one of our own laws is broken, saying which.
#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace tocsin {

void check_broken(const char* file, int line, const char* condition, const char* law) {
  std::fprintf(stderr, "tocsin: our own fault: %s:%d: broken invariant: %s (%s)\n", file, line, law, condition);
  std::_Exit(4);
}

}  // namespace tocsin
