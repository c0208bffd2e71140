// Factuality of the words that are no event of ours: a verb or a noun of an act that did not, or not certainly, happen.
#pragma once

#include <vector>

#include "coding/events.h"

namespace tocsin::coding {

struct JudgedPredicate {
  Range bytes;
  Factuality factuality = Factuality::kHappened;
};

/// In text order; those that happened, or are the trigger of an event, are left out.
[[nodiscard]] std::vector<JudgedPredicate> judge_predicates(const EventInput& input,
                                                            const std::vector<FoundEvent>& events);

}  // namespace tocsin::coding
