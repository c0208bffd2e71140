// Finds who is blamed in statements. Blame that is denied, wished for, asked about or tied to an "if" accuses nobody.
#include "coding/accusations.h"

#include <algorithm>

#include "base/one_of.h"
#include "coding/parties.h"
#include "coding/sides.h"

namespace tocsin::coding {
namespace {

using lexicon::Sense;

class Accusing {
 public:
  Accusing(const EventInput& input, std::vector<FoundEvent>& events)
      : in_(input), doc_(input.grammar.doc()), events_(events) {}

  // "Condemned the decision", "criticised the ruling": whoever of another side acted last.
  void name_accused() {
    for (FoundEvent& ev : events_) {
      if (ev.type != "ACCUSE" || ev.actors.empty() || !ev.recipients.empty() || ev.sense == nullptr) continue;
      if (ev.sense->pos != 'v' || ev.sense->nobody_receives) continue;
      const uint32_t act = in_.grammar.frame(ev.tok).first("obj");
      if (act == kNoToken || act < ev.tok || !is_act_told_before(act)) continue;
      ev.recipients = last_actor(ev.actors, ev.tok);
      if (!ev.recipients.empty()) ev.why.push_back("of whoever acted last");
    }
  }

  void run() {
    std::vector<FoundEvent> found;
    for (uint32_t s = 0; s < in_.sayings.size(); ++s) saying(s, found);
    if (found.empty()) return;
    for (FoundEvent& ev : found) {
      // What the words of blame were read as before ("backs terrorists": SUPPORT) is what is alleged.
      std::erase_if(events_, [&](const FoundEvent& other) { return other.tok == ev.tok && other.type != "ASSAULT"; });
      events_.push_back(std::move(ev));
    }
    std::ranges::stable_sort(events_, {}, &FoundEvent::tok);
  }

 private:
  void saying(uint32_t index, std::vector<FoundEvent>& found) const {
    const Saying& said = in_.sayings[index];
    if (said.negated || said.denied || said.nested ||
        !is_one_of(said.kind, {"say", "claim", "report", "announce", "describe", "post", "warn", "confirm", "turn"}))
      return;
    const std::vector<uint32_t> speakers = speaking_parties(in_.actors, said);
    if (speakers.empty()) return;
    for (const Range& content : said.content)
      for (uint32_t tok = doc_.token_at(content.begin);
           tok < doc_.tokens.size() && doc_.tokens[tok].range.begin < content.end; ++tok)
        if (const Sense* sense = blames(said, tok); sense != nullptr) accuse(index, speakers, tok, *sense, found);
  }

  [[nodiscard]] bool from_no_party(const Saying& said) const {
    return std::ranges::any_of(speaking_parties(in_.actors, said), [&](uint32_t speaker) {
      const FoundEntity& each = in_.actors.entities()[speaker];
      return each.kind == "organisation" && (each.country == "UNO" || each.country == "IGO" ||
                                             std::ranges::find(each.sectors, "NGO") != each.sectors.end());
    });
  }

  [[nodiscard]] const Sense* blames(const Saying& said, uint32_t tok) const {
    const Token& token = doc_.tokens[tok];
    const bool verb = in_.grammar.is_verbal(tok);
    if (verb ? token.dep == Dep::kAux || token.dep == Dep::kAuxpass
             : !is_said_of_subject(token) && !is_content_root(said, tok) && !has_owner(tok))
      return nullptr;
    const Sense* sense = in_.senses.blame(tok);
    // "Claimed that the protesters were attacked by the police": what is claimed of another's deeds blames him.
    // "The UN reports that rebels have killed civilians": so does a finding of a body that is no party.
    if (sense == nullptr && verb && (said.kind == "claim" || (said.kind == "report" && from_no_party(said))))
      if (const Sense* deed = in_.senses.sense(tok);
          deed != nullptr && is_one_of(deed->type, {"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"}))
        sense = deed;
    if (sense == nullptr && said.kind == "claim" && verb && is_main_claim(said, tok)) sense = &claimed();
    if (sense == nullptr || is_asked(doc_, tok)) return nullptr;
    const uint32_t judged = verb || !is_said_of_subject(token) ? tok : token.head;
    const Judgement judgement = judge(in_.grammar, in_.cues, judged);
    const bool real = judgement.factuality == Factuality::kHappened || judgement.factuality == Factuality::kOngoing ||
                      judgement.factuality == Factuality::kHistorical;
    return real && !judgement.conditional && !judgement.obliged ? sense : nullptr;
  }

  // "Claimed that protesters were sent by the government": what is claimed of others is mostly no praise.
  [[nodiscard]] bool is_main_claim(const Saying& said, uint32_t tok) const {
    const Sense* sense = in_.senses.sense(tok);
    const bool subject = in_.grammar.has_child(tok, Dep::kNsubj) || in_.grammar.has_child(tok, Dep::kNsubjpass);
    return subject && is_content_root(said, tok) && in_.grammar.token(tok).tag != "MD" &&
           (sense == nullptr ||
            !is_one_of(sense->type, {"SUPPORT", "AGREE", "CONSULT", "COOPERATE", "AID", "CONCEDE", "RETREAT"}));
  }

  [[nodiscard]] static const Sense& claimed() {
    static const Sense kClaimed{.type = "ACCUSE", .mode = "allege", .cameo = "112", .row = "claimed"};
    return kClaimed;
  }

  // "It is a lie", "called it illegal".
  [[nodiscard]] static bool is_said_of_subject(const Token& token) {
    return token.dep == Dep::kAttr || token.dep == Dep::kAcomp || token.dep == Dep::kOprd;
  }

  // "A disgrace," he said.
  [[nodiscard]] bool is_content_root(const Saying& said, uint32_t tok) const {
    const Dep dep = doc_.tokens[tok].dep;
    return std::ranges::find(said.content_roots, tok) != said.content_roots.end() &&
           (dep == Dep::kRoot || dep == Dep::kCcomp || dep == Dep::kParataxis);
  }

  // "Iran's aggression", "Russia's illegal war": whose it is.
  [[nodiscard]] bool has_owner(uint32_t tok) const {
    const uint32_t noun = owned_noun(tok);
    return noun != kNone && std::ranges::any_of(in_.grammar.children(noun), [&](uint32_t c) {
             return (doc_.tokens[c].dep == Dep::kPoss || doc_.tokens[c].dep == Dep::kAmod ||
                     doc_.tokens[c].dep == Dep::kCompound) &&
                    !in_.actors.entities_of(c).empty();
           });
  }

  // The noun itself, or the one that an adjective stands before; none for other words.
  [[nodiscard]] uint32_t owned_noun(uint32_t tok) const {
    const Token& token = doc_.tokens[tok];
    if (token.pos == Pos::kNoun) return tok;
    return token.pos == Pos::kAdj && token.dep == Dep::kAmod && doc_.tokens[token.head].pos == Pos::kNoun ? token.head
                                                                                                          : kNone;
  }

  // "The decision", "this attack": an act that the text told before.
  [[nodiscard]] bool is_act_told_before(uint32_t tok) const {
    const Token& token = doc_.tokens[tok];
    if (token.pos == Pos::kPron || token.pos == Pos::kDet) return true;
    const uint32_t det = in_.grammar.child(tok, Dep::kDet);
    if (token.pos != Pos::kNoun || det == kNoToken || doc_.tokens[det].lemma == "a") return false;
    const Sense* act = in_.senses.sense(tok);
    if (act != nullptr && act->type != "-" && !act->type.empty()) return true;
    return std::ranges::any_of(in_.senses.keys(tok), [&](const std::string& key) {
      return in_.senses.in_class(key, "@law") || in_.senses.in_class(key, "@policy") ||
             in_.senses.in_class(key, "@judgment") || in_.senses.in_class(key, "@restriction");
    });
  }

  // `unnamed`: what is said is said of an act told before, and the words do not name who did it.
  [[nodiscard]] std::vector<uint32_t> accused_by(uint32_t tok, bool& unnamed) const {
    const Token& token = doc_.tokens[tok];
    const bool verb = in_.grammar.is_verbal(tok);
    std::vector<uint32_t> accused;
    if (!verb && !is_said_of_subject(token)) {
      if (const uint32_t noun = owned_noun(tok); noun != kNone)
        for (const uint32_t entity : entities_in(in_.grammar, in_.actors, noun)) accused.push_back(entity);
      unnamed = accused.empty() && !has_owner(tok);
      return accused;
    }
    const Frame& frame = in_.grammar.frame(verb ? tok : token.head);
    const std::string_view slot = token.dep == Dep::kOprd ? "obj" : "subj";
    for (const Filler& filler : frame.fillers) {
      if (filler.slot != slot) continue;
      for (const uint32_t entity : entities_in(in_.grammar, in_.actors, filler.tok)) accused.push_back(entity);
      unnamed = accused.empty() && is_act_told_before(filler.tok);
    }
    return accused;
  }

  [[nodiscard]] bool is_other_side(const std::vector<uint32_t>& speakers, uint32_t entity) const {
    const FoundEntity& accused = in_.actors.entities()[entity];
    if (accused.code().empty()) return false;
    // At home one accuses another person or body, not one's own state, and no kind of people itself.
    return std::ranges::all_of(speakers, [&](uint32_t speaker) {
      return speaker != entity && are_two_sides(in_.actors.entities()[speaker], accused);
    });
  }

  [[nodiscard]] bool shares_country(const std::vector<uint32_t>& speakers, uint32_t entity) const {
    const std::string& country = in_.actors.entities()[entity].country;
    return std::ranges::any_of(speakers,
                               [&](uint32_t speaker) { return in_.actors.entities()[speaker].country == country; });
  }

  // "It is a stunt": of whoever of another side acted last.
  [[nodiscard]] std::vector<uint32_t> last_actor(const std::vector<uint32_t>& speakers, uint32_t tok) const {
    for (size_t i = events_.size(); i-- > 0;) {
      const FoundEvent& ev = events_[i];
      const bool told = ev.tok < tok || (ev.sent == doc_.tokens[tok].sent && ev.actors != speakers);
      if (!told || doc_.tokens[tok].sent - ev.sent > 6 || ev.actors.empty()) continue;
      if (ev.factuality != Factuality::kHappened && ev.factuality != Factuality::kOngoing) continue;
      if (std::ranges::all_of(ev.actors, [&](uint32_t actor) { return is_other_side(speakers, actor); }))
        return ev.actors;
    }
    return {};
  }

  void accuse(uint32_t index, const std::vector<uint32_t>& speakers, uint32_t tok, const Sense& sense,
              std::vector<FoundEvent>& found) const {
    bool unnamed = false;
    std::vector<uint32_t> accused = accused_by(tok, unnamed);
    // A deed of one's own forces that is only claimed blames nobody.
    const bool deed = sense.type != "ACCUSE";
    std::erase_if(accused, [&](uint32_t entity) {
      return !is_other_side(speakers, entity) || (deed && shares_country(speakers, entity));
    });
    if (accused.empty() && unnamed) accused = last_actor(speakers, tok);
    if (accused.empty()) return;
    FoundEvent ev;
    ev.tok = tok;
    ev.sense = &sense;
    ev.type = "ACCUSE";
    ev.mode = sense.type == "ACCUSE" ? sense.mode : "allege";
    ev.cameo = sense.type == "ACCUSE" ? sense.cameo : in_.plover.default_cameo("ACCUSE", "allege");
    ev.actors = speakers;
    ev.recipients = accused;
    ev.sent = doc_.tokens[tok].sent;
    ev.trigger = doc_.tokens[tok].range;
    ev.evidence = {clause_bytes(in_.grammar, tok)};
    ev.confidence = 0.5;
    ev.why = {sense.row, "said of another side by " + in_.actors.entities()[speakers.front()].name};
    if (in_.sayings[index].hearsay) ev.assertion = "unconfirmed";
    if (!is_told(ev, found) && !is_told(ev, events_)) found.push_back(std::move(ev));
  }

  [[nodiscard]] bool is_told(const FoundEvent& ev, const std::vector<FoundEvent>& events) const {
    return std::ranges::any_of(events, [&](const FoundEvent& other) {
      return other.type == "ACCUSE" && share_side(in_.actors, other.actors, ev.actors) &&
             share_side(in_.actors, other.recipients, ev.recipients);
    });
  }

  const EventInput& in_;
  const Document& doc_;
  std::vector<FoundEvent>& events_;
};

}  // namespace

void name_accused(const EventInput& input, std::vector<FoundEvent>& events) { Accusing(input, events).name_accused(); }

void add_accusations(const EventInput& input, std::vector<FoundEvent>& events) { Accusing(input, events).run(); }

}  // namespace tocsin::coding
