// Entries told twice become one; what a plain word says goes before what a modal or a saying only suggests.
#pragma once

#include "coding/ledger_input.h"

namespace tocsin::coding {

/// The entries in text order of their content, each once.
[[nodiscard]] std::vector<FoundEntry> merged(const LedgerInput& input, std::vector<FoundEntry> entries);

}  // namespace tocsin::coding
