// Decides whether two events of a document are one.
#include "coding/event_merge.h"

#include <algorithm>

#include "coding/sides.h"

namespace tocsin::coding {
namespace {

// `nameless_too`: also people of whom the text says neither name nor country.
std::vector<std::string> countries(const EventInput& input, const std::vector<uint32_t>& side, bool nameless_too) {
  std::vector<std::string> codes;
  for (const uint32_t entity : side) {
    const FoundEntity& each = input.actors.entities()[entity];
    if (!nameless_too && each.country.empty() && each.kind == "group") continue;
    codes.push_back(each.country.empty() ? each.name : each.country);
  }
  std::ranges::sort(codes);
  codes.erase(std::ranges::unique(codes).begin(), codes.end());
  return codes;
}

bool subset(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::includes(b, a);
}

bool share_one(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  return std::ranges::any_of(a, [&](uint32_t entity) { return std::ranges::find(b, entity) != b.end(); });
}

bool same_sides(const EventInput& input, const FoundEvent& a, const FoundEvent& b) {
  // A killing by nobody named is not the fight that others had.
  if (a.type == "ASSAULT" && a.reciprocal != b.reciprocal && (a.actors.empty() || b.actors.empty())) return false;
  auto a_actors = countries(input, a.actors, true), b_actors = countries(input, b.actors, true);
  // "Struck a house in Gilan, killing nine people and injuring 33": one attack.
  const bool one_attack = a.type == "ASSAULT" && a.sent == b.sent && !a_actors.empty();
  auto a_recipients = countries(input, a.recipients, !one_attack),
       b_recipients = countries(input, b.recipients, !one_attack);
  if (a.reciprocal || b.reciprocal) {
    a_actors.insert(a_actors.end(), a_recipients.begin(), a_recipients.end());
    b_actors.insert(b_actors.end(), b_recipients.begin(), b_recipients.end());
    std::ranges::sort(a_actors);
    std::ranges::sort(b_actors);
    return !a_actors.empty() && !b_actors.empty() && (subset(a_actors, b_actors) || subset(b_actors, a_actors));
  }
  // Deeds of violence by or against somebody unnamed are not one for that.
  if ((a.type == "ASSAULT" || a.type == "COERCE") &&
      (a_actors.empty() != b_actors.empty() || a_recipients.empty() != b_recipients.empty()) && a.sent != b.sent &&
      !share_one(a.recipients, b.recipients) &&
      input.grammar.doc().tokens[a.tok].range.begin >= input.grammar.doc().title_size)
    return false;
  const bool actors_agree = subset(a_actors, b_actors) || subset(b_actors, a_actors);
  const bool recipients_agree = subset(a_recipients, b_recipients) || subset(b_recipients, a_recipients);
  const bool share = (!a_actors.empty() && !b_actors.empty()) || (!a_recipients.empty() && !b_recipients.empty());
  return actors_agree && recipients_agree && share;
}

// Protests that go on have happened as well.
bool same_factuality(const FoundEvent& a, const FoundEvent& b) {
  const auto real = [](const FoundEvent& ev) {
    return ev.factuality == Factuality::kHappened || ev.factuality == Factuality::kOngoing ||
           ev.factuality == Factuality::kHistorical;
  };
  return a.factuality == b.factuality || (a.type == "PROTEST" && real(a) && real(b));
}

// People on the street, however often and however wildly.
bool are_one_movement(const FoundEvent& a, const FoundEvent& b) {
  const auto marches = [](const FoundEvent& ev) { return ev.mode.empty() || ev.mode == "demo" || ev.mode == "riot"; };
  return a.type == "PROTEST" && marches(a) && marches(b);
}

bool one_event(const EventInput& input, const FoundEvent& a, const FoundEvent& b) {
  if (a.type != b.type || !same_factuality(a, b)) return false;
  if (are_one_movement(a, b) && same_sides(input, a, b)) return true;
  if (!a.mode.empty() && !b.mode.empty() && a.mode != b.mode) return false;
  const bool headline = input.grammar.doc().tokens[a.tok].range.begin < input.grammar.doc().title_size;
  if (a.type == "CONSULT" && a.mode != b.mode && !headline) return false;  // mediating and meeting are two things
  if (a.when != kNone && b.when != kNone) {
    const FoundTime &ta = input.times[a.when], &tb = input.times[b.when];
    if (ta.start && tb.start && ta.end && tb.end &&
        (std::chrono::sys_days(*ta.end) < std::chrono::sys_days(*tb.start) ||
         std::chrono::sys_days(*tb.end) < std::chrono::sys_days(*ta.start)))
      return false;
  }
  return same_sides(input, a, b);
}

void join(const EventInput& input, FoundEvent& into, const FoundEvent& from) {
  tell_again(into, from);
  // The fuller telling names the sides.
  const auto named = [&](const FoundEvent& ev) { return ev.actors.size() + ev.recipients.size(); };
  const Document& doc = input.grammar.doc();
  const bool from_title = doc.tokens[into.tok].range.begin < doc.title_size;
  if (named(from) > named(into) || (from_title && named(from) >= named(into))) {
    into.actors = from.actors;
    into.recipients = from.recipients;
    into.reciprocal = from.reciprocal;
  }
  if (from_title) into.trigger = from.trigger, into.tok = from.tok, into.sent = from.sent;
  if (into.mode.empty() && !from.mode.empty()) into.mode = from.mode, into.cameo = from.cameo;
}

// "The attack", "those protests": told of as something known.
bool is_definite(const Grammar& grammar, uint32_t noun) {
  const uint32_t det = grammar.child(noun, Dep::kDet);
  if (det == kNoToken) return false;
  const std::string_view word = grammar.token(det).lemma;
  return word == "the" || word == "this" || word == "that" || word == "these" || word == "those";
}

bool names_somebody(const EventInput& input, uint32_t noun) {
  return std::ranges::any_of(input.grammar.frame(noun).fillers, [&](const Filler& filler) {
    return filler.direct && !entities_in(input.grammar, input.actors, filler.tok).empty();
  });
}

}  // namespace

void tell_again(FoundEvent& into, const FoundEvent& from) {
  for (const Range& bytes : from.evidence)
    if (std::ranges::find(into.evidence, bytes) == into.evidence.end()) into.evidence.push_back(bytes);
  for (const std::string& context : from.contexts)
    if (std::ranges::find(into.contexts, context) == into.contexts.end()) into.contexts.push_back(context);
  if (into.when == kNone) into.when = from.when;
  into.why.push_back("told again: " + (from.why.empty() ? std::string() : from.why.front()));
}

namespace {

// The noun that means the deed: the predicate itself, or the attack that is its subject ("the attack left 12 dead").
uint32_t noun_of(const EventInput& input, const FoundEvent& ev) {
  if (ev.sense == nullptr) return kNoToken;
  if (ev.sense->pos == 'n') return ev.tok;
  if (ev.sense->pos != 'v' || ev.type != "ASSAULT" || !ev.actors.empty()) return kNoToken;
  const uint32_t subject = input.grammar.frame(ev.tok).first("subj");
  const lexicon::Sense* sense = subject == kNoToken ? nullptr : input.senses.sense(subject);
  return sense != nullptr && sense->type == ev.type && sense->pos == 'n' ? subject : kNoToken;
}

}  // namespace

FoundEvent* told_before(const EventInput& input, std::vector<FoundEvent>& events, const FoundEvent& ev) {
  constexpr uint32_t kFarthest = 3;  ///< sentences
  const uint32_t noun = noun_of(input, ev);
  if (noun == kNoToken || !is_definite(input.grammar, noun) || names_somebody(input, noun)) return nullptr;
  for (size_t i = events.size(); i-- > 0;) {
    FoundEvent& before = events[i];
    if (before.type == ev.type && before.factuality == ev.factuality && ev.sent - before.sent <= kFarthest &&
        (ev.mode.empty() || before.mode.empty() || ev.mode == before.mode))
      return &before;
  }
  return nullptr;
}

std::vector<FoundEvent> merge_told_twice(const EventInput& input, std::vector<FoundEvent> events) {
  std::vector<FoundEvent> merged;
  for (FoundEvent& ev : events) {
    const auto known =
        std::ranges::find_if(merged, [&](const FoundEvent& other) { return one_event(input, other, ev); });
    if (known == merged.end()) {
      merged.push_back(std::move(ev));
    } else {
      join(input, *known, ev);
    }
  }
  return merged;
}

}  // namespace tocsin::coding
