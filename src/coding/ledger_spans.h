// The exact words of a ledger entry, cut as a careful reader would: no leading "that", "to" or comma, no afterthought.
#pragma once

#include "coding/ledger_input.h"

namespace tocsin::coding {

/// Bytes of the tokens without punctuation and connecting words at both ends. `keep` stays inside.
[[nodiscard]] Range trimmed_bytes(const LedgerInput& input, Range tokens, uint32_t keep);

/// The words that hang on `tok`, without what a comma sets off at their end (", which …", ", a claim …").
[[nodiscard]] Range phrase_bytes(const LedgerInput& input, uint32_t tok);

/// One range for each member of a coordination of clauses ("to finalize the deal and release the prisoners").
[[nodiscard]] std::vector<Range> clause_members(const LedgerInput& input, uint32_t clause);

/// What the row's content slots hold; the clause when they hold nothing.
[[nodiscard]] std::vector<Range> contents_of(const LedgerInput& input, const lexicon::LedgerCue& cue, uint32_t tok);

}  // namespace tocsin::coding
