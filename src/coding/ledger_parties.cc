// Fills the sides of ledger entries from events, sayings and grammar.
#include "coding/ledger_parties.h"

#include <algorithm>
#include <array>

#include "coding/parties.h"
#include "coding/sides.h"

namespace tocsin::coding {
namespace {

constexpr std::array<std::string_view, 4> kBySlots = {"subj", "poss", "by", "from"};
constexpr std::array<std::string_view, 6> kToSlots = {"iobj", "obj", "on", "against", "to", "with"};

bool in(std::string_view slot, std::span<const std::string_view> slots) {
  return std::ranges::find(slots, slot) != slots.end();
}

// "several partners, including Japan and Britain"
void add_included(const LedgerInput& input, std::vector<uint32_t>& side, uint32_t noun) {
  for (const uint32_t c : input.in.grammar.children(noun)) {
    if (input.token(c).dep != Dep::kPrep || input.token(c).tag != "VBG") continue;
    for (const uint32_t object : input.in.grammar.children(c))
      if (input.token(object).dep == Dep::kPobj)
        for (const uint32_t each : input.in.grammar.conjuncts(object))
          add_parties(side, input.in.actors.entities_of(each));
  }
}

void add_filler(const LedgerInput& input, std::vector<uint32_t>& side, uint32_t filler) {
  add_parties(side, entities_in(input.in.grammar, input.in.actors, filler));
  if (!of_known_country(input, side)) add_included(input, side, filler);
}

void fill_from_events(const LedgerInput& input, FoundEntry& entry) {
  const uint32_t object = filler_of(input, entry.tok, "obj");
  for (uint32_t e = 0; e < input.events.size(); ++e) {
    const FoundEvent& ev = input.events[e];
    if (ev.tok != entry.tok && !(entry.kind == "agreement" && ev.tok == object)) continue;
    if (ev.tok != entry.tok && !ev.reciprocal) continue;
    add_parties(entry.by, ev.actors);
    add_parties(ev.reciprocal && entry.kind == "agreement" ? entry.by : entry.to, ev.recipients);
    entry.events.push_back(e);
    if (entry.when == kNone) entry.when = ev.when;
  }
}

void fill_from_frame(const LedgerInput& input, FoundEntry& entry) {
  const Grammar& grammar = input.in.grammar;
  const Frame& frame = grammar.frame(entry.tok);
  const bool noun = grammar.is_nominal(entry.tok);
  if (entry.by.empty())
    for (const Filler& filler : frame.fillers)
      // What a noun borrows from the verb above is no side of its own ("rejected calls": who rejects does not call).
      if (in(filler.slot, kBySlots) && (!noun || filler.direct || entry.kind == "precondition"))
        add_filler(input, entry.by, filler.tok);
  if (entry.by.empty() && entry.kind == "agreement") {
    for (const Filler& filler : frame.fillers)
      if (filler.slot == "between" || filler.slot == "with")
        add_parties(entry.by, input.in.actors.entities_of(filler.tok));
    if (const uint32_t object = filler_of(input, entry.tok, "obj"); entry.by.empty() && object != kNoToken)
      add_filler(input, entry.by, object);
  }
  if (!entry.to.empty() || entry.kind == "agreement") return;
  for (const Filler& filler : frame.fillers)
    if (in(filler.slot, kToSlots)) add_parties(entry.to, input.in.actors.entities_of(filler.tok));
}

void link_statements(const LedgerInput& input, FoundEntry& entry) {
  const Range at = input.token(entry.tok).range;
  for (uint32_t s = 0; s < input.in.sayings.size(); ++s) {
    const Saying& saying = input.in.sayings[s];
    const bool inside = std::ranges::any_of(saying.content, [&](Range content) {
      return content.covers(at) || content.covers(entry.content) || entry.content.covers(content);
    });
    const bool cue = saying.cue != kNone && input.token(saying.cue).range == at;
    if ((inside || cue) && std::ranges::find(entry.statements, s) == entry.statements.end())
      entry.statements.push_back(s);
  }
}

// "issued a warning", "gave an ultimatum": whoever does so, where the verb says nothing else.
void fill_from_verb_above(const LedgerInput& input, FoundEntry& entry) {
  const Token& noun = input.token(entry.tok);
  if (noun.dep != Dep::kDobj || !input.in.grammar.is_nominal(entry.tok) || !input.in.grammar.is_verbal(noun.head) ||
      (input.in.senses.light_verb(noun.head) == nullptr && input.in.senses.sense(noun.head) != nullptr))
    return;
  for (const Filler& filler : input.in.grammar.frame(noun.head).fillers)
    if (filler.slot == "subj") add_filler(input, entry.by, filler.tok);
}

bool by_the_speaker(const LedgerInput& input, const FoundEntry& entry) {
  if (entry.by.empty()) return true;
  const char pos = word_class(input, entry.tok);
  return (entry.kind == "warning" && pos == 'n') || (entry.kind == "position" && pos == 'a');
}

}  // namespace

void add_parties(std::vector<uint32_t>& side, std::span<const uint32_t> entities) {
  for (const uint32_t entity : entities)
    if (std::ranges::find(side, entity) == side.end()) side.push_back(entity);
}

std::vector<uint32_t> speakers_of(const LedgerInput& input, const Saying& saying) {
  std::vector<uint32_t> side;
  add_parties(side, speakers_of(input.in.actors, saying));
  return side;
}

const std::string& country_or_name(const LedgerInput& input, uint32_t entity) {
  const FoundEntity& found = input.in.actors.entities()[entity];
  return found.country.empty() ? found.name : found.country;
}

bool of_known_country(const LedgerInput& input, const std::vector<uint32_t>& side) {
  return std::ranges::any_of(side,
                             [&](uint32_t entity) { return !input.in.actors.entities()[entity].country.empty(); });
}

bool speaks_for(const LedgerInput& input, uint32_t entity, const std::vector<uint32_t>& speakers) {
  const auto& entities = input.in.actors.entities();
  const FoundEntity& mine = entities[entity];
  return std::ranges::any_of(speakers, [&](uint32_t speaker) {
    if (speaker == entity) return true;
    const FoundEntity& other = entities[speaker];
    if (mine.country.empty() || mine.country != other.country) return false;
    return mine.kind == "state" || other.kind == "state" || mine.sectors == other.sectors;
  });
}

std::vector<uint32_t> acting_above(const LedgerInput& input, uint32_t tok) {
  const Grammar& grammar = input.in.grammar;
  std::vector<uint32_t> side;
  for (uint32_t at = tok; side.empty() && input.token(at).head != at;) {
    at = input.token(at).head;
    if (!grammar.is_verbal(at)) continue;
    for (const FoundEvent& ev : input.events)
      if (ev.tok == at) add_parties(side, ev.actors);
    if (!side.empty()) return side;
    // Whoever only stands in between ("those who manage them for allegedly supplying") does not allege.
    const lexicon::Sense* sense = input.in.senses.sense(at);
    if (sense == nullptr && input.token(at).dep != Dep::kRoot) continue;
    for (const Filler& filler : grammar.frame(at).fillers)
      if (filler.slot == "subj") add_filler(input, side, filler.tok);
  }
  return side;
}

void fill_parties(const LedgerInput& input, FoundEntry& entry) {
  fill_from_events(input, entry);
  fill_from_frame(input, entry);
  link_statements(input, entry);
  // Without a subject of its own ("the risk remains", in quotation marks) the speaker stands behind it.
  if (by_the_speaker(input, entry)) {
    entry.by.clear();
    for (const uint32_t s : entry.statements) add_parties(entry.by, speakers_of(input, input.in.sayings[s]));
  }
  if (entry.by.empty()) fill_from_verb_above(input, entry);
  // "adopted a resolution demanding a truce": not the paper demands but who adopted it.
  const bool on_a_noun = (entry.kind == "demand" || entry.kind == "claim") && input.token(entry.tok).dep == Dep::kAcl &&
                         !of_known_country(input, entry.by);
  if ((entry.by.empty() && entry.kind == "claim") || on_a_noun)
    if (auto above = acting_above(input, entry.tok); !above.empty()) entry.by = std::move(above);
  std::erase_if(entry.to, [&](uint32_t entity) { return std::ranges::find(entry.by, entity) != entry.by.end(); });
}

void set_about(const LedgerInput& input, FoundEntry& entry) {
  const auto note = [&](std::span<const uint32_t> entities) {
    for (const uint32_t entity : entities) {
      const std::string& country = input.in.actors.entities()[entity].country;
      if (!country.empty() && std::ranges::find(entry.about, country) == entry.about.end())
        entry.about.push_back(country);
    }
  };
  for (const FoundMention& mention : input.in.actors.mentions()) {
    const Range bytes = input.doc().bytes_of(mention.tokens);
    if (entry.content.covers(bytes) || entry.required_for.covers(bytes)) note(mention.entities);
  }
  if (entry.about.empty() || entry.kind == "demand" || entry.kind == "claim") note(entry.to);
  const bool own = entry.kind == "pledge" || entry.kind == "refusal" || entry.kind == "offer";
  if (entry.kind == "agreement" || (entry.about.empty() && own)) note(entry.by);
  std::ranges::sort(entry.about);
}

}  // namespace tocsin::coding
