// StubPhrases: what a page says that shows a paywall, a cookie banner or an error in place of an article
// (docs/tables.md, "stub_phrases.tsv").
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace tocsin::lexicon {

/// Immutable once opened; any thread may call the const functions.
class StubPhrases {
 public:
  /// Fails (kResource) with file:line:column.
  static Result<StubPhrases> open(const std::filesystem::path& folder);

  /// Why a text is no article: "paywall", "cookies", "error", "script"; empty when it is one. Long texts always are.
  [[nodiscard]] std::string_view kind_of(std::string_view text) const;

  StubPhrases(StubPhrases&&) noexcept = default;
  StubPhrases& operator=(StubPhrases&&) noexcept = default;

 private:
  StubPhrases() = default;
  std::vector<std::pair<std::string, std::string>> phrases_;  ///< phrase, kind
};

}  // namespace tocsin::lexicon
