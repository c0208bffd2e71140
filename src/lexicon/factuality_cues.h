// Words that make what they govern planned, possible, denied, ongoing, historical or hearsay (docs/tables.md).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"

namespace tocsin::lexicon {

enum class CueKind : uint8_t { kPlanned, kPossible, kDenied, kOngoing, kHistorical, kHearsay, kHappened, kObliged };

struct FactualityCue {
  CueKind kind = CueKind::kPossible;
  std::string row;
};

class FactualityCues {
 public:
  /// Reads factuality_cues.tsv. Fails (kResource) with file:line:column.
  static Result<FactualityCues> open(const std::filesystem::path& folder);

  /// The cue of a lemma (or phrase with blanks) as a part of speech: v verb, m modal, n noun, a adjective, r adverb,
  /// c conjunction, p preposition or phrase, x verb whose negation makes it so ("could not be verified"); null when
  /// none.
  [[nodiscard]] const FactualityCue* cue(std::string_view lemma, char pos) const;

 private:
  std::unordered_map<std::string, FactualityCue> cues_;  ///< "v plan"
};

}  // namespace tocsin::lexicon
