// A denial is found by its word; what it answers must be meant by its object: nothing, "it", "which", "the charge".
#include "coding/rebuffs.h"

#include <algorithm>

#include "coding/parties.h"
#include "coding/sides.h"

namespace tocsin::coding {
namespace {

constexpr uint32_t kFurthest = 1;  ///< sentences between blame and answer

class Answering {
 public:
  Answering(const EventInput& input, const lexicon::LedgerCues& cues, std::vector<FoundEvent>& events)
      : in_(input), cues_(cues), events_(events), doc_(input.grammar.doc()) {}

  std::vector<Rebuff> run() {
    std::vector<Rebuff> found;
    for (uint32_t tok = 0; tok < doc_.tokens.size(); ++tok) {
      if (!is_denial(tok)) continue;
      const std::vector<uint32_t> deniers = subjects(tok);
      Rebuff rebuff = blame_of(deniers, tok);
      if (rebuff.blame == kNone) continue;
      rebuff.answer = tok;
      note(rebuff);
      found.push_back(std::move(rebuff));
    }
    std::ranges::stable_sort(events_, {}, &FoundEvent::tok);
    return found;
  }

 private:
  [[nodiscard]] bool is_in(uint32_t tok, std::string_view noun_class) const {
    return std::ranges::any_of(in_.senses.keys(tok),
                               [&](const std::string& key) { return in_.senses.in_class(key, noun_class); });
  }

  [[nodiscard]] bool is_denial(uint32_t tok) const {
    if (!in_.grammar.is_verbal(tok)) return false;
    const bool word = std::ranges::any_of(in_.senses.keys(tok), [&](const std::string& key) {
      const auto rows = cues_.find(key, 'v');
      return std::ranges::any_of(rows, [](const lexicon::LedgerCue* row) { return row->kind == "denial"; });
    });
    if (!word || !means_the_blame(tok)) return false;
    const Judgement judgement = judge(in_.grammar, in_.cues, tok);
    return judgement.factuality != Factuality::kDenied && judgement.factuality != Factuality::kPossible &&
           judgement.factuality != Factuality::kPlanned;
  }

  [[nodiscard]] bool means_the_blame(uint32_t tok) const {
    const Frame& frame = in_.grammar.frame(tok);
    const uint32_t object = frame.first("obj");
    const uint32_t head = in_.grammar.token(tok).head;
    const Dep dep = in_.grammar.token(tok).dep;
    // "A claim that Y has rejected", read as what is claimed.
    const bool of_claim = (dep == Dep::kAcl || dep == Dep::kRelcl) && head != tok && is_in(head, "@accusation");
    // "…, which Y denies": the frame holds what the pronoun stands for.
    const uint32_t pronoun = in_.grammar.child(tok, Dep::kDobj);
    if (dep == Dep::kRelcl && pronoun != kNoToken && in_.grammar.token(pronoun).tag == "WDT") return true;
    if (object == kNoToken) return of_claim && frame.first("ccomp") == kNoToken && frame.first("xcomp") == kNoToken;
    return in_.grammar.token(object).pos == Pos::kPron || in_.grammar.token(object).pos == Pos::kDet ||
           is_in(object, "@accusation") || is_in(object, "@responsibility");
  }

  [[nodiscard]] std::vector<uint32_t> subjects(uint32_t tok) const {
    std::vector<uint32_t> entities;
    for (const Filler& filler : in_.grammar.frame(tok).fillers)
      if (filler.slot == "subj")
        for (const uint32_t entity : entities_in(in_.grammar, in_.actors, filler.tok)) entities.push_back(entity);
    return entities;
  }

  [[nodiscard]] bool share(std::span<const uint32_t> a, std::span<const uint32_t> b) const {
    return share_side(in_.actors, a, b);
  }

  // The nearest accusation of the deniers before; else the nearest statement of others that tells of them.
  [[nodiscard]] Rebuff blame_of(const std::vector<uint32_t>& deniers, uint32_t tok) const {
    Rebuff rebuff;
    const uint32_t sent = doc_.tokens[tok].sent;
    for (const FoundEvent& ev : events_)
      if (ev.type == "ACCUSE" && ev.tok < tok && sent - ev.sent <= kFurthest && !ev.actors.empty() &&
          share(ev.recipients, deniers) && !share(ev.actors, deniers))
        rebuff = {.blame = ev.tok, .accusers = ev.actors, .accused = deniers};
    if (rebuff.blame != kNone) return rebuff;
    for (const Saying& said : in_.sayings) {
      if (said.cue == kNone || said.cue >= tok || sent - doc_.tokens[said.cue].sent > kFurthest) continue;
      std::vector<uint32_t> speakers = speakers_of(in_.actors, said);
      if (speakers.empty() || share(speakers, deniers) || !tells_of(said, deniers, tok)) continue;
      rebuff = {.blame = said.cue, .accusers = std::move(speakers), .accused = deniers};
    }
    return rebuff;
  }

  [[nodiscard]] bool tells_of(const Saying& said, const std::vector<uint32_t>& deniers, uint32_t before) const {
    for (const Range& content : said.content)
      for (uint32_t tok = doc_.token_at(content.begin); tok < before && doc_.tokens[tok].range.begin < content.end;
           ++tok) {
        if (share(in_.actors.entities_of(tok), deniers) && !in_.grammar.dominates(before, tok)) return true;
      }
    return false;
  }

  void note(const Rebuff& rebuff) {
    for (FoundEvent& ev : events_) {
      if (ev.tok != rebuff.answer) continue;
      const bool known = std::ranges::any_of(
          ev.recipients, [&](uint32_t entity) { return !in_.actors.entities()[entity].code().empty(); });
      if (ev.type == "REJECT" && !known) {
        ev.recipients = rebuff.accusers;
        ev.why.emplace_back("towards who accused");
      }
      return;
    }
    FoundEvent ev;
    ev.tok = rebuff.answer;
    ev.sense = in_.senses.sense(rebuff.answer);
    ev.type = "REJECT";
    ev.cameo = in_.plover.default_cameo("REJECT", "");
    ev.actors = rebuff.accused;
    ev.recipients = rebuff.accusers;
    describe_event(in_, ev);
    ev.confidence = 0.5;
    ev.why.emplace_back("denies what it is accused of");
    events_.push_back(std::move(ev));
  }

  const EventInput& in_;
  const lexicon::LedgerCues& cues_;
  std::vector<FoundEvent>& events_;
  const Document& doc_;
};

}  // namespace

std::vector<Rebuff> add_rebuffs(const EventInput& input, const lexicon::LedgerCues& cues,
                                std::vector<FoundEvent>& events) {
  return Answering(input, cues, events).run();
}

void contest_rebuffed(const EventInput& input, const std::vector<Rebuff>& rebuffs,
                      const std::vector<FoundEvent>& events, std::vector<FoundEntry>& entries) {
  const Document& doc = input.grammar.doc();
  for (const Rebuff& rebuff : rebuffs)
    for (FoundEntry& entry : entries) {
      if (entry.kind != "claim" || entry.status != "stated" || entry.tok >= rebuff.answer ||
          doc.tokens[entry.tok].sent != doc.tokens[rebuff.blame].sent || entry.by != rebuff.accusers)
        continue;
      entry.status = "contested";
      entry.contested_by = rebuff.accused;
      entry.contested_with = doc.tokens[rebuff.answer].range;
      for (uint32_t e = 0; e < events.size(); ++e)
        if (events[e].tok == rebuff.answer && std::ranges::find(entry.events, e) == entry.events.end())
          entry.events.push_back(e);
    }
}

}  // namespace tocsin::coding
