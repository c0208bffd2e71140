// Answers to blame: "X accused Y of …, which Y denies" is also a rejection by Y towards X.
#pragma once

#include <vector>

#include "coding/events.h"
#include "coding/ledger.h"
#include "lexicon/ledger_cues.h"

namespace tocsin::coding {

/// One blamed side's answer.
struct Rebuff {
  uint32_t blame = kNone;                   ///< token of the accusation, or of the cue of the statement that blames
  uint32_t answer = kNone;                  ///< token of the denial
  std::vector<uint32_t> accusers, accused;  ///< entities
};

/// Finds denials by a side that was blamed in the same or the sentence before, and sees to it that each is a REJECT of
/// that side towards who blamed it: adds one to `events` (in text order), or fills the open side of the one there.
[[nodiscard]] std::vector<Rebuff> add_rebuffs(const EventInput& input, const lexicon::LedgerCues& cues,
                                              std::vector<FoundEvent>& events);

/// Marks the claims that were answered and that the ledger has not seen contested ("a claim that Y has rejected").
void contest_rebuffed(const EventInput& input, const std::vector<Rebuff>& rebuffs,
                      const std::vector<FoundEvent>& events, std::vector<FoundEntry>& entries);

}  // namespace tocsin::coding
