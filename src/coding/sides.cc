// Fills the sides of an event from the slots of its predicate.
#include "coding/sides.h"

#include <algorithm>
#include <array>
#include <optional>

namespace tocsin::coding {
namespace {

// Classes of nouns for texts that speak or order (noun_classes.tsv).
constexpr std::array<std::string_view, 5> kTexts = {"@document", "@law", "@lawsuit", "@message", "@resolution"};

void add(std::vector<uint32_t>& side, std::span<const uint32_t> entities) {
  for (const uint32_t entity : entities)
    if (std::ranges::find(side, entity) == side.end()) side.push_back(entity);
}

bool known(const Actors& actors, std::span<const uint32_t> side) {
  return std::ranges::any_of(side, [&](uint32_t entity) { return !actors.entities()[entity].code().empty(); });
}

// "Pro-Palestinian protests", "anti-Russian riots": for or against whom they are, not who takes part.
bool is_cause(const Grammar& grammar, uint32_t tok) {
  const auto is_stance = [&](uint32_t at) {
    return grammar.token(at).norm == "pro" || grammar.token(at).norm == "anti";
  };
  return tok > 1 && grammar.token(tok - 1).text == "-" && is_stance(tok - 2);
}

// "Anti-Hamas protests": against whom.
std::vector<uint32_t> opposed_in_name(const Grammar& grammar, const Actors& actors, uint32_t noun) {
  std::vector<uint32_t> opposed;
  for (const uint32_t c : grammar.children(noun))
    if (is_cause(grammar, c) && grammar.token(c - 2).norm == "anti") add(opposed, actors.entities_of(c));
  return opposed;
}

// "A drone launched by rebels": whoever launched it, for a weapon has no side of its own.
std::vector<uint32_t> users_of_means(const Grammar& grammar, const Actors& actors, uint32_t filler) {
  std::vector<uint32_t> users;
  if (!actors.is_means(filler)) return users;
  for (const uint32_t c : grammar.children(filler))
    if (grammar.token(c).dep == Dep::kAcl && grammar.is_verbal(c))
      for (const Filler& agent : grammar.frame(c).fillers)
        if (agent.slot == "by") add(users, actors.entities_of(agent.tok));
  return users;
}

// "Some of the senators", "a group of lawmakers": those who are counted.
std::vector<uint32_t> counted_by(const Grammar& grammar, const Actors& actors, uint32_t filler) {
  std::vector<uint32_t> counted;
  if (!actors.is_count(filler) || known(actors, actors.entities_of(filler))) return counted;
  for (const uint32_t c : grammar.children(filler)) {
    const uint32_t object = grammar.token(c).lemma == "of" ? grammar.child(c, Dep::kPobj) : kNoToken;
    if (object == kNoToken || !actors.is_human(object)) continue;
    for (const uint32_t each : grammar.conjuncts(object)) add(counted, actors.entities_of(each));
  }
  return counted;
}

// `own_only`: without what a noun borrows from the verb above it.
std::vector<uint32_t> fill(const Grammar& grammar, const Actors& actors, const lexicon::SideSpec& spec,
                           const Frame& frame, bool look_inside, bool own_only = false,
                           std::span<const uint32_t> without = {}) {
  std::vector<uint32_t> side;
  for (const bool inside : {false, true}) {
    if (inside && !look_inside) break;
    for (const std::vector<std::string>& step : spec) {
      // "A conversation between X and Y" names its parties: who tells of it is none.
      const bool between = step.size() > 1 && std::ranges::any_of(frame.fillers, [&](const Filler& filler) {
                             return filler.direct && (filler.slot == "between" || filler.slot == "among") &&
                                    std::ranges::find(step, filler.slot) != step.end() && actors.is_actor(filler.tok);
                           });
      for (const std::string& slot : step)
        for (const Filler& filler : frame.fillers) {
          if (filler.slot != slot || ((own_only || between) && !filler.direct)) continue;
          if (is_cause(grammar, filler.tok)) continue;
          const auto users = slot == "subj" ? users_of_means(grammar, actors, filler.tok) : std::vector<uint32_t>();
          if (!users.empty()) {
            add(side, users);
          } else if (inside) {
            const auto entities = entities_in(grammar, actors, filler.tok);
            add(side, entities);
          } else {
            add(side, actors.entities_of(filler.tok));
            add(side, counted_by(grammar, actors, filler.tok));
          }
        }
      std::erase_if(side, [&](uint32_t entity) { return std::ranges::find(without, entity) != without.end(); });
      if (!side.empty()) return side;
    }
  }
  return side;
}

// Slots beside an act rather than in it: who acts, and what else happened before, after or in spite of it.
constexpr std::array<std::string_view, 11> kBeside = {"subj", "poss",    "adv",       "after", "before", "during",
                                                      "amid", "despite", "following", "since", "amidst"};

// "demanded that Sweden extradite", "threatened to attack Israel": the other side stands in the complement.
std::vector<uint32_t> recipients_in_complement(const Grammar& grammar, const Actors& actors, const Senses& senses,
                                               const Frame& frame, std::string_view type,
                                               const std::vector<uint32_t>& acting) {
  std::vector<uint32_t> side;
  for (const Filler& filler : frame.fillers) {
    if (filler.slot != "xcomp" && filler.slot != "ccomp" && !grammar.is_verbal(filler.tok) &&
        senses.sense(filler.tok) == nullptr)
      continue;
    if (std::ranges::find(kBeside, filler.slot) != kBeside.end()) continue;
    // "Threatened military action to protect X": what it is for is not whom it is meant for.
    if (type == "THREATEN" && filler.slot == "xcomp" && frame.first("obj") != kNoToken) continue;
    const Frame& inner = grammar.frame(filler.tok);
    if ((filler.slot == "ccomp" || filler.slot == "xcomp") &&
        (type == "REQUEST" || type == "ACCUSE" || type == "THREATEN"))
      for (const Filler& subject : inner.fillers)
        if (subject.slot == (inner.passive ? "obj" : "subj") && subject.direct)
          add(side, entities_in(grammar, actors, subject.tok));
    const auto acts = [&](uint32_t entity) {
      const auto& all = actors.entities();
      return std::ranges::any_of(acting, [&](uint32_t actor) {
        // At home one asks or blames another body ("the opposition called for the government to resign").
        return actor == entity || (!all[actor].country.empty() && all[actor].country == all[entity].country &&
                                   (all[actor].kind == "state" || all[entity].kind == "state" ||
                                    all[actor].sectors == all[entity].sectors));
      });
    };
    std::erase_if(side, acts);
    if (!side.empty()) return side;
    if (const lexicon::Sense* sense = senses.sense(filler.tok); sense != nullptr && sense->type != "-") {
      add(side, fill(grammar, actors, sense->recipient, inner, true));
      if (sense->reciprocal) add(side, fill(grammar, actors, sense->actor, inner, false));
    } else {
      for (const Filler& object : inner.fillers) {
        if (object.slot == "obj") add(side, actors.entities_of(object.tok));
        if (object.slot == "with" || object.slot == "against" || object.slot == "to")
          add(side, entities_in(grammar, actors, object.tok));
      }
    }
    if (!side.empty()) return side;
  }
  return side;
}

bool governed_by_another_act(const Grammar& grammar, const Senses& senses, const lexicon::Sense& sense, uint32_t noun) {
  uint32_t verb = grammar.token(grammar.first_conjunct(noun)).head;
  if (grammar.token(verb).pos == Pos::kAdp) verb = grammar.token(verb).head;
  if (!grammar.is_verbal(verb)) return false;
  const lexicon::Sense* outer = senses.sense(verb);
  return outer != nullptr && outer->type != "-" && !outer->type.empty() && outer->type != sense.type &&
         !(outer->type == "SUPPORT" && outer->cameo.starts_with("057"));
}

// "The Treasury issues sanctions against X": the light verb's subject acts.
void take_from_light_verb(const Grammar& grammar, const Actors& actors, const Senses& senses,
                          const lexicon::Sense& sense, uint32_t noun, Sides& sides) {
  const Token& token = grammar.token(grammar.first_conjunct(noun));
  if (token.dep != Dep::kDobj && token.dep != Dep::kNsubjpass && token.dep != Dep::kNsubj) return;
  const lexicon::Sense* light = senses.light_verb(token.head);
  if (light == nullptr) return;
  const Frame& frame = grammar.frame(token.head);
  const auto without_noun = [&](std::vector<uint32_t> side, const std::vector<uint32_t>& other) {
    std::erase_if(side, [&](uint32_t entity) { return std::ranges::find(other, entity) != other.end(); });
    return side;
  };
  if (sides.actors.empty() && !light->nobody_acts && !sense.nobody_acts && token.dep != Dep::kNsubj)
    sides.actors = without_noun(fill(grammar, actors, light->actor, frame, false), sides.recipients);
  if (sides.recipients.empty() && !light->nobody_receives && !sense.nobody_receives && !sides.reciprocal)
    sides.recipients = without_noun(fill(grammar, actors, light->recipient, frame, false), sides.actors);
}

// Who is named inside the phrase of a noun: "dozens of rebels", "the policies of Iran", "Israel's attack".
std::vector<uint32_t> entities_inside(const Grammar& grammar, const Actors& actors, uint32_t filler);

bool is_text(const Actors& actors, const Senses& senses, uint32_t tok) {
  return !known(actors, actors.entities_of(tok)) && std::ranges::any_of(senses.keys(tok), [&](const std::string& key) {
    return std::ranges::any_of(kTexts, [&](std::string_view each) { return senses.in_class(key, each); });
  });
}

// "A statement by the ministry accused X", "adopted a resolution demanding", "signed a decree banning": what a text
// says or orders its authors do.
std::vector<uint32_t> authors_of_text(const Grammar& grammar, const Actors& actors, const Senses& senses,
                                      uint32_t tok) {
  const Token& token = grammar.token(tok);
  const uint32_t subject = grammar.child(tok, Dep::kNsubj);
  const bool by_text = token.dep == Dep::kAcl ||
                       (token.dep == Dep::kRelcl && subject != kNoToken && grammar.token(subject).tag.starts_with('W'));
  const uint32_t text = by_text ? token.head : subject;
  if (text == kNoToken || !is_text(actors, senses, text)) return {};
  std::vector<uint32_t> authors = entities_inside(grammar, actors, text);
  if (known(actors, authors)) return authors;
  authors.clear();
  const uint32_t verb = grammar.token(text).head;
  if (!by_text || grammar.token(text).dep != Dep::kDobj || !grammar.is_verbal(verb)) return {};
  for (const Filler& filler : grammar.frame(verb).fillers)
    if (filler.slot == "subj") add(authors, entities_in(grammar, actors, filler.tok));
  return authors;
}

}  // namespace

std::vector<uint32_t> entities_in(const Grammar& grammar, const Actors& actors, uint32_t filler) {
  const auto own = actors.entities_of(filler);
  if (!own.empty()) return {own.begin(), own.end()};
  return entities_inside(grammar, actors, filler);
}

namespace {

std::vector<uint32_t> entities_inside(const Grammar& grammar, const Actors& actors, uint32_t filler) {
  std::vector<uint32_t> found;
  if (!grammar.is_nominal(filler) && grammar.token(filler).pos != Pos::kAdj) return found;
  // "dozens of rebels", "the policies of Iran", "Israel's attack", "a Russian missile"
  for (const uint32_t c : grammar.children(filler)) {
    const Dep dep = grammar.token(c).dep;
    if (dep == Dep::kPoss || dep == Dep::kAmod || dep == Dep::kCompound || dep == Dep::kNmod)
      for (const uint32_t each : grammar.conjuncts(c)) add(found, actors.entities_of(each));
  }
  if (!found.empty()) return found;
  // "A Russian missile and drone attack": the weapon in front says whose.
  for (const uint32_t c : grammar.children(filler))
    if (grammar.token(c).dep == Dep::kCompound || grammar.token(c).dep == Dep::kNmod)
      for (const uint32_t of_means : actors.is_means(c) ? grammar.children(c) : std::span<const uint32_t>())
        if (grammar.token(of_means).dep == Dep::kAmod || grammar.token(of_means).dep == Dep::kCompound)
          add(found, actors.entities_of(of_means));
  if (!found.empty()) return found;
  for (const uint32_t c : grammar.children(filler)) {
    if (grammar.token(c).dep != Dep::kPrep && grammar.token(c).dep != Dep::kAgent) continue;
    const std::string_view prep = grammar.token(c).lemma;
    if (prep != "of" && prep != "by" && prep != "from" && prep != "between" && prep != "among" && prep != "in")
      continue;
    for (const uint32_t object : grammar.children(c))
      if (grammar.token(object).dep == Dep::kPobj)
        for (const uint32_t each : grammar.conjuncts(object)) add(found, actors.entities_of(each));
    if (!found.empty()) break;
  }
  if (!found.empty()) return found;
  // "the offer made by the Taliban"
  for (const uint32_t c : grammar.children(filler)) {
    if (grammar.token(c).dep != Dep::kAcl) continue;
    for (const Filler& agent : grammar.frame(c).fillers)
      if (agent.slot == "by") add(found, actors.entities_of(agent.tok));
  }
  return found;
}

}  // namespace

namespace {

const lexicon::Sense* attack_at(const Senses& senses, uint32_t tok) {
  const lexicon::Sense* sense = senses.sense(tok);
  return sense != nullptr && sense->type == "ASSAULT" ? sense : nullptr;
}

// "The ambush in Benue killed eleven": the attacks that are the subject of the verb.
std::vector<uint32_t> attacks_that_act(const Grammar& grammar, const Senses& senses, uint32_t verb) {
  std::vector<uint32_t> attacks;
  for (const Filler& filler : grammar.frame(verb).fillers)
    if (filler.slot == "subj" && !grammar.is_verbal(filler.tok) && attack_at(senses, filler.tok) != nullptr)
      attacks.push_back(filler.tok);
  return attacks;
}

// "Carried out a bombing in Islamabad, which killed 12": what the clause hangs on is the place, what it means the deed.
uint32_t attack_at_place(const Grammar& grammar, const Senses& senses, uint32_t verb) {
  if (grammar.token(verb).dep != Dep::kRelcl) return kNoToken;
  const Token& place = grammar.token(grammar.token(verb).head);
  if (place.ent_type != "GPE" && place.ent_type != "LOC" && place.ent_type != "FAC") return kNoToken;
  if (place.dep != Dep::kPobj || !grammar.is_relative_subject(verb)) return kNoToken;
  const uint32_t deed = grammar.token(place.head).head;
  return attack_at(senses, deed) == nullptr ? kNoToken : deed;
}

// Who is behind the attack that a verb of harm has for its subject; nothing where its subject is no attack.
std::optional<std::vector<uint32_t>> behind_the_attack(const Grammar& grammar, const Actors& actors,
                                                       const Senses& senses, uint32_t verb) {
  if (const uint32_t deed = attack_at_place(grammar, senses, verb); deed != kNoToken)
    return sides_of(grammar, actors, senses, *senses.sense(deed), deed).actors;
  const std::vector<uint32_t> attacks = attacks_that_act(grammar, senses, verb);
  if (attacks.empty()) return std::nullopt;
  std::vector<uint32_t> behind;
  for (const uint32_t attack : attacks)
    add(behind, fill(grammar, actors, senses.sense(attack)->actor, grammar.frame(attack), true, true));
  return behind;
}

}  // namespace

Sides sides_of(const Grammar& grammar, const Actors& actors, const Senses& senses, const lexicon::Sense& sense,
               uint32_t tok) {
  const Frame& frame = grammar.frame(tok);
  Sides sides;
  // "welcomed the agreement": who welcomes is no party to what is welcomed.
  const bool own_only = sense.pos == 'n' && governed_by_another_act(grammar, senses, sense, tok);
  const bool forceful = sense.type == "ASSAULT" || sense.type == "COERCE" || sense.type == "MOBILIZE" ||
                        sense.type == "SANCTION" || sense.type == "PROTEST";
  std::optional<std::vector<uint32_t>> behind;
  if (sense.pos == 'v' && sense.type == "ASSAULT") behind = behind_the_attack(grammar, actors, senses, tok);
  if (behind)
    sides.actors = std::move(*behind);
  else if (!sense.nobody_acts)
    sides.actors = fill(grammar, actors, sense.actor, frame, forceful || sense.pos == 'n', own_only);
  sides.reciprocal = sense.reciprocal;
  if (!sense.nobody_receives) {
    sides.recipients = fill(grammar, actors, sense.recipient, frame, true, own_only, sides.actors);
    if (sides.recipients.empty())
      sides.recipients = recipients_in_complement(grammar, actors, senses, frame, sense.type, sides.actors);
  }
  if (sense.pos == 'v')
    if (auto authors = authors_of_text(grammar, actors, senses, tok); !authors.empty())
      sides.actors = std::move(authors);
  if (sense.pos == 'n' && sense.type == "PROTEST" && sides.recipients.empty())
    sides.recipients = opposed_in_name(grammar, actors, tok);
  if (sense.pos == 'n') take_from_light_verb(grammar, actors, senses, sense, tok, sides);
  std::erase_if(sides.recipients,
                [&](uint32_t entity) { return std::ranges::find(sides.actors, entity) != sides.actors.end(); });
  if (sides.reciprocal && sides.actors.size() < 2) {
    // One side named: what the complement names is the other ("agreed to meet X").
    auto others = recipients_in_complement(grammar, actors, senses, frame, sense.type, sides.actors);
    std::erase_if(others,
                  [&](uint32_t entity) { return std::ranges::find(sides.actors, entity) != sides.actors.end(); });
    sides.recipients = std::move(others);
    sides.reciprocal = false;
  }
  return sides;
}

}  // namespace tocsin::coding
