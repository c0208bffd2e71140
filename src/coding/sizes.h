// Sizes: how many were killed, hurt, arrested or driven out in an event, with the exact words.
//
// A bound that is told is taken as told: "at least 12" and "up to 12" are 12–12, "10 to 15" is 10–15. Round words are
// the range that they cover: "dozens" 24–99, "hundreds" 200–999. "A soldier" is one; "several" is no number.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "coding/grammar.h"

namespace tocsin::coding {

struct FoundSize {
  std::string_view what;  ///< dead, injured, arrested, displaced
  int64_t low = 0, high = 0;
  Range bytes;  ///< the number with its qualifiers and what is counted
};

/// size_words.tsv: numbers, vague amounts, and the words for what happened to people.
class SizeWords {
 public:
  /// Fails (kResource) with file:line:column.
  static Result<SizeWords> open(const std::filesystem::path& folder);

  struct Amount {
    int64_t low = 0, high = 0;
    bool multiplies = false;  ///< hundred, thousand: multiplies what stands before
  };
  [[nodiscard]] const Amount* amount(std::string_view folded) const;
  /// dead, injured, arrested or displaced for a predicate's lemma; empty when it says none. `pos`: v, n or a.
  [[nodiscard]] std::string_view effect(std::string_view lemma, char pos) const;
  /// True for words of a kind: `qualifier` (at, least, over), `nobody`, `toll`, `join` (to, or).
  [[nodiscard]] bool is(std::string_view kind, std::string_view folded) const;

 private:
  std::unordered_map<std::string, Amount> amounts_;
  std::unordered_map<std::string, std::string> words_;  ///< kind, a blank, word → value
};

/// What the clause of the predicate, and clauses that tell its outcome ("… , killing 12"), count. One entry a kind and
/// phrase, in text order.
[[nodiscard]] std::vector<FoundSize> sizes_of_event(const Grammar& grammar, const SizeWords& words, uint32_t trigger);

/// The lowest number of dead that is told; empty when none is.
[[nodiscard]] std::optional<int64_t> deaths_of(const std::vector<FoundSize>& sizes);

}  // namespace tocsin::coding
