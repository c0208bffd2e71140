// Confidence: what speaks for and against a record, as clues that lexicon::Calibration weighs (calibration.tsv).
#pragma once

#include <string>
#include <vector>

#include "coding/ledger.h"
#include "lexicon/calibration.h"

namespace tocsin::coding {

[[nodiscard]] std::vector<lexicon::Clue> clues_of(const Document& doc, const Actors& actors, const Saying& saying);
[[nodiscard]] std::vector<lexicon::Clue> clues_of(const Document& doc, const Actors& actors, const FoundEvent& ev);
[[nodiscard]] std::vector<lexicon::Clue> clues_of(const Document& doc, const Actors& actors, const FoundEntry& entry);

/// "confidence from: always=1 judge=0.82": for --explain, and for eval/train_confidence.py.
[[nodiscard]] std::string explained(const std::vector<lexicon::Clue>& clues);

}  // namespace tocsin::coding
