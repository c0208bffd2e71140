// `tocsin relate`: the event between two given strings of a sentence, as the judge reads it.
#include <algorithm>
#include <charconv>

#include "coding/actors.h"
#include "coding/coder.h"
#include "coding/grammar.h"
#include "coding/judge_features.h"
#include "coding/petrarch_events.h"
#include "coding/sayings.h"
#include "coding/senses.h"

namespace tocsin::coding {
namespace {

constexpr size_t kReasonsShown = 6;
// What an event of the user's dictionary is taken to be worth that names both sides as they were given.
constexpr double kDictionaryConfidence = 0.85;

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
  return first < doc.tokens.size() ? first : kNone;
}

std::string signed_hundredths(double value) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof(digits), value, std::chars_format::fixed, 2).ptr;
  return (value < 0 ? "" : "+") + std::string(digits, end);
}

// One sentence read as far as a pair's predicates need it.
class PairReading {
 public:
  PairReading(const Document& doc, const CoderTables& tables, std::string_view source, std::string_view target)
      : grammar_(doc),
        dictionary_(open(grammar_, tables)),
        actors_(grammar_, tables.world, {}, dictionary_ ? &*dictionary_ : nullptr),
        source_(head_of(doc, source)),
        target_(head_of(doc, target)),
        sayings_(find_sayings(grammar_, tables.speech)),
        senses_(grammar_, actors_, tables.predicates),
        input_{grammar_, actors_, senses_, tables.plover, tables.factuality, sayings_, no_times_, {}} {
    for (const uint32_t tok : {source_, target_})
      if (tok != kNone) actors_.name_speaker(tok);
    actors_.resolve_references(sayings_);
  }
  PairReading(const PairReading&) = delete;
  PairReading& operator=(const PairReading&) = delete;

  [[nodiscard]] std::vector<JudgeSite> sites() const { return JudgeReader(input_, source_, target_).sites(); }
  [[nodiscard]] const EventInput& input() const { return input_; }

  // The event of the user's dictionary between the two; `tok` is kNone when it makes none.
  [[nodiscard]] FoundEvent by_dictionary() {
    if (!dictionary_) return {};
    const auto entities = [&](uint32_t tok) {
      return tok == kNone ? std::span<const uint32_t>{} : actors_.entities_of(tok);
    };
    for (FoundEvent& ev : find_petrarch_events(input_, *dictionary_, actors_).events) {
      const bool forward = has(ev.actors, entities(source_)) && has(ev.recipients, entities(target_));
      const bool mutual = ev.reciprocal && has(ev.actors, entities(source_)) && has(ev.actors, entities(target_));
      if (forward || mutual) return std::move(ev);
    }
    return {};
  }

 private:
  static std::optional<PetrarchText> open(const Grammar& grammar, const CoderTables& tables) {
    if (!tables.dictionary) return {};
    return std::optional<PetrarchText>(std::in_place, grammar, *tables.dictionary, std::string_view{});
  }

  Grammar grammar_;
  std::optional<PetrarchText> dictionary_;
  Actors actors_;
  uint32_t source_, target_;
  std::vector<Saying> sayings_;
  Senses senses_;
  std::vector<FoundTime> no_times_;
  EventInput input_;
};

// The code that the tables know for the word in this class; else the class's commonest.
std::string code_for(const EventInput& input, const lexicon::Predicates& predicates, const JudgeClass& cls,
                     uint32_t tok) {
  const char pos = input.grammar.is_verbal(tok) ? 'v' : input.grammar.is_nominal(tok) ? 'n' : 'a';
  for (const std::string& key : input.senses.keys(tok))
    for (const lexicon::Sense* sense : predicates.senses(key, pos)) {
      const lexicon::CameoRow* code = sense->type == cls.type ? input.plover.cameo(sense->cameo) : nullptr;
      if (code != nullptr && code->root == cls.root) return sense->cameo;
    }
  return cls.cameo;
}

// The event of the judge's class at the judge's predicate: the tables' own where they read it so.
FoundEvent event_as_judged(const EventInput& input, const lexicon::Predicates& predicates, const JudgeClass& cls,
                           const JudgeSite& site, bool as_read) {
  if (as_read) return site.event;
  FoundEvent ev = site.event;
  ev.tok = site.tok;
  ev.type = cls.type;
  ev.cameo = code_for(input, predicates, cls, site.tok);
  const lexicon::CameoRow* code = input.plover.cameo(ev.cameo);
  ev.mode = code == nullptr || code->type != cls.type || code->mode.find('|') != std::string::npos ? "" : code->mode;
  ev.trigger = input.grammar.token(site.tok).range;
  ev.evidence = {clause_bytes(input.grammar, site.tok)};
  if (site.event.type.empty()) ev.factuality = judge(input.grammar, input.cues, site.tok).factuality;
  return ev;
}

// Trigger, quad and root of an event, as the answer gives them.
RelatedEvent answer_of(const Document& doc, const lexicon::Plover& plover, FoundEvent ev) {
  RelatedEvent related{.event = std::move(ev)};
  related.trigger = doc.text(related.event.trigger);
  related.quad = plover.score(related.event.type, related.event.mode).quad;
  const lexicon::CameoRow* code = plover.cameo(related.event.cameo);
  related.root = code == nullptr || code->root == "-" ? related.event.type : code->root;
  return related;
}

}  // namespace

RelatedEvent Coder::relate(const Document& doc, std::string_view source, std::string_view target) const {
  PairReading pair(doc, tables_, source, target);
  if (FoundEvent theirs = pair.by_dictionary(); theirs.tok != kNone) {
    theirs.confidence = kDictionaryConfidence;
    return answer_of(doc, tables_.plover, std::move(theirs));
  }
  const std::vector<JudgeSite> sites = pair.sites();
  if (sites.empty()) return {};
  const Judged judged = tables_.judge.judge(doc, sites);
  const JudgeClass& cls = tables_.judge.classes()[judged.cls];
  const JudgeSite& site = sites[judged.site];
  FoundEvent ev = event_as_judged(pair.input(), tables_.predicates, cls, site, judged.as_read);
  ev.confidence = judged.p;
  for (const JudgeReason& reason : tables_.judge.reasons(doc, site, judged.cls, kReasonsShown))
    ev.why.push_back("judge: " + reason.feature + " " + signed_hundredths(reason.weight));
  return answer_of(doc, tables_.plover, std::move(ev));
}

std::vector<JudgeSite> Coder::judge_sites(const Document& doc, std::string_view source, std::string_view target) const {
  return PairReading(doc, tables_, source, target).sites();
}

}  // namespace tocsin::coding
