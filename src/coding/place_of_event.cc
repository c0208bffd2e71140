// Where an event happened: the place that its clause puts it in, read off the dependency tree. The words of another
// clause
// ("he said in Geneva that …") say nothing of it.
#include <algorithm>

#include "coding/places.h"
#include "world/words.h"

namespace tocsin::coding {
namespace {

using world::PlaceWord;

constexpr int kDeepest = 4;

class EventPlace {
 public:
  EventPlace(const Grammar& grammar, const world::PlaceTable& table, const std::vector<FoundPlace>& places)
      : grammar_(grammar), table_(table), places_(places) {}

  [[nodiscard]] uint32_t of(uint32_t trigger) const {
    uint32_t found = finest({said_with(trigger), target(trigger)});
    if (found == kNone) found = of_parts(trigger);
    if (found == kNone) found = above(trigger);
    if (found == kNone) found = below(trigger);
    return found;
  }

 private:
  [[nodiscard]] uint32_t place_at(uint32_t tok) const {
    for (uint32_t p = 0; p < places_.size(); ++p)
      if (places_[p].tokens.contains(tok) && !places_[p].people) return p;
    return kNone;
  }

  /// A town says more than its country: the first of the finest.
  [[nodiscard]] uint32_t finest(const std::vector<uint32_t>& found) const {
    uint32_t best = kNone;
    for (const uint32_t p : found)
      if (p != kNone && (best == kNone || coarseness(p) < coarseness(best))) best = p;
    return best;
  }
  [[nodiscard]] int coarseness(uint32_t p) const {
    const std::string_view precision = places_[p].precision;
    return precision == "country" ? 3 : precision == "region" ? 2 : precision == "admin1" ? 1 : 0;
  }

  [[nodiscard]] bool is_where(uint32_t prep) const {
    const std::string* value = table_.word(PlaceWord::kPreposition, world::fold_phrase(grammar_.token(prep).text));
    return value != nullptr && *value == "where";
  }

  /// The place that a noun phrase is, is in, or is named after ("the centre of Goma", "northern Hama province").
  [[nodiscard]] uint32_t place_under(uint32_t tok, int depth = 0) const {
    if (const uint32_t p = place_at(tok); p != kNone) return p;
    if (depth >= kDeepest) return kNone;
    for (const uint32_t c : grammar_.children(tok)) {
      const Dep dep = grammar_.token(c).dep;
      if (dep == Dep::kCompound || dep == Dep::kNmod || dep == Dep::kPoss || dep == Dep::kAmod || dep == Dep::kAppos)
        if (const uint32_t p = place_under(c, depth + 1); p != kNone) return p;
    }
    for (const uint32_t c : grammar_.children(tok)) {
      if (grammar_.token(c).dep != Dep::kPrep) continue;
      if (is_where(c) || grammar_.token(c).lemma == "of")
        for (const uint32_t object : grammar_.children(c))
          if (grammar_.token(object).dep == Dep::kPobj)
            if (const uint32_t p = place_under(object, depth + 1); p != kNone) return p;
    }
    return kNone;
  }

  /// What hangs on the word itself: "in X", "near X", "there at X".
  [[nodiscard]] uint32_t said_with(uint32_t tok) const {
    std::vector<uint32_t> found;
    for (const uint32_t c : grammar_.children(tok)) {
      const Token& child = grammar_.token(c);
      if ((child.dep == Dep::kPrep || child.dep == Dep::kAgent) && is_where(c)) found.push_back(under_preposition(c));
      if (child.dep == Dep::kAdvmod || child.dep == Dep::kPrt)  // "deep inside X", "just outside X"
        for (const uint32_t inner : grammar_.children(c))
          if (grammar_.token(inner).dep == Dep::kPrep && is_where(inner)) found.push_back(under_preposition(inner));
    }
    return finest(found);
  }
  [[nodiscard]] uint32_t under_preposition(uint32_t prep) const {
    std::vector<uint32_t> found;
    for (const uint32_t object : grammar_.children(prep)) {
      const Dep dep = grammar_.token(object).dep;
      if (dep == Dep::kPobj) found.push_back(place_under(object));
      if (dep == Dep::kPrep) found.push_back(under_preposition(object));
    }
    return finest(found);
  }

  /// The place that is done something to: "bombed Aleppo", "the shelling of Homs", "the Mumbai attacks". A state as a
  /// whole is an actor, not a place of the deed.
  [[nodiscard]] uint32_t target(uint32_t tok) const {
    const bool verbal = grammar_.is_verbal(tok);
    for (const uint32_t c : grammar_.children(tok)) {
      const Token& child = grammar_.token(c);
      uint32_t p = kNone;
      if (verbal && (child.dep == Dep::kDobj || child.dep == Dep::kNsubjpass)) p = place_under(c);
      if (!verbal && (child.dep == Dep::kCompound || child.dep == Dep::kPoss || child.dep == Dep::kNmod ||
                      child.dep == Dep::kAmod))
        p = place_at(c);
      if (child.dep == Dep::kPrep &&
          (child.lemma == "on" || child.lemma == "against" || (!verbal && child.lemma == "of")))
        p = under_preposition(c);
      if (p != kNone && places_[p].precision != "country") return p;
    }
    return kNone;
  }

  /// "killed nine policemen near X": the parser hangs "near X" on the policemen.
  [[nodiscard]] uint32_t of_parts(uint32_t tok) const {
    std::vector<uint32_t> found;
    for (const uint32_t c : grammar_.children(tok)) {
      const Token& child = grammar_.token(c);
      if (child.dep == Dep::kDobj || child.dep == Dep::kNsubjpass || child.dep == Dep::kAttr)
        found.push_back(finest({said_with(c), below_preposition(c)}));
      if (child.dep == Dep::kPrep || child.dep == Dep::kAgent)
        for (const uint32_t object : grammar_.children(c))
          if (grammar_.token(object).dep == Dep::kPobj)
            found.push_back(
                finest({said_with(object), is_where(c) || grammar_.is_verbal(tok) ? target_noun(object) : kNone}));
      if (child.dep == Dep::kNsubj && grammar_.is_verbal(tok)) found.push_back(finest({said_with(c), target_noun(c)}));
    }
    return finest(found);
  }

  /// "held a meeting with the president in X": the parser hangs "in X" on the president.
  [[nodiscard]] uint32_t below_preposition(uint32_t noun) const {
    for (const uint32_t c : grammar_.children(noun)) {
      if (grammar_.token(c).dep != Dep::kPrep || grammar_.token(c).lemma != "with") continue;
      for (const uint32_t object : grammar_.children(c))
        if (grammar_.token(object).dep == Dep::kPobj)
          if (const uint32_t p = said_with(object); p != kNone) return p;
    }
    return kNone;
  }

  /// "a mosque attack in X killed …": only nouns of deeds and sites, never "Nairobi officials".
  [[nodiscard]] uint32_t target_noun(uint32_t tok) const {
    if (table_.word(PlaceWord::kDeed, grammar_.token(tok).lemma) != nullptr)
      if (const uint32_t p = target(tok); p != kNone) return p;
    for (const uint32_t c : grammar_.children(tok)) {
      if (grammar_.token(c).dep != Dep::kPrep || (grammar_.token(c).lemma != "on" && grammar_.token(c).lemma != "of"))
        continue;
      if (const uint32_t p = under_preposition(c); p != kNone && places_[p].precision != "country") return p;
    }
    return kNone;
  }

  /// Clauses around: "a blast in X that killed 5", "attacked X, killing 5". What is said stays apart from where it is
  /// said.
  [[nodiscard]] uint32_t above(uint32_t tok) const {
    for (uint32_t at = tok, steps = 0; steps < 8; ++steps) {
      const Token& token = grammar_.token(at);
      if (token.head == at || token.dep == Dep::kCcomp || token.dep == Dep::kParataxis || token.dep == Dep::kCsubj)
        return kNone;
      const uint32_t head = token.head;
      uint32_t found = finest({said_with(head), target(head)});
      if (found == kNone && (token.dep == Dep::kRelcl || token.dep == Dep::kAcl)) found = place_under(head);
      if (found == kNone && grammar_.is_verbal(head)) found = of_parts(head);
      if (found != kNone) return found;
      at = head;
    }
    return kNone;
  }

  /// "were killed when a bomb went off in X"; "attacked a post and killed 5 in X".
  [[nodiscard]] uint32_t below(uint32_t tok) const {
    for (const uint32_t c : grammar_.children(tok)) {
      const Dep dep = grammar_.token(c).dep;
      if (dep != Dep::kAdvcl && dep != Dep::kConj && dep != Dep::kRelcl && dep != Dep::kAcl) continue;
      if (const uint32_t p = finest({said_with(c), target(c)}); p != kNone) return p;
      if (const uint32_t p = of_parts(c); p != kNone) return p;
    }
    return kNone;
  }

  const Grammar& grammar_;
  const world::PlaceTable& table_;
  const std::vector<FoundPlace>& places_;
};

}  // namespace

uint32_t place_of_event(const Grammar& grammar, const world::PlaceTable& table, uint32_t trigger,
                        const std::vector<FoundPlace>& places) {
  if (places.empty() || trigger == kNone) return kNone;
  return EventPlace(grammar, table, places).of(trigger);
}

}  // namespace tocsin::coding
