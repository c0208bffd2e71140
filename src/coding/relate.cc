// `tocsin relate`: the event between two given strings of a sentence.
#include <algorithm>

#include "coding/actors.h"
#include "coding/coder.h"
#include "coding/grammar.h"
#include "coding/petrarch_events.h"
#include "coding/sayings.h"
#include "coding/senses.h"

namespace tocsin::coding {
namespace {

bool has(const std::vector<uint32_t>& side, std::span<const uint32_t> entities) {
  return std::ranges::any_of(entities, [&](uint32_t entity) { return std::ranges::find(side, entity) != side.end(); });
}

// Head token of the string in the text; kNone when it is not there.
uint32_t head_of(const Document& doc, std::string_view words) {
  const size_t at = doc.text().find(words);
  if (words.empty() || at == std::string_view::npos) return kNone;
  const uint32_t first = doc.token_at(static_cast<uint32_t>(at)),
                 last = doc.token_at(static_cast<uint32_t>(at + words.size() - 1));
  const Range tokens{first, last + 1};
  for (uint32_t i = tokens.begin; i < tokens.end && i < doc.tokens.size(); ++i)
    if (!tokens.contains(doc.tokens[i].head) || doc.tokens[i].head == i) return i;
  return first;
}

struct Scored {
  FoundEvent event;
  double score = -1e9;
};

class Relating {
 public:
  Relating(const EventInput& input, uint32_t source, uint32_t target)
      : input_(input), source_(source), target_(target) {}

  [[nodiscard]] Scored best() const {
    Scored best;
    for (uint32_t tok = 0; tok < input_.grammar.doc().tokens.size(); ++tok) {
      FoundEvent ev = event_of(input_, tok);
      if (ev.type.empty()) continue;
      const double score = score_of(ev);
      if (score > best.score) best = {std::move(ev), score};
    }
    return best;
  }

 private:
  [[nodiscard]] double score_of(const FoundEvent& ev) const {
    const auto source = entities(source_), target = entities(target_);
    double score = 0;
    const bool source_acts = has(ev.actors, source), target_receives = has(ev.recipients, target);
    const bool target_acts = has(ev.actors, target), source_receives = has(ev.recipients, source);
    if (source_acts) score += 4;
    if (target_receives) score += 4;
    if (target_acts && (ev.reciprocal || source_receives)) score += ev.reciprocal ? 4 : 1;
    if (source_receives && !source_acts) score += 0.5;
    score += nearness(ev.tok, source_) + nearness(ev.tok, target_);
    if (is_told_inside_another(input_, ev.tok)) score -= 2.5;
    if (ev.sense->conditions.empty()) score -= 0.3;
    if (ev.sense->pos == 'v') score += 0.3;
    return score;
  }

  [[nodiscard]] std::span<const uint32_t> entities(uint32_t tok) const {
    return tok == kNone ? std::span<const uint32_t>{} : input_.actors.entities_of(tok);
  }

  // 1.5 for a predicate that governs the actor directly, less with every step between.
  [[nodiscard]] double nearness(uint32_t predicate, uint32_t actor) const {
    if (actor == kNone) return 0;
    const Grammar& grammar = input_.grammar;
    int steps = 0;
    for (uint32_t at = actor;; at = grammar.token(at).head, ++steps) {
      if (at == predicate) return 1.5 / (1 + 0.5 * steps);
      if (grammar.token(at).head == at) break;
    }
    return 0;
  }

  const EventInput& input_;
  uint32_t source_, target_;
};

// What an event scores that names both sides as they were given.
constexpr double kOfBothSides = 8;

// The event of the user's dictionary between the two; `tok` is kNone when it makes none.
FoundEvent by_dictionary(const EventInput& input, const PetrarchText& text, Actors& actors, uint32_t source,
                         uint32_t target) {
  const auto entities = [&](uint32_t tok) {
    return tok == kNone ? std::span<const uint32_t>{} : actors.entities_of(tok);
  };
  for (FoundEvent& ev : find_petrarch_events(input, text, actors).events) {
    const bool forward = has(ev.actors, entities(source)) && has(ev.recipients, entities(target));
    const bool mutual = ev.reciprocal && has(ev.actors, entities(source)) && has(ev.actors, entities(target));
    if (forward || mutual) return std::move(ev);
  }
  return {};
}

}  // namespace

RelatedEvent Coder::relate(const Document& doc, std::string_view source, std::string_view target) const {
  const Grammar grammar(doc);
  std::optional<PetrarchText> dictionary;
  if (tables_.dictionary) dictionary.emplace(grammar, *tables_.dictionary, std::string_view{});
  Actors actors(grammar, tables_.world, {}, dictionary ? &*dictionary : nullptr);
  const uint32_t source_tok = head_of(doc, source), target_tok = head_of(doc, target);
  for (const uint32_t tok : {source_tok, target_tok})
    if (tok != kNone) actors.name_speaker(tok);
  const std::vector<Saying> sayings = find_sayings(grammar, tables_.speech);
  actors.resolve_references(sayings);
  const Senses senses(grammar, actors, tables_.predicates);
  const std::vector<FoundTime> no_times;
  const EventInput input{grammar, actors, senses, tables_.plover, tables_.factuality, sayings, no_times, {}};
  Scored found = Relating(input, source_tok, target_tok).best();
  if (dictionary)
    if (FoundEvent theirs = by_dictionary(input, *dictionary, actors, source_tok, target_tok); theirs.tok != kNone)
      found = {std::move(theirs), kOfBothSides};
  RelatedEvent related{.event = found.event};
  if (found.event.tok == kNone) {
    // No predicate that the tables know: talking is what two actors in one sentence most often do.
    related.event.type = "CONSULT";
    related.event.cameo = tables_.plover.default_cameo("CONSULT", "");
    related.event.confidence = 0.15;
  } else {
    related.trigger = doc.text(found.event.trigger);
    related.event.confidence = std::clamp(0.25 + 0.06 * found.score, 0.1, 0.9);
  }
  related.event.confidence = tables_.calibration.probability("relate", related.event.confidence);
  const lexicon::CameoRow* code = tables_.plover.cameo(related.event.cameo);
  related.quad = tables_.plover.score(related.event.type, related.event.mode).quad;
  related.root = code != nullptr ? code->root : related.event.type;
  return related;
}

}  // namespace tocsin::coding
