// Reads events off senses and frames, then applies PLOVER's rulings and merges what is told twice.
#include "coding/events.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/one_of.h"
#include "coding/accusations.h"
#include "coding/demands.h"
#include "coding/event_merge.h"
#include "coding/parties.h"
#include "coding/sides.h"

namespace tocsin::coding {
namespace {

using lexicon::Sense;

// What is a threat when the actor announces it, and what only when he makes it depend on another's act.
constexpr std::array<std::string_view, 4> kThreatened = {"ASSAULT", "COERCE", "SANCTION", "PROTEST"};
constexpr std::array<std::string_view, 5> kThreatenedIf = {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"};

// Types whose content is asked, promised, refused or threatened: what stands inside is no event of its own (single
// type).
bool takes_content(std::string_view type) {
  return is_one_of(type, {"AGREE", "CONCEDE", "REQUEST", "REJECT", "THREATEN", "RETREAT"});
}

// Mode and code from what is asked, refused, threatened or promised.
void apply_complement(const EventInput& input, FoundEvent& ev) {
  if (!takes_content(ev.type) || ev.type == "RETREAT") return;
  const Frame& frame = input.grammar.frame(ev.tok);
  for (const Filler& filler : frame.fillers) {
    if (filler.slot == "subj" || filler.slot == "adv" || filler.slot == "prt" || filler.slot == "mod" ||
        filler.slot == "poss" || filler.slot == "by")
      continue;
    const Sense* inner = input.senses.sense(filler.tok);
    if (inner == nullptr || inner->type.empty() || inner->type == "-") continue;
    const lexicon::ComplementMode* mode = input.plover.complement(ev.type, inner->type, inner->mode);
    if (mode == nullptr) continue;
    const bool generic = ev.mode.empty();
    if (generic) ev.mode = mode->mode;
    if (generic && !mode->cameo.empty() && (ev.cameo.size() < 3 || ev.cameo.ends_with('0'))) ev.cameo = mode->cameo;
    ev.why.push_back(mode->row);
    return;
  }
}

void set_sides(const EventInput& input, FoundEvent& ev) {
  Sides sides = sides_of(input.grammar, input.actors, input.senses, *ev.sense, ev.tok);
  // "launched an attack on Y": what the verb leaves unsaid its noun may tell.
  for (const uint32_t named : input.senses.named_by(ev.tok)) {
    if (!sides.actors.empty() && !sides.recipients.empty()) break;
    const Sense* inner = input.senses.sense(named);
    if (inner == nullptr || inner->type.empty() || inner->type == "-" || takes_content(ev.type)) continue;
    Sides theirs = sides_of(input.grammar, input.actors, input.senses, *inner, named);
    std::erase_if(theirs.recipients,
                  [&](uint32_t entity) { return std::ranges::find(sides.actors, entity) != sides.actors.end(); });
    std::erase_if(theirs.actors, [&](uint32_t entity) {
      return std::ranges::find(sides.recipients, entity) != sides.recipients.end();
    });
    if (sides.actors.empty() && !ev.sense->nobody_acts)
      sides.actors = theirs.actors, sides.reciprocal = theirs.reciprocal;
    if (sides.recipients.empty() && !sides.reciprocal) sides.recipients = theirs.recipients;
  }
  ev.actors = sides.actors;
  ev.recipients = sides.recipients;
  ev.reciprocal = sides.reciprocal;
  // "Students hold protests": nobody protests against a protest.
  for (const uint32_t named : input.senses.named_by(ev.tok))
    if (const Sense* inner = input.senses.sense(named); inner != nullptr && inner->type == ev.type)
      std::erase_if(ev.recipients, [themselves = input.actors.entities_of(named)](uint32_t entity) {
        return std::ranges::find(themselves, entity) != themselves.end();
      });
  // "X and Y ratified a treaty": with each other.
  if (ev.type == "SUPPORT" && ev.cameo.starts_with("057") && ev.recipients.empty() && ev.actors.size() > 1)
    ev.reciprocal = true;
}

// "Security minister stabbed": headlines leave out the auxiliary, and a deed that takes an object has none.
bool is_headline_passive(const EventInput& input, const FoundEvent& ev) {
  const Token& token = input.grammar.token(ev.tok);
  const Frame& frame = input.grammar.frame(ev.tok);
  return ev.sense->pos == 'v' && token.range.begin < input.grammar.doc().title_size && !frame.passive &&
         (token.tag == "VBD" || token.tag == "VBN") && is_one_of(ev.type, {"ASSAULT", "COERCE", "SANCTION"}) &&
         frame.first("obj") == kNoToken && !input.grammar.has_child(ev.tok, Dep::kAux) &&
         !input.grammar.has_child(ev.tok, Dep::kPrt);
}

// "Announced that X and Y have reached an agreement": they agreed, not who announces it.
void parties_of_content(const EventInput& input, FoundEvent& ev) {
  if (!is_one_of(ev.type, {"AGREE", "CONCEDE", "SUPPORT"}) || ev.sense->pos != 'v') return;
  const uint32_t clause = input.grammar.frame(ev.tok).first("ccomp");
  const Sense* inner = clause == kNoToken ? nullptr : input.senses.sense(clause);
  if (inner == nullptr || !is_one_of(inner->type, {"AGREE", "CONCEDE", "SUPPORT", "RETREAT"}) ||
      (!input.grammar.has_child(clause, Dep::kNsubj) && !input.grammar.has_child(clause, Dep::kNsubjpass)))
    return;
  Sides theirs = sides_of(input.grammar, input.actors, input.senses, *inner, clause);
  const auto announces = [&](uint32_t entity) {
    return std::ranges::any_of(ev.actors, [&](uint32_t actor) { return same_side(input.actors, actor, entity); });
  };
  // Both parties have names, and one at least is not who speaks.
  const bool known = std::ranges::none_of(
      theirs.actors, [&](uint32_t entity) { return input.actors.entities()[entity].code().empty(); });
  const auto others = std::ranges::count_if(theirs.actors, [&](uint32_t entity) { return !announces(entity); });
  if (!known || others == 0) return;
  ev.actors = std::move(theirs.actors);
  ev.recipients = std::move(theirs.recipients);
  ev.reciprocal = theirs.reciprocal;
  ev.why.push_back("between the parties of what is announced");
}

// "Killed in an ambush by gunmen": who carried out the attack did the killing.
void take_from_attack(const EventInput& input, FoundEvent& ev) {
  if (ev.type != "ASSAULT") return;
  for (const Filler& filler : input.grammar.frame(ev.tok).fillers) {
    if (!is_one_of(filler.slot, {"in", "during", "by", "from", "after"})) continue;
    const Sense* inner = input.senses.sense(filler.tok);
    if (inner == nullptr || inner->type != "ASSAULT") continue;
    const Sides theirs = sides_of(input.grammar, input.actors, input.senses, *inner, filler.tok);
    // "24 people were killed by strikes on X": people of X.
    const bool nowhere = std::ranges::all_of(
        ev.recipients, [&](uint32_t entity) { return input.actors.entities()[entity].country.empty(); });
    for (const uint32_t entity : theirs.recipients)
      if (nowhere && std::ranges::find(ev.recipients, entity) == ev.recipients.end()) ev.recipients.push_back(entity);
    const bool open = ev.actors.empty();
    for (const uint32_t entity : theirs.actors)
      if (open && std::ranges::find(ev.recipients, entity) == ev.recipients.end()) ev.actors.push_back(entity);
    if (ev.mode.empty()) ev.mode = inner->mode, ev.cameo = inner->cameo;
    ev.why.push_back(inner->row);
    return;
  }
}

// "The protests": who protests is in the word itself.
void protesters_of_noun(const EventInput& input, FoundEvent& ev) {
  if (ev.type != "PROTEST" || !ev.actors.empty() || ev.sense->pos != 'n') return;
  const auto themselves = input.actors.entities_of(ev.tok);
  ev.actors.assign(themselves.begin(), themselves.end());
}

// "Gathered to protest against the government", "marched, demanding that the minister resign": against whom.
void against_whom(const EventInput& input, FoundEvent& ev) {
  if (ev.type != "PROTEST" || !ev.recipients.empty() || ev.sense->pos != 'v') return;
  for (const uint32_t clause : input.grammar.children(ev.tok)) {
    const Dep dep = input.grammar.token(clause).dep;
    if (dep != Dep::kAdvcl && dep != Dep::kXcomp && dep != Dep::kConj) continue;
    const Sense* inner = input.senses.sense(clause);
    if (inner == nullptr || !is_one_of(inner->type, {"PROTEST", "REQUEST", "ACCUSE"})) continue;
    Sides theirs = sides_of(input.grammar, input.actors, input.senses, *inner, clause);
    std::erase_if(theirs.recipients,
                  [&](uint32_t entity) { return std::ranges::find(ev.actors, entity) != ev.actors.end(); });
    if (theirs.recipients.empty()) continue;
    ev.recipients = std::move(theirs.recipients);
    ev.why.push_back("against whom: " + inner->row);
    return;
  }
}

// "The president orders the ministry to raise tariffs on X": what a state tells its own servants to do to another is
// its act.
void own_order(const EventInput& input, FoundEvent& ev) {
  if (ev.type != "REQUEST" || ev.actors.empty() || ev.recipients.empty()) return;
  const bool own = std::ranges::all_of(ev.recipients, [&](uint32_t entity) {
    return same_side(input.actors, entity, ev.actors.front()) ||
           (input.actors.entities()[entity].country.empty() &&
            input.actors.entities()[entity].sectors == std::vector<std::string>{"GOV"});
  });
  const uint32_t inner_tok = input.grammar.frame(ev.tok).first("xcomp");
  const Sense* inner = inner_tok == kNoToken || !own ? nullptr : input.senses.sense(inner_tok);
  if (inner == nullptr || inner->type.empty() || inner->type == "-") return;
  Sides theirs = sides_of(input.grammar, input.actors, input.senses, *inner, inner_tok);
  std::erase_if(theirs.recipients, [&](uint32_t entity) { return same_side(input.actors, entity, ev.actors.front()); });
  if (theirs.recipients.empty()) return;
  ev.type = inner->type;
  ev.mode = inner->mode;
  ev.cameo = inner->cameo;
  ev.recipients = std::move(theirs.recipients);
  ev.why.push_back(inner->row + ": ordered by the state's own head");
}

// "The police director said 71 people were arrested": those who tell of it made the arrests.
void arrested_by_speaker(const EventInput& input, FoundEvent& ev) {
  if (ev.type != "COERCE" || !ev.actors.empty() || ev.recipients.empty() || ev.stated_in == kNone) return;
  for (const uint32_t entity : speakers_of(input.actors, input.sayings[ev.stated_in])) {
    const FoundEntity& each = input.actors.entities()[entity];
    const bool enforces = std::ranges::any_of(each.sectors, [](const std::string& sector) {
      return is_one_of(sector, {"COP", "MIL", "SPY", "GOV", "JUD"});
    });
    const bool own = std::ranges::any_of(ev.recipients, [&](uint32_t held) {
      const std::string& country = input.actors.entities()[held].country;
      return country.empty() || country == each.country;
    });
    if (enforces && own) ev.actors.push_back(entity);
  }
}

bool spoken_by_actor(const EventInput& input, const FoundEvent& ev, const Saying& saying) {
  return share_side(input.actors, speakers_of(input.actors, saying), ev.actors);
}

void become(const EventInput& input, FoundEvent& ev, std::string_view type, std::string_view rule) {
  const lexicon::ComplementMode* mode = input.plover.complement(type, ev.type, ev.mode);
  ev.why.push_back(std::string(rule) + ": " + ev.type + " is " + std::string(type));
  ev.type = type;
  ev.mode = mode == nullptr ? "" : mode->mode;
  ev.cameo = mode == nullptr || mode->cameo.empty() ? std::string() : mode->cameo;
  if (ev.cameo.empty()) ev.cameo = input.plover.default_cameo(type, ev.mode);
}

// "Warned that war may resume": a danger is put in words, nobody is threatened by the speaker.
bool warns_of_others(const EventInput& input, const FoundEvent& ev) {
  const uint32_t clause = input.grammar.frame(ev.tok).first("ccomp");
  if (clause == kNoToken || !input.grammar.is_verbal(clause)) return false;
  const Frame& inner = input.grammar.frame(clause);
  for (const Filler& subject : inner.fillers) {
    if (subject.slot != (inner.passive ? "obj" : "subj")) continue;
    for (const uint32_t entity : entities_in(input.grammar, input.actors, subject.tok))
      if (std::ranges::any_of(ev.actors, [&](uint32_t actor) { return same_side(input.actors, actor, entity); }))
        return false;
  }
  return !inner.passive;
}

// "Russia says Israel must end attacks": the speaker asks it of whoever must.
bool demanded_by_speaker(const EventInput& input, FoundEvent& ev) {
  const Saying& saying = input.sayings[ev.stated_in];
  std::vector<uint32_t> speakers = speakers_of(input.actors, saying);
  if (speakers.empty() || ev.actors.empty() || spoken_by_actor(input, ev, saying)) return false;
  std::vector<uint32_t> asked = std::move(ev.actors);
  become(input, ev, "REQUEST", "said to be obliged");
  ev.recipients = std::move(asked);
  ev.actors = std::move(speakers);
  ev.reciprocal = false;
  ev.factuality = Factuality::kHappened;
  return true;
}

// "X would go to war with Y", X's president said: who speaks threatens the other.
void threatened_side(const EventInput& input, FoundEvent& ev, const Saying& saying) {
  if (!ev.reciprocal || !ev.recipients.empty()) return;
  const std::vector<uint32_t> speakers = speakers_of(input.actors, saying);
  std::vector<uint32_t> own, others;
  for (const uint32_t actor : ev.actors)
    (share_side(input.actors, speakers, {&actor, 1}) ? own : others).push_back(actor);
  if (own.empty() || others.empty()) return;
  ev.actors = std::move(own);
  ev.recipients = std::move(others);
  ev.reciprocal = false;
}

// PLOVER's single types for the future and the refused (ONTOLOGY.md, "Rulings"). False when no event is left.
bool apply_rulings(const EventInput& input, FoundEvent& ev, const Judgement& judgement) {
  if (ev.type == "THREATEN" && warns_of_others(input, ev)) return false;
  if (judgement.obliged && !judgement.conditional && ev.stated_in != kNone && demanded_by_speaker(input, ev))
    return true;
  const bool future = judgement.factuality == Factuality::kPlanned;
  if (future && is_one_of(ev.type, {"CONSULT", "SUPPORT", "COOPERATE", "AID"})) {
    become(input, ev, "AGREE", "future");
    ev.factuality = Factuality::kHappened;
  } else if (future && ev.type == "RETREAT") {
    become(input, ev, "CONCEDE", "future");
    ev.factuality = Factuality::kHappened;
  } else if ((future || judgement.only_if) && is_one_of(ev.type, {"AGREE", "CONCEDE", "THREATEN", "REQUEST"})) {
    ev.factuality = Factuality::kHappened;
  } else if ((future || judgement.conditional) &&
             is_one_of(ev.type, judgement.conditional ? std::span<const std::string_view>(kThreatenedIf)
                                                      : std::span<const std::string_view>(kThreatened))) {
    const bool own_words = ev.stated_in != kNone && spoken_by_actor(input, ev, input.sayings[ev.stated_in]);
    if (own_words) {
      become(input, ev, "THREATEN", "future in the actor's own words");
      threatened_side(input, ev, input.sayings[ev.stated_in]);
      ev.factuality = Factuality::kHappened;
    } else if (ev.type == "ASSAULT") {
      ev.factuality = Factuality::kPossible;
    }
  }
  if (judgement.factuality == Factuality::kDenied && judgement.refusal &&
      is_one_of(ev.type, {"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE", "CONCEDE", "RETREAT"})) {
    become(input, ev, "REJECT", "negated future");
    ev.factuality = Factuality::kHappened;
  }
  return true;
}

// "Unconfirmed reports said", "which could not be verified": the sentence itself says that it does not know.
bool sentence_doubts(const EventInput& input, uint32_t sent) {
  const Document& doc = input.grammar.doc();
  for (uint32_t tok = doc.sentences[sent].tokens.begin; tok < doc.sentences[sent].tokens.end; ++tok) {
    const Token& token = doc.tokens[tok];
    const char pos = token.pos == Pos::kAdj ? 'a' : token.pos == Pos::kAdv ? 'r' : 'x';
    const lexicon::FactualityCue* cue = input.cues.cue(token.lemma, pos);
    if (cue == nullptr || cue->kind != lexicon::CueKind::kHearsay) continue;
    const bool denied = input.grammar.has_child(tok, Dep::kNeg) ||
                        (token.head != tok && input.grammar.has_child(token.head, Dep::kNeg));
    if (pos != 'x' || denied) return true;
  }
  return false;
}

void set_when(const EventInput& input, FoundEvent& ev) {
  const Document& doc = input.grammar.doc();
  uint32_t best = kNone;
  int best_distance = 0;
  for (uint32_t t = 0; t < input.times.size(); ++t) {
    const FoundTime& time = input.times[t];
    if (time.tokens.empty() || doc.tokens[time.tokens.begin].sent != ev.sent ||
        (time.kind != "date" && time.kind != "time"))
      continue;
    uint32_t at = time.tokens.begin;
    while (time.tokens.contains(doc.tokens[at].head) && doc.tokens[at].head != at) at = doc.tokens[at].head;
    // "For the first time since 2022": that is when it was not.
    if (doc.tokens[at].dep == Dep::kPobj && doc.tokens[doc.tokens[at].head].lemma == "since") continue;
    int distance = 0;
    // Climb from the time to the first verb or the predicate itself.
    bool of_another = false;
    while (at != ev.tok && (time.tokens.contains(at) || !input.grammar.is_verbal(at)) && doc.tokens[at].head != at) {
      const Dep dep = doc.tokens[at].dep;
      const uint32_t head = doc.tokens[at].head;
      // "Protests against last year's vote", "the 1996 shootdown": the time of that noun and of nothing above it.
      of_another =
          of_another || ((dep == Dep::kPoss || dep == Dep::kCompound || dep == Dep::kNmod || dep == Dep::kAmod) &&
                         head != ev.tok && input.grammar.is_nominal(head));
      if (!time.tokens.contains(at)) ++distance;
      at = head;
    }
    if (of_another) continue;
    const bool own = at == ev.tok || input.grammar.dominates(at, ev.tok);
    if (!own) continue;
    uint32_t up = ev.tok;
    while (up != at && doc.tokens[up].head != up) up = doc.tokens[up].head, ++distance;
    if (distance > 6) continue;
    if (best == kNone || distance < best_distance) best = t, best_distance = distance;
  }
  ev.when = best;
}

// Background from long before the story is historical: more than 60 days before publication.
void judge_age(const EventInput& input, FoundEvent& ev) {
  if (ev.when == kNone || !input.published) return;
  const FoundTime& time = input.times[ev.when];
  if (!time.end || (ev.factuality != Factuality::kHappened && ev.factuality != Factuality::kOngoing)) return;
  const auto days = std::chrono::sys_days(*input.published) - std::chrono::sys_days(*time.end);
  if (days.count() > 60) {
    ev.factuality = Factuality::kHistorical;
    ev.why.push_back("dated more than 60 days before publication");
  }
}

void set_contexts(const EventInput& input, FoundEvent& ev) {
  const Document& doc = input.grammar.doc();
  const uint32_t first = doc.token_at(ev.evidence.front().begin), last = doc.token_at(ev.evidence.front().end);
  for (uint32_t i = first; i < last && i < doc.tokens.size(); ++i)
    for (const std::string& key : input.senses.keys(i))
      if (const auto* contexts = input.plover.contexts(key))
        for (const std::string& context : *contexts)
          if (std::ranges::find(ev.contexts, context) == ev.contexts.end()) ev.contexts.push_back(context);
  std::ranges::sort(ev.contexts);
}

// "Continued to push preconditions for signing of the treaty": asked of the other party to the agreement of the story.
void other_party(const EventInput& input, const std::vector<FoundEvent>& events, FoundEvent& ev) {
  if (!is_one_of(ev.type, {"REQUEST", "REJECT"}) || !ev.recipients.empty() || ev.actors.empty()) return;
  const Document& doc = input.grammar.doc();
  // "X accused Y of …, a claim Y rejected": rejected towards X.
  for (const FoundEvent& accusation : events) {
    if (ev.type != "REJECT" || accusation.type != "ACCUSE" || accusation.tok >= ev.tok || ev.sent - accusation.sent > 1)
      continue;
    const bool accused = std::ranges::any_of(
        accusation.recipients, [&](uint32_t entity) { return same_side(input.actors, entity, ev.actors.front()); });
    if (!accused) continue;
    ev.recipients = accusation.actors;
    ev.why.push_back("towards who accused");
    return;
  }
  const uint32_t first = doc.token_at(ev.evidence.front().begin), last = doc.token_at(ev.evidence.front().end);
  bool speaks_of_it = false;
  for (uint32_t i = first; i < last && i < doc.tokens.size(); ++i)
    for (const std::string& key : input.senses.keys(i))
      speaks_of_it = speaks_of_it || input.senses.in_class(key, "@agreement");
  if (!speaks_of_it) return;
  const auto country = [&](uint32_t entity) -> const std::string& { return input.actors.entities()[entity].country; };
  for (const FoundEvent& deal : events) {
    if (!deal.reciprocal || !is_one_of(deal.type, {"AGREE", "SUPPORT", "CONCEDE"}) || deal.tok >= ev.tok) continue;
    const bool party = std::ranges::any_of(deal.actors, [&](uint32_t entity) {
      return !country(entity).empty() && country(entity) == country(ev.actors.front());
    });
    if (!party) continue;
    for (const uint32_t entity : deal.actors)
      if (country(entity) != country(ev.actors.front())) ev.recipients.push_back(entity);
    ev.why.push_back("the other party to the agreement told before");
    return;
  }
}

// "X summons Y's ambassador, demanding an apology", "withdraws its case accusing Y": the other side stands in the
// clause that this one hangs on, or in its own words.
void party_of_clause(const EventInput& input, const std::vector<FoundEvent>& events, FoundEvent& ev) {
  if (!ev.recipients.empty() || ev.actors.empty() || ev.reciprocal || ev.sense->nobody_receives) return;
  if (!is_one_of(ev.type, {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE", "SANCTION", "AGREE", "AID"})) return;
  const uint32_t above = input.grammar.token(ev.tok).head;
  const Dep dep = input.grammar.token(ev.tok).dep;
  if (dep == Dep::kAdvcl || dep == Dep::kConj || dep == Dep::kXcomp)
    for (const FoundEvent& main : events)
      if (main.tok == above && main.actors == ev.actors && !main.recipients.empty()) {
        ev.recipients = main.recipients;
        ev.why.push_back("the other side of the clause above");
        return;
      }
  const Document& doc = input.grammar.doc();
  for (uint32_t tok = ev.tok + 1; tok < doc.tokens.size() && doc.tokens[tok].range.end <= ev.evidence.front().end;
       ++tok) {
    for (const uint32_t entity : input.actors.entities_of(tok)) {
      const FoundEntity& named = input.actors.entities()[entity];
      const FoundEntity& actor = input.actors.entities()[ev.actors.front()];
      // At home the other side is another person or body.
      const bool own = entity == ev.actors.front() ||
                       (named.country == actor.country &&
                        (named.kind == "state" || named.sectors == actor.sectors || ev.type != "ACCUSE"));
      if (named.country.empty() || own || !input.grammar.dominates(ev.tok, tok)) continue;
      if (named.kind != "state" && named.kind != "person" && named.kind != "organisation" &&
          named.kind != "armed-group")
        continue;
      ev.recipients = {entity};
      ev.why.push_back("the other party named in the clause");
      return;
    }
  }
}

// What is threatened or condemned is an act of its own in the text.
bool names_matter(const EventInput& input, const FoundEvent& ev) {
  return ev.sense->pos == 'v' && std::ranges::any_of(input.grammar.frame(ev.tok).fillers, [&](const Filler& filler) {
           if (filler.slot != "obj" && filler.slot != "xcomp") return false;
           const Sense* inner = input.senses.sense(filler.tok);
           return inner != nullptr && is_one_of(inner->type, {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"});
         });
}

constexpr std::array<std::string_view, 18> kPublic = {"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP", "PTY", "ELI",
                                                      "REB", "UAF", "PRM", "CRM", "NGO", "IGO", "REL", "REF", "PRE"};

// Somebody of public life: a state, a body or office of one, a party, an armed group, an organisation. Private people,
// firms and unknown names are not.
bool is_public(const FoundEntity& entity) {
  if (entity.kind == "state" || entity.kind == "armed-group" || entity.kind == "people") return true;
  if (entity.kind == "place-as-actor") return !entity.country.empty();
  return std::ranges::any_of(entity.sectors, [](const std::string& each) { return is_one_of(each, kPublic); }) ||
         (entity.sectors.empty() && entity.kind == "organisation" && !entity.country.empty());
}

// What private people say and give to each other is no event: "Ahola spoke with Wikinews", "her neighbours gave food".
bool is_private(const EventInput& input, const FoundEvent& ev) {
  if (is_one_of(ev.type, {"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION"})) return false;
  const auto is_public_one = [&](uint32_t entity) { return is_public(input.actors.entities()[entity]); };
  return std::ranges::none_of(ev.actors, is_public_one) && std::ranges::none_of(ev.recipients, is_public_one);
}

// "The Iraq War": the name of a war is no deed told.
bool is_only_a_name(const EventInput& input, const FoundEvent& ev) {
  const Token& token = input.grammar.token(ev.tok);
  return ev.type == "ASSAULT" && token.pos == Pos::kPropn && token.ent_type == "EVENT";
}

bool is_verbal_act(std::string_view type) {
  return is_one_of(type, {"AGREE", "CONCEDE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT"});
}

// "X was indicted" accuses X, but "people who had been accused of crimes" are nobody in particular.
bool names_accused(const EventInput& input, const FoundEvent& ev) {
  return input.grammar.token(ev.tok).dep != Dep::kRelcl && std::ranges::any_of(ev.recipients, [&](uint32_t entity) {
           const FoundEntity& each = input.actors.entities()[entity];
           return !each.country.empty() && (each.kind != "group" || !each.plural);
         });
}

// "The president returns to the country": nobody visits his own.
bool comes_home(const EventInput& input, const FoundEvent& ev) {
  return std::ranges::all_of(ev.recipients, [&](uint32_t host) {
    return std::ranges::any_of(ev.actors, [&](uint32_t guest) { return same_side(input.actors, guest, host); });
  });
}

// An event needs somebody known: words between nobody in particular, or towards nobody, are a statement at most.
bool tells_enough(const EventInput& input, const FoundEvent& ev) {
  const auto known = [&](const std::vector<uint32_t>& side) {
    return std::ranges::any_of(side, [&](uint32_t entity) {
      const FoundEntity& each = input.actors.entities()[entity];
      return !each.country.empty() || (!each.sectors.empty() && each.sectors != std::vector<std::string>{"JRN"}) ||
             each.kind == "person";
    });
  };
  if (is_private(input, ev) || is_only_a_name(input, ev)) return false;
  const bool both = !ev.actors.empty() && (!ev.recipients.empty() || ev.reciprocal);
  if (!known(ev.actors) && !known(ev.recipients)) return false;
  const auto coded = [&](const std::vector<uint32_t>& side) {
    return std::ranges::any_of(side, [&](uint32_t entity) { return !input.actors.entities()[entity].code().empty(); });
  };
  // What private persons do with each other is no politics; words count only where it is known who speaks.
  if (!coded(ev.actors) && (!coded(ev.recipients) || (!ev.actors.empty() && is_verbal_act(ev.type)))) return false;
  if (ev.mode == "visit" && !ev.recipients.empty() && comes_home(input, ev)) return false;
  if (both && ev.type != "CONSULT") return true;
  if (ev.type == "CONSULT") {
    const size_t parties = ev.actors.size() + ev.recipients.size();
    const bool press = std::ranges::any_of(ev.actors, [&](uint32_t entity) { return !known({entity}); }) ||
                       std::ranges::any_of(ev.recipients, [&](uint32_t entity) { return !known({entity}); });
    return parties > 1 ? !press : !ev.actors.empty();
  }
  // "Was indicted": by whom is understood.
  if (ev.actors.empty())
    return is_one_of(ev.type, {"ASSAULT", "COERCE", "PROTEST", "RETREAT", "SANCTION", "AID"}) ||
           (ev.type == "ACCUSE" && ev.mode != "disapprove" && ev.sense->pos == 'v' && names_accused(input, ev));
  const bool group =
      std::ranges::any_of(ev.actors, [&](uint32_t entity) { return input.actors.entities()[entity].plural; });
  if (ev.type == "AGREE") return group || ev.actors.size() > 1;
  // "Threatened to close the strait", "condemned the attack": said to nobody, but of something that is named.
  if (ev.type == "THREATEN" || ev.type == "ACCUSE")
    return known(ev.actors) && (names_matter(input, ev) || (ev.type == "THREATEN" && !ev.mode.empty()));
  return !is_one_of(ev.type, {"REQUEST", "REJECT"});
}

}  // namespace

namespace {

bool is_split_by_semicolon(const Grammar& grammar, uint32_t first, uint32_t second) {
  for (uint32_t tok = first; tok < second; ++tok)
    if (grammar.token(tok).text == ";") return true;
  return false;
}

}  // namespace

// Is the predicate only the content of another one that is coded ("agreed to withdraw", "reject a ceasefire")?
bool is_told_inside_another(const EventInput& input, uint32_t tok) {
  const Grammar& grammar = input.grammar;
  uint32_t below = tok;
  bool alleged = false;
  for (uint32_t at = tok; grammar.token(at).head != at;) {
    below = at;
    at = grammar.token(at).head;
    const Dep dep = grammar.token(below).dep;
    if (dep == Dep::kRelcl || dep == Dep::kNsubj) return false;
    // "X accused Y; Y rejected the charge": a sentence in front, which the parser hangs under the second.
    if (dep == Dep::kCcomp && below < at && at > 0 && is_split_by_semicolon(grammar, below, at)) return false;
    if (dep == Dep::kNsubjpass) {
      // "An agreement was signed": the passive's subject is what the act is about.
      const Sense* act = input.senses.sense(at);
      const auto& about = input.senses.named_by(at);
      return act != nullptr && act->type != "-" && std::ranges::find(about, below) != about.end() && below == tok &&
             !is_one_of(act->type, {"ACCUSE"});
    }
    // "after attacking", "as protesters burned": told beside the act, not inside it.
    const uint32_t mark = dep == Dep::kAdvcl ? grammar.child(below, Dep::kMark) : kNoToken;
    const bool called_for = mark != kNoToken && grammar.token(mark).lemma == "for";
    if (mark != kNoToken && !called_for) return false;
    if (dep == Dep::kConj && grammar.is_verbal(below) && grammar.is_verbal(at) && grammar.has_child(below, Dep::kNsubj))
      return false;
    if (dep == Dep::kPrep && grammar.is_verbal(tok) && grammar.token(below).lemma == "of") alleged = true;
    const Sense* outer = input.senses.sense(at);
    if (outer == nullptr || outer->type == "-" || outer->type.empty()) continue;
    if (dep == Dep::kConj) continue;
    const Sense* inner = input.senses.sense(tok);
    const auto& named = input.senses.named_by(at);
    const bool is_named = std::ranges::any_of(named, [&](uint32_t filler) {
      return grammar.dominates(grammar.is_nominal(filler) ? grammar.first_conjunct(filler) : filler, tok);
    });
    const bool clause = called_for || dep == Dep::kXcomp || dep == Dep::kCcomp || dep == Dep::kPcomp ||
                        dep == Dep::kAcl || dep == Dep::kAdvcl || dep == Dep::kPrep;
    if (takes_content(outer->type) && (is_named || (clause && dep != Dep::kPrep))) return true;
    if (outer->type == "ACCUSE" && clause && (dep == Dep::kPcomp || dep == Dep::kCcomp || dep == Dep::kPrep) &&
        !is_named)
      return dep != Dep::kPrep || grammar.token(below).lemma == "of";
    // "accused a ship of firing", parsed as "a ship of firing": what is alleged of the object.
    if (alleged && dep == Dep::kDobj && (outer->type == "ACCUSE" || outer->type == "SANCTION")) return true;
    // "accused a ship of firing on boats": what is alleged is inside the accusation.
    if (outer->type == "ACCUSE" && dep == Dep::kPrep && grammar.is_verbal(tok) &&
        is_one_of(grammar.token(below).lemma, {"of", "for", "with"}))
      return true;
    if (is_named && inner != nullptr &&
        (inner->type == outer->type || !is_one_of(outer->type, {"ACCUSE", "SUPPORT", "CONSULT"})))
      return true;
    if (is_named && inner != nullptr && outer->type == "SUPPORT" && outer->cameo.starts_with("057") &&
        inner->type == "AGREE")
      return true;
    // "provided money to support refugees": the purpose of an act is no second act.
    if (dep == Dep::kAdvcl && grammar.has_child(below, Dep::kAux) &&
        grammar.token(grammar.child(below, Dep::kAux)).tag == "TO")
      return true;
    // "killed in an ambush": told with the killing.
    if (dep == Dep::kPrep && outer->type == "ASSAULT" && inner != nullptr && inner->type == "ASSAULT" &&
        grammar.is_verbal(at) && is_one_of(grammar.token(below).lemma, {"in", "during"}))
      return true;
    // "talks on lifting sanctions": the subject of talks is no act.
    if (is_one_of(outer->type, {"CONSULT", "SUPPORT"}) && (dep == Dep::kXcomp || dep == Dep::kPcomp)) return true;
    if (outer->type == "CONSULT" && dep == Dep::kPrep &&
        is_one_of(grammar.token(below).lemma, {"on", "about", "over", "to", "for"}))
      return true;
  }
  return false;
}

Range clause_bytes(const Grammar& grammar, uint32_t tok) {
  const Document& doc = grammar.doc();
  uint32_t verb = tok;
  if (!grammar.is_verbal(verb)) {
    for (uint32_t at = tok; grammar.token(at).head != at; at = grammar.token(at).head)
      if (grammar.is_verbal(grammar.token(at).head)) {
        const Dep dep = grammar.token(at).dep;
        if (dep == Dep::kDobj || dep == Dep::kNsubj || dep == Dep::kNsubjpass || dep == Dep::kAttr)
          verb = grammar.token(at).head;
        break;
      }
  }
  Range tokens = grammar.subtree(verb);
  for (const uint32_t c : grammar.children(verb)) {
    if (grammar.token(c).dep == Dep::kConj && c > tok && c > verb && grammar.is_verbal(c)) {
      tokens.end = std::min(tokens.end, grammar.token(c).left_edge);
      break;
    }
  }
  const auto is_edge = [&](uint32_t at) {
    const Token& token = grammar.token(at);
    return token.pos == Pos::kPunct || token.pos == Pos::kSpace || token.dep == Dep::kCc || token.dep == Dep::kMark;
  };
  while (tokens.size() > 1 && tokens.end - 1 > tok && is_edge(tokens.end - 1)) --tokens.end;
  while (tokens.size() > 1 && tokens.begin < tok && is_edge(tokens.begin)) ++tokens.begin;
  return doc.bytes_of(tokens);
}

namespace {

void locate(const EventInput& input, FoundEvent& ev) {
  const Token& token = input.grammar.token(ev.tok);
  ev.sent = token.sent;
  ev.trigger = token.range;
  ev.evidence = {clause_bytes(input.grammar, ev.tok)};
}

// Factuality, and whose word it is.
Judgement judge_event(const EventInput& input, FoundEvent& ev) {
  for (uint32_t s = 0; s < input.sayings.size(); ++s)
    for (const Range& content : input.sayings[s].content)
      if (content.covers(ev.trigger)) ev.stated_in = s;
  Judgement judgement = judge(input.grammar, input.cues, ev.tok);
  // "Found them not guilty": what the verb says is negated in its complement.
  const bool undone = std::ranges::any_of(input.senses.named_by(ev.tok), [&](uint32_t named) {
    return input.grammar.token(named).pos == Pos::kAdj && input.grammar.has_child(named, Dep::kNeg);
  });
  if (undone) judgement.factuality = Factuality::kDenied;
  ev.factuality = judgement.factuality;
  for (const std::string& why : judgement.why) ev.why.push_back(why);
  arrested_by_speaker(input, ev);
  if (ev.stated_in != kNone) {
    const Saying& saying = input.sayings[ev.stated_in];
    ev.assertion = saying.hearsay ? "unconfirmed" : "reported";
    if (saying.denied && ev.factuality != Factuality::kDenied) {
      ev.factuality = Factuality::kDenied;
      ev.why.push_back("content of a denial");
    }
  }
  if (judgement.hearsay || sentence_doubts(input, ev.sent)) ev.assertion = "unconfirmed";
  return judgement;
}

}  // namespace

void describe_event(const EventInput& input, FoundEvent& ev) {
  locate(input, ev);
  judge_event(input, ev);
  set_when(input, ev);
  judge_age(input, ev);
  set_contexts(input, ev);
}

FoundEvent event_of(const EventInput& input, uint32_t tok) {
  FoundEvent ev;
  const Sense* sense = input.senses.sense(tok);
  if (sense == nullptr || sense->type.empty() || sense->type == "-") return ev;
  ev.tok = tok;
  ev.sense = sense;
  ev.type = sense->type;
  ev.mode = sense->mode;
  ev.cameo = sense->cameo;
  locate(input, ev);
  ev.why.push_back(sense->row);
  apply_complement(input, ev);
  set_sides(input, ev);
  if (is_headline_passive(input, ev) && ev.recipients.empty() && !ev.reciprocal) {
    ev.recipients = std::move(ev.actors);
    ev.actors.clear();
    ev.why.emplace_back("a headline's passive");
  }
  parties_of_content(input, ev);
  take_from_attack(input, ev);
  protesters_of_noun(input, ev);
  against_whom(input, ev);
  own_order(input, ev);
  const Judgement judgement = judge_event(input, ev);
  set_when(input, ev);
  if (!apply_rulings(input, ev, judgement)) ev.type.clear();
  judge_age(input, ev);
  if (ev.cameo.empty()) ev.cameo = input.plover.default_cameo(ev.type, ev.mode);
  set_contexts(input, ev);
  return ev;
}

std::vector<FoundEvent> find_events(const EventInput& input) {
  std::vector<FoundEvent> events;
  for (uint32_t tok = 0; tok < input.grammar.doc().tokens.size(); ++tok) {
    const Sense* sense = input.senses.sense(tok);
    if (sense == nullptr || sense->type.empty() || sense->type == "-") continue;
    if (is_told_inside_another(input, tok)) continue;
    FoundEvent ev = event_of(input, tok);
    if (ev.type.empty() || (ev.actors.empty() && ev.recipients.empty())) continue;
    // What nobody is said to do, and what did not happen either, is a topic and no event.
    if (ev.actors.empty() && (ev.factuality == Factuality::kPossible || ev.factuality == Factuality::kDenied)) continue;
    const bool group =
        std::ranges::any_of(ev.actors, [&](uint32_t entity) { return input.actors.entities()[entity].plural; });
    if (ev.reciprocal && ev.actors.size() < 2 && ev.recipients.empty() && !group) continue;
    if (FoundEvent* before = told_before(input, events, ev); before != nullptr) {
      tell_again(*before, ev);
      continue;
    }
    events.push_back(std::move(ev));
  }
  for (FoundEvent& ev : events) {
    other_party(input, events, ev);
    party_of_clause(input, events, ev);
  }
  name_accused(input, events);
  std::erase_if(events, [&](const FoundEvent& ev) { return !tells_enough(input, ev); });
  add_accusations(input, events);
  add_demands(input, events);
  return merge_told_twice(input, std::move(events));
}

}  // namespace tocsin::coding
