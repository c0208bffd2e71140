// Times: the dates, durations, times of day and sets of a document as TIMEX3 values and intervals.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "coding/findings.h"
#include "doc/document.h"
#include "lexicon/time_words.h"

namespace tocsin::coding {

/// All time expressions in text order, not overlapping. Relative ones are counted from `published`, with the tense of
/// their clause; without it they keep X for what is not known. Views point into `words` or are literals.
[[nodiscard]] std::vector<FoundTime> find_times(const Document& doc, std::optional<Date> published,
                                                const lexicon::TimeWords& words);

/// Resolves a relative expression anew from the day of a statement; what gives its own year, and what no day could
/// change, stays. `anchor_kind` is what the record will say ("statement").
void resolve_in(FoundTime& time, const Document& doc, Date anchor, std::string_view anchor_kind,
                const lexicon::TimeWords& words);

}  // namespace tocsin::coding
