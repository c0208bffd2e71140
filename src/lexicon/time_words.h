// TimeWords: months, weekdays, units, numbers and the other words of time expressions (docs/tables.md, "time_words.tsv").
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

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

  /// Most words of a phrase of any kind.
  [[nodiscard]] size_t longest() const { return longest_; }

  TimeWords(TimeWords&&) noexcept = default;
  TimeWords& operator=(TimeWords&&) noexcept = default;

 private:
  TimeWords() = default;

  std::unordered_map<std::string, std::string> values_;  ///< "month march" → "3"
  size_t longest_ = 1;
};

}  // namespace tocsin::lexicon
