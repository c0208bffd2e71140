// Deadlines, conditions and preconditions: what ties a ledger entry to a day or to another act.
#pragma once

#include "coding/ledger_input.h"

namespace tocsin::coding {

/// A word of condition ("if", "before", "unless"), the clause or noun it opens, and the predicate it is tied to.
struct Tie {
  const lexicon::LedgerCue* cue = nullptr;
  uint32_t word = kNoToken, clause = kNoToken, governor = kNoToken;
};

/// Every tie of the Document in text order.
[[nodiscard]] std::vector<Tie> find_ties(const LedgerInput& input);

/// Sets deadline and condition of an entry whose content is known.
void set_terms(const LedgerInput& input, const std::vector<Tie>& ties, FoundEntry& entry);

/// "Demanded X before it would do Y" becomes a precondition X, required for Y; "will not do Y unless X" gets one beside
/// it.
void make_preconditions(const LedgerInput& input, const std::vector<Tie>& ties, std::vector<FoundEntry>& entries);

/// Preconditions of an agreement that the text has told of bind its parties: the others are asked, all are concerned.
void address_preconditions(const LedgerInput& input, std::vector<FoundEntry>& entries);

}  // namespace tocsin::coding
