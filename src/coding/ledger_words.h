// Ledger entries that a word opens: "pledged", "the demand", "unacceptable", "alleged".
#pragma once

#include "coding/ledger_input.h"

namespace tocsin::coding {

/// Entries of every word of ledger_cues.tsv in text order; sides, content and status are set. The kind `denial` is for
/// the reader of contested claims (ledger_contest.h).
[[nodiscard]] std::vector<FoundEntry> entries_of_words(const LedgerInput& input);

}  // namespace tocsin::coding
