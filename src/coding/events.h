// Events: who did what to whom. A predicate's sense gives type, mode and code, its slots the sides; factuality.h tells
// whether it happened; PLOVER's rulings (ONTOLOGY.md) on the future, on content and on repetition are applied here.
#pragma once

#include <string>
#include <vector>

#include "coding/factuality.h"
#include "coding/senses.h"
#include "coding/sizes.h"
#include "lexicon/plover.h"

namespace tocsin::coding {

struct FoundEvent {
  uint32_t tok = kNone;                   ///< head token of the predicate
  const lexicon::Sense* sense = nullptr;  ///< null for an event of a user's dictionary
  std::string type, mode, cameo;
  std::vector<std::string> contexts;
  std::vector<uint32_t> actors, recipients;  ///< entities
  bool reciprocal = false;
  Factuality factuality = Factuality::kHappened;
  std::string_view assertion = "stated";
  Range trigger;                ///< bytes
  std::vector<Range> evidence;  ///< bytes: the clause, and those that tell it again
  uint32_t when = kNone;        ///< index of a time
  uint32_t where = kNone;       ///< index of a place
  std::vector<FoundSize> sizes;
  uint32_t stated_in = kNone;  ///< index of a saying
  uint32_t sent = 0;
  double p_judge = 0;  ///< that the judge (judge.h) gives the type, among those that are an event
  double p_none = 0;   ///< and that it is no event
  double confidence = 0;
  std::vector<std::string> why;
};

/// What events are read from; everything must outlive the call.
struct EventInput {
  const Grammar& grammar;
  const Actors& actors;
  const Senses& senses;
  const lexicon::Plover& plover;
  const lexicon::FactualityCues& cues;
  const std::vector<Saying>& sayings;
  const std::vector<FoundTime>& times;
  std::optional<Date> published;
};

/// Every event of the Document in text order, repeats merged.
[[nodiscard]] std::vector<FoundEvent> find_events(const EventInput& input);

/// The event that the token's sense makes, whatever its sides (for `relate`); type empty when it makes none.
[[nodiscard]] FoundEvent event_of(const EventInput& input, uint32_t tok);

/// Fills in what is known of any event once `tok`, type, code and sides stand: evidence, factuality, time, contexts,
/// confidence. PLOVER's rulings are not applied.
void describe_event(const EventInput& input, FoundEvent& ev);

/// True if the predicate is only the content of another that is coded ("agreed to withdraw": to withdraw).
[[nodiscard]] bool is_told_inside_another(const EventInput& input, uint32_t tok);

/// Bytes of the clause around the predicate: its words without what belongs to other clauses beside it.
[[nodiscard]] Range clause_bytes(const Grammar& grammar, uint32_t tok);

}  // namespace tocsin::coding
