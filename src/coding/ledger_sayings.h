// Ledger entries in somebody's own mouth: "will" is a pledge, "will not" a refusal, "must" a demand on others, and what
// is said of somebody's conduct a claim.
#pragma once

#include "coding/ledger_input.h"

namespace tocsin::coding {

/// Entries of every saying in text order.
[[nodiscard]] std::vector<FoundEntry> entries_of_sayings(const LedgerInput& input);

}  // namespace tocsin::coding
