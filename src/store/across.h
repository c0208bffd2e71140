// What follows from documents together: which go back to one origin, which events are one, and how the ledger moves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "record/ledger_history.h"
#include "store/store.h"

namespace tocsin {

struct AcrossCounts {
  uint64_t origins = 0;
  uint64_t merged_events = 0;
  uint64_t ledger_moves = 0;
};

/// Works out again, from all current documents, their origins (near_duplicates.h), the merged events (merged_events.h)
/// and the moves of the ledger (ledger_history.h), in one transaction: what was there before is replaced, and nothing
/// is left half done. The outcome follows from what is stored and not from the order in which it came. For a store
/// opened for writing, with no batch open.
[[nodiscard]] Result<AcrossCounts> derive_across(Store& store, const LedgerWords& words);

/// The merged event that a telling belongs to.
struct MergedRow {
  std::string id;  ///< 16 hex digits
  uint64_t documents = 0;
  uint64_t independent_origins = 0;
  std::string disagreements;  ///< JSON: [{"what", "versions": [{"value", "events": [ids]}]}]
};

/// Nothing where the event is not there or came after the last derive_across().
[[nodiscard]] Result<std::optional<MergedRow>> merged_event_of(Store& store, std::string_view event_id);

/// The id of the document that the document's cluster is called by; empty where none was worked out.
[[nodiscard]] Result<std::string> origin_of(Store& store, std::string_view document_id);

}  // namespace tocsin
