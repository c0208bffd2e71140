// Contested claims: who denies or rejects what another says of him, also in "a claim Cairo rejected".
#pragma once

#include "coding/ledger_input.h"

namespace tocsin::coding {

/// Turns entries of the kind `denial` into what they do: they contest an earlier claim, and where they have words of
/// their own they stay as a claim or refusal. No `denial` is left.
void contest_claims(const LedgerInput& input, std::vector<FoundEntry>& entries);

}  // namespace tocsin::coding
