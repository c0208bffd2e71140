// Records: Findings, which speak of tokens and indices, become the records of FORMATS.md with ids and exact spans.
#pragma once

#include <vector>

#include "coding/ledger.h"
#include "coding/places.h"
#include "coding/predicates.h"
#include "lexicon/calibration.h"
#include "record/record.h"

namespace tocsin::coding {

struct Findings {
  const Document& doc;
  const Actors& actors;
  const std::vector<Saying>& sayings;
  const std::vector<FoundTime>& times;
  const std::vector<FoundPlace>& places;
  const std::vector<FoundEvent>& events;
  const std::vector<FoundEntry>& entries;
  const std::vector<JudgedPredicate>& predicates;
  const lexicon::Plover& plover;
  const lexicon::Calibration& calibration;
};

/// Fills everything of the Reading but `document`. Entities come in the order of their first mention; those that stand
/// in no record and have no name are left out.
void make_records(const Findings& findings, Reading& reading);

}  // namespace tocsin::coding
