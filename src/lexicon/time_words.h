// TimeWords: months, weekdays, units, numbers and the other words of time expressions (docs/tables.md,
// "time_words.tsv").
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"

namespace tocsin::lexicon {

/// Immutable once opened; any thread may call the const functions.
class TimeWords {
 public:
  /// Fails (kResource) with file:line:column.
  static Result<TimeWords> open(const std::filesystem::path& folder);

  /// The value of a lower-case word or phrase as a kind ("march", "month" → "3"); nothing when it is none.
  [[nodiscard]] std::optional<std::string_view> value(std::string_view word, std::string_view kind) const;
  [[nodiscard]] bool is(std::string_view word, std::string_view kind) const { return value(word, kind).has_value(); }

  /// The value as a number; nothing when it is no word of the kind or the value is no number.
  [[nodiscard]] std::optional<int> number(std::string_view word, std::string_view kind) const;

  /// True if the word is in the table, alone or as the beginning of a phrase.
  [[nodiscard]] bool known(std::string_view word) const { return entries_.find(word) != entries_.end(); }

  /// Most words of a phrase of any kind.
  [[nodiscard]] size_t longest() const { return longest_; }

  TimeWords(TimeWords&&) noexcept = default;
  TimeWords& operator=(TimeWords&&) noexcept = default;

 private:
  TimeWords() = default;

  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  /// word or phrase → its kinds with their values; the beginnings of a phrase are there with no kinds.
  std::unordered_map<std::string, std::vector<std::pair<std::string, std::string>>, Hash, std::equal_to<>> entries_;
  size_t longest_ = 1;
};

}  // namespace tocsin::lexicon
