// How far from the end of a word a suffix can begin, so that a search for one need not read the whole word.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tocsin::nlp {

/// What is known of an expression all of whose alternatives end with `$`.
struct SuffixReach {
  size_t most_code_points = 0;  ///< the longest match of an alternative of bounded width
  std::string runs;             ///< ASCII characters c for which an alternative is `cc+$`: it reaches over the run of c

  /// Byte at which a search for the leftmost suffix of `word` may begin without missing one.
  [[nodiscard]] size_t search_from(std::string_view word) const;
};

/// Reads a pattern in Python's syntax. Nothing when an alternative does not end with `$` or is unbounded in another way
/// than `cc+$`: then a search has to begin at the start.
[[nodiscard]] std::optional<SuffixReach> suffix_reach(std::string_view pattern);

}  // namespace tocsin::nlp
