// Factuality: whether what a predicate names happened, is going on, planned, possible, denied or long past
// (ONTOLOGY.md).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "coding/findings.h"
#include "coding/grammar.h"
#include "lexicon/factuality_cues.h"

namespace tocsin::coding {

enum class Factuality : uint8_t { kHappened, kOngoing, kPlanned, kPossible, kDenied, kHistorical };

[[nodiscard]] std::string_view name_of(Factuality factuality);

struct Judgement {
  Factuality factuality = Factuality::kHappened;
  bool conditional = false;  ///< hangs on an "if"
  bool only_if = false;      ///< would be real but for an "if" beside it ("will attack if"): said, not doubted
  bool hearsay = false;      ///< unconfirmed or only reported
  bool refusal = false;      ///< negated together with a future or a will: somebody says that he will not
  bool obliged = false;      ///< "must", "should": somebody wants it
  std::vector<std::string> why;
};

/// Judges the predicate `tok` by its own auxiliaries and adverbs and by what governs it.
[[nodiscard]] Judgement judge(const Grammar& grammar, const lexicon::FactualityCues& cues, uint32_t tok);

}  // namespace tocsin::coding
