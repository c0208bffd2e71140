// Reads commitments and claims off the content of sayings.
#include "coding/ledger_sayings.h"

#include <algorithm>
#include <array>

#include "coding/ledger_parties.h"
#include "coding/ledger_spans.h"
#include "coding/sides.h"

namespace tocsin::coding {
namespace {

using lexicon::LedgerCue;

struct Spoken {
  uint32_t saying = 0;
  std::vector<uint32_t> speakers;
};

bool is_auxiliary(const Token& token) { return token.dep == Dep::kAux || token.dep == Dep::kAuxpass; }

bool has_own_subject(const LedgerInput& input, uint32_t verb) {
  return input.in.grammar.has_child(verb, Dep::kNsubj) || input.in.grammar.has_child(verb, Dep::kNsubjpass);
}

// The verb's own modal; one in front of its subject makes a condition ("should they attack").
uint32_t modal_of(const LedgerInput& input, uint32_t verb) {
  for (const uint32_t c : input.in.grammar.children(verb)) {
    if (input.token(c).dep == Dep::kNsubj || input.token(c).dep == Dep::kNsubjpass) continue;
    if (input.token(c).dep != Dep::kAux || input.token(c).tag != "MD") continue;
    const uint32_t subject =
        input.in.grammar.child(verb, input.in.grammar.has_child(verb, Dep::kNsubj) ? Dep::kNsubj : Dep::kNsubjpass);
    return subject != kNoToken && c < subject ? kNoToken : c;
  }
  return kNoToken;
}

// "will withdraw and pay": the second verb goes with the first.
bool goes_with_another(const LedgerInput& input, uint32_t verb) {
  return input.token(verb).dep == Dep::kConj && !has_own_subject(input, verb) &&
         !input.in.grammar.has_child(verb, Dep::kAux);
}

struct Subject {
  std::vector<uint32_t> entities;
  bool own = false;    ///< the speaker, his state, or what is his
  bool thing = false;  ///< only something of theirs ("America's golden age")
};

// What only belongs to somebody ("America's golden age"), even under a name of its own, acts for nobody.
bool is_thing(const LedgerInput& input, uint32_t noun) {
  const auto entities = input.in.actors.entities_of(noun);
  if (entities.empty()) return true;
  if (!input.in.grammar.has_child(noun, Dep::kPoss)) return false;
  return std::ranges::all_of(entities, [&](uint32_t entity) {
    const FoundEntity& found = input.in.actors.entities()[entity];
    return found.sectors.empty() && found.kind == "organisation";
  });
}

// Whose act it is: the subject's, and in a passive or for a thing nobody's in particular.
Subject subject_of(const LedgerInput& input, uint32_t verb, const Spoken& spoken) {
  const Frame& frame = input.in.grammar.frame(verb);
  Subject subject;
  bool pronoun = false;
  for (const Filler& filler : frame.fillers) {
    if (filler.slot != (frame.passive ? "obj" : "subj")) continue;
    subject.thing = subject.thing || is_thing(input, filler.tok);
    add_parties(subject.entities, entities_in(input.in.grammar, input.in.actors, filler.tok));
    if (const uint32_t owner = input.in.grammar.child(filler.tok, Dep::kPoss); owner != kNoToken)
      add_parties(subject.entities, input.in.actors.entities_of(owner));
    pronoun = pronoun || input.token(filler.tok).pos == Pos::kPron;
  }
  subject.own = std::ranges::any_of(subject.entities,
                                    [&](uint32_t entity) { return speaks_for(input, entity, spoken.speakers); });
  // A speaker of no known country who tells what a state will do is taken for its voice.
  if (!subject.own && !of_known_country(input, spoken.speakers))
    subject.own = std::ranges::any_of(
        subject.entities, [&](uint32_t entity) { return input.in.actors.entities()[entity].kind == "state"; });
  // "said it would withdraw": a pronoun that nothing resolved is most often the speaker.
  if (subject.entities.empty() && pronoun && !frame.passive) subject.own = true;
  return subject;
}

// The clause with the verbs that go with its own, up to what says something else.
Range clause_of(const LedgerInput& input, uint32_t verb) {
  Range tokens = input.in.grammar.subtree(verb);
  for (const uint32_t c : input.in.grammar.children(verb))
    if (input.token(c).dep == Dep::kConj && input.in.grammar.is_verbal(c) && c > verb && has_own_subject(input, c))
      tokens.end = std::min(tokens.end, input.token(c).left_edge);
  return trimmed_bytes(input, tokens, verb);
}

FoundEntry entry_of(const LedgerInput& input, uint32_t verb, const Spoken& spoken, const LedgerCue& cue,
                    std::string_view basis) {
  FoundEntry entry{.kind = cue.kind, .by = spoken.speakers};
  entry.tok = verb;
  entry.basis = basis;
  entry.status = cue.status;
  entry.statements = {spoken.saying};
  entry.why.push_back(cue.row);
  entry.content = clause_of(input, verb);
  return entry;
}

bool is_public(const FoundEntity& entity) {
  constexpr std::array<std::string_view, 7> kPublic = {"GOV", "MIL", "COP", "SPY", "LEG", "JUD", "PTY"};
  const bool whole_body = entity.kind == "organisation" && entity.sectors.empty();  // the Union
  return entity.kind == "state" || whole_body || std::ranges::any_of(entity.sectors, [&](std::string_view sector) {
           return std::ranges::find(kPublic, sector) != kPublic.end();
         });
}

// A minister promises for the agencies and forces of his state too ("announced that the army will withdraw").
bool acts_for_his_state(const LedgerInput& input, const std::vector<uint32_t>& subjects, const Spoken& spoken) {
  const auto& entities = input.in.actors.entities();
  return std::ranges::all_of(subjects, [&](uint32_t subject) {
    return is_public(entities[subject]) && !entities[subject].country.empty() &&
           std::ranges::any_of(spoken.speakers, [&](uint32_t speaker) {
             return is_public(entities[speaker]) && entities[speaker].country == entities[subject].country;
           });
  });
}

// "Iran has to stop", "will need to pay": a verb that obliges with its infinitive.
const LedgerCue* obliging_cue(const LedgerInput& input, uint32_t verb) {
  if (filler_of(input, verb, "xcomp") == kNoToken) return nullptr;
  for (const LedgerCue* cue : input.cues.find(input.token(verb).lemma, 'm'))
    if (cue->kind == "demand" && conditions_hold(input, *cue, verb)) return cue;
  return nullptr;
}

const LedgerCue* modal_cue(const LedgerInput& input, uint32_t modal, uint32_t verb) {
  for (const std::string_view form : {input.token(modal).norm, input.token(modal).lemma})
    for (const LedgerCue* cue : input.cues.find(form, 'm'))
      if (conditions_hold(input, *cue, verb)) return cue;
  return nullptr;
}

bool modal_entry(const LedgerInput& input, uint32_t verb, const Spoken& spoken, std::vector<FoundEntry>& entries) {
  const uint32_t modal = modal_of(input, verb);
  const LedgerCue* cue = obliging_cue(input, verb);
  if (cue == nullptr && modal == kNoToken) return false;
  if (cue == nullptr) cue = modal_cue(input, modal, verb);
  if (cue == nullptr || cue->kind == "-") return true;
  const Subject subject = subject_of(input, verb, spoken);
  FoundEntry entry = entry_of(input, verb, spoken, *cue, "modal");
  const Saying& saying = input.in.sayings[spoken.saying];
  if (entry.kind == "demand") {
    if (subject.own) {
      // "told him we should withdraw": asked of whom it is said to.
      for (const uint32_t addressee : saying.addressees) add_parties(entry.to, input.in.actors.entities_of(addressee));
      if (entry.to.empty()) return true;
    } else {
      entry.to = subject.entities;
      // Without an addressee it is a view, not a demand.
      if (entry.to.empty()) entry.kind = "position", entry.status = "stated";
    }
  } else {
    if (!subject.own && !subject.entities.empty() && !acts_for_his_state(input, subject.entities, spoken)) return true;
    if (subject.thing && !subject.entities.empty() && !input.in.grammar.frame(verb).passive) return true;
    if (!of_known_country(input, entry.by)) add_parties(entry.by, subject.entities);
    const bool passive_of_none = subject.entities.empty() && !subject.own;
    if (passive_of_none && (!input.in.grammar.frame(verb).passive || input.in.senses.sense(verb) == nullptr))
      return true;
    // "will not stop fighting" promises, "will not talk" refuses.
    if (input.in.grammar.has_child(verb, Dep::kNeg) && input.cues.any(input.token(verb).lemma, 'k') == nullptr)
      entry.kind = "refusal", entry.status = "stated";
  }
  set_about(input, entry);
  entries.push_back(std::move(entry));
  return true;
}

bool is_compatriot(const LedgerInput& input, const Subject& subject, const Spoken& spoken) {
  if (subject.own) return true;
  return std::ranges::any_of(subject.entities, [&](uint32_t entity) {
    return std::ranges::any_of(spoken.speakers, [&](uint32_t speaker) {
      return country_or_name(input, entity) == country_or_name(input, speaker);
    });
  });
}

bool only_media(const LedgerInput& input, const std::vector<uint32_t>& speakers) {
  return std::ranges::all_of(speakers, [&](uint32_t speaker) {
    return std::ranges::find(input.in.actors.entities()[speaker].sectors, "JRN") !=
           input.in.actors.entities()[speaker].sectors.end();
  });
}

// The verb that the row means: the clause's own or one that goes with it ("intercepted and destroyed").
uint32_t act_of(const LedgerInput& input, const LedgerCue& cue, uint32_t verb) {
  if (conditions_hold(input, cue, verb)) return verb;
  for (const uint32_t c : input.in.grammar.children(verb))
    if (input.in.grammar.is_verbal(c) && goes_with_another(input, c) && conditions_hold(input, cue, c)) return c;
  return kNoToken;
}

void claim_entry(const LedgerInput& input, uint32_t verb, const Spoken& spoken, std::vector<FoundEntry>& entries) {
  const Saying& saying = input.in.sayings[spoken.saying];
  if (!of_known_country(input, spoken.speakers) || only_media(input, spoken.speakers)) return;
  for (const LedgerCue* cue : input.cues.find(saying.kind, 's')) {
    const uint32_t act = act_of(input, *cue, verb);
    if (act == kNoToken) continue;
    if (cue->kind == "-") return;
    const Judgement judgement = judge(input.in.grammar, input.in.cues, verb);
    // What one does oneself is a claim where it is done to others, not where it is only said.
    const lexicon::Sense* sense = input.in.senses.sense(act);
    const int quad = sense == nullptr ? 0 : input.in.plover.score(sense->type, sense->mode).quad;
    if ((quad == 1 || quad == 3) && is_compatriot(input, subject_of(input, verb, spoken), spoken)) return;
    if (judgement.conditional || judgement.factuality == Factuality::kPlanned || judgement.obliged) return;
    FoundEntry entry = entry_of(input, verb, spoken, *cue, "saying");
    set_about(input, entry);
    entries.push_back(std::move(entry));
    return;
  }
}

// The predicates that stand for themselves in the content: roots of clauses and what is coordinated with them.
bool is_own_clause(const LedgerInput& input, uint32_t tok) {
  const Token& token = input.token(tok);
  if (!input.in.grammar.is_verbal(tok) || is_auxiliary(token)) return false;
  return token.dep == Dep::kRoot || token.dep == Dep::kCcomp || token.dep == Dep::kConj ||
         token.dep == Dep::kParataxis || token.dep == Dep::kDep;
}

void read_saying(const LedgerInput& input, uint32_t s, std::vector<FoundEntry>& entries) {
  const Saying& saying = input.in.sayings[s];
  if (saying.denied || saying.negated) return;
  const Spoken spoken{s, speakers_of(input, saying)};
  if (spoken.speakers.empty()) return;
  for (const Range& content : saying.content) {
    const uint32_t last = input.doc().token_at(content.end);
    for (uint32_t tok = input.doc().token_at(content.begin); tok < last; ++tok) {
      if (!is_own_clause(input, tok) || goes_with_another(input, tok)) continue;
      if (!modal_entry(input, tok, spoken, entries)) claim_entry(input, tok, spoken, entries);
    }
  }
}

}  // namespace

std::vector<FoundEntry> entries_of_sayings(const LedgerInput& input) {
  std::vector<FoundEntry> entries;
  for (uint32_t s = 0; s < input.in.sayings.size(); ++s) read_saying(input, s, entries);
  return entries;
}

}  // namespace tocsin::coding
