// The slow parts of spaCy's address expression and what accepts the same words.
#include "nlp/address_pattern.h"

#include <array>

namespace tocsin::nlp {

namespace {

struct Rewriting {
  std::string_view slow;
  std::string_view fast;
};

// `\S+@` takes whatever `\S+(?::\S*)?@` takes. And a host's labels need not be given back: what may follow the last one
// (a top-level domain, then ":", "/", "?", "#" or the end) cannot stand where a label and its dot stood.
constexpr std::array<Rewriting, 2> kRewritings = {{
    {"(?:\\S+(?::\\S*)?@)?", "(?:\\S+@)?"},
    {"[A-Za-z0-9\\u00a1-\\uffff]\\.)+(?:[", "[A-Za-z0-9\\u00a1-\\uffff]\\.)++(?:["},
}};

}  // namespace

std::string linear_address_pattern(std::string_view pattern) {
  std::string fast(pattern);
  for (const Rewriting& rewriting : kRewritings)
    if (const size_t at = fast.find(rewriting.slow); at != std::string::npos)
      fast.replace(at, rewriting.slow.size(), rewriting.fast);
  return fast;
}

}  // namespace tocsin::nlp
