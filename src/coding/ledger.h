// The ledger of one Document: what is agreed, pledged, offered, demanded, made a precondition, refused, warned of, held
// and claimed (ONTOLOGY.md, "Ledger"). Words of ledger_cues.tsv open entries; sides come from the events and sayings
// there.
#pragma once

#include <string>
#include <vector>

#include "coding/events.h"
#include "lexicon/ledger_cues.h"

namespace tocsin::coding {

struct FoundEntry {
  std::string_view kind;
  std::vector<uint32_t> by, to;    ///< entities
  std::vector<std::string> about;  ///< country codes, sorted
  Range content;                   ///< bytes
  std::string status;
  uint32_t deadline = kNone;      ///< index of a time
  Range condition, required_for;  ///< bytes; empty = none
  std::vector<uint32_t> contested_by;
  Range contested_with;
  std::vector<uint32_t> statements, events;  ///< behind the entry: indices
  uint32_t when = kNone;
  uint32_t tok = kNone;             ///< the word that opened the entry
  std::string_view basis = "word";  ///< what it was read from: word, modal, saying
  double confidence = 0;
  std::vector<std::string> why;
};

/// Entries in text order, told-twice ones merged.
[[nodiscard]] std::vector<FoundEntry> find_entries(const EventInput& input, const lexicon::LedgerCues& cues,
                                                   const std::vector<FoundEvent>& events);

}  // namespace tocsin::coding
