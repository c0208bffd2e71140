// Opens ledger entries at the words of ledger_cues.tsv and fills them from events, sayings and grammar.
#include "coding/ledger.h"

#include <algorithm>

#include "coding/sides.h"

namespace tocsin::coding {
namespace {

using lexicon::LedgerCue;
using lexicon::LedgerCues;

class Ledger {
 public:
  Ledger(const EventInput& input, const LedgerCues& cues, const std::vector<FoundEvent>& events)
      : input_(input), grammar_(input.grammar), doc_(input.grammar.doc()), cues_(cues), events_(events) {}

  std::vector<FoundEntry> run() {
    for (uint32_t tok = 0; tok < doc_.tokens.size(); ++tok) open_at(tok);
    commitments_in_speech();
    contest_claims();
    return merged();
  }

 private:
  [[nodiscard]] char pos_of(uint32_t tok) const {
    if (grammar_.is_verbal(tok)) return 'v';
    const Pos pos = doc_.tokens[tok].pos;
    return pos == Pos::kAdj ? 'a' : pos == Pos::kNoun || pos == Pos::kPropn ? 'n' : ' ';
  }

  [[nodiscard]] const FoundEvent* event_at(uint32_t tok) const {
    for (const FoundEvent& ev : events_)
      if (ev.tok == tok) return &ev;
    return nullptr;
  }

  void open_at(uint32_t tok) {
    const char pos = pos_of(tok);
    if (pos == ' ' || doc_.tokens[tok].dep == Dep::kAux) return;
    const LedgerCue* cue = cues_.cue(doc_.tokens[tok].lemma, pos);
    if (cue == nullptr || !cue_applies(*cue, tok, pos)) return;
    const Judgement judgement = judge(grammar_, input_.cues, tok);
    std::string_view kind = cue->kind;
    if (kind == "agreement" && is_view(tok)) kind = "position";
    if (judgement.factuality == Factuality::kDenied) {
      // "did not agree to", "will not accept": saying no is a refusal; no demand, no pledge.
      if (kind != "agreement" && kind != "offer" && kind != "pledge" && kind != "position") return;
      if (kind != "position") kind = "refusal";
    }
    if (judgement.factuality == Factuality::kHistorical) return;
    if ((judgement.factuality == Factuality::kPossible || judgement.factuality == Factuality::kPlanned) && kind != "warning" && kind != "precondition" && kind != "offer") return;
    for (const Range& content : contents(tok, pos, kind)) {
      FoundEntry entry{.kind = kind};
      entry.tok = tok;
      entry.content = content;
      entry.status = kind == "refusal" ? "stated" : cue->status;
      entry.why.push_back(cue->row);
      fill(entry, tok);
      if (entry.by.empty() && kind != "precondition" && kind != "warning" && kind != "claim") continue;
      if (kind == "precondition") required_for(entry, tok);
      if (kind == "claim" && cue->status != "stated") {
        // A denial: somebody made the claim, who is not named here; the subject contests it.
        entry.contested_by = std::move(entry.by);
        entry.by.clear();
        entry.to.clear();
        entry.contested_with = doc_.tokens[tok].range;
        if (grammar_.has_child(tok, Dep::kOprd)) entry.contested_with = doc_.tokens[grammar_.child(tok, Dep::kOprd)].range;
        entry.status = "contested";
      }
      entries_.push_back(std::move(entry));
    }
  }

  // The same word can be used otherwise: "call" by phone, "the agreement" as a thing known, "tell" to inform.
  [[nodiscard]] bool cue_applies(const LedgerCue& cue, uint32_t tok, char pos) const {
    const lexicon::Sense* sense = input_.senses.sense(tok);
    const Frame& frame = grammar_.frame(tok);
    const bool has_clause = frame.first("xcomp") != kNoToken || frame.first("ccomp") != kNoToken;
    if (cue.kind == "agreement") {
      if (pos == 'n') {
        // A noun opens an entry where something is done about it: "reached an agreement on …".
        return sense != nullptr && sense->type != "-" && doc_.tokens[tok].dep == Dep::kDobj && is_reached(doc_.tokens[tok].head);
      }
      return sense != nullptr && (sense->type == "AGREE" || sense->type == "SUPPORT" || sense->type == "CONCEDE");
    }
    if (cue.kind == "claim") return has_clause || frame.first("obj") != kNoToken || frame.first("of") != kNoToken;
    if (cue.kind == "precondition") return true;
    if (sense != nullptr && sense->type == "-") return false;
    if (cue.kind == "demand") {
      // "push preconditions": the precondition is the entry.
      if (const uint32_t object = frame.first("obj"); object != kNoToken)
        if (const LedgerCue* inner = cues_.cue(doc_.tokens[object].lemma, 'n'); inner != nullptr && inner->kind == "precondition") return false;
      if (pos == 'n') return sense != nullptr && sense->type == "REQUEST";
      return sense != nullptr && sense->type == "REQUEST";
    }
    if (cue.kind == "pledge") return has_clause || frame.first("obj") != kNoToken || frame.first("to") != kNoToken;
    if (cue.kind == "refusal") return sense == nullptr ? has_clause : sense->type == "REJECT";
    if (cue.kind == "warning" && pos == 'n') return frame.first("of") != kNoToken || frame.first("xcomp") != kNoToken || frame.first("ccomp") != kNoToken;
    if (cue.kind == "position" && pos == 'v') return sense != nullptr && (sense->type == "SUPPORT" || sense->type == "ACCUSE" || sense->type == "REJECT") && frame.first("obj") != kNoToken;
    return true;
  }

  // "agreed that escalation is unacceptable": agreed on a view, not on an act.
  [[nodiscard]] bool is_view(uint32_t tok) const {
    const uint32_t clause = grammar_.frame(tok).first("ccomp");
    return clause != kNoToken && grammar_.is_verbal(clause) && (grammar_.has_child(clause, Dep::kAcomp) || grammar_.has_child(clause, Dep::kAttr));
  }

  [[nodiscard]] bool is_reached(uint32_t verb) const {
    const lexicon::Sense* sense = input_.senses.sense(verb);
    return sense == nullptr || sense->type == "AGREE" || (sense->type == "SUPPORT" && sense->cameo.starts_with("057"));
  }

  [[nodiscard]] Range subtree_bytes(uint32_t tok) const {
    Range tokens = grammar_.subtree(tok);
    while (tokens.size() > 1 && edge(tokens.begin) && tokens.begin < tok) ++tokens.begin;
    while (tokens.size() > 1 && edge(tokens.end - 1) && tokens.end - 1 > tok) --tokens.end;
    return doc_.bytes_of(tokens);
  }
  [[nodiscard]] bool edge(uint32_t tok) const {
    const Token& token = doc_.tokens[tok];
    return token.pos == Pos::kPunct || token.pos == Pos::kSpace || token.dep == Dep::kMark || token.dep == Dep::kCc;
  }

  // A coordinated complement is as many entries as it has members ("to finalize the deal and release the prisoners").
  [[nodiscard]] std::vector<Range> clause_members(uint32_t clause) const {
    std::vector<uint32_t> heads = {clause};
    for (size_t next = 0; next < heads.size(); ++next)
      for (const uint32_t c : grammar_.children(heads[next]))
        if (doc_.tokens[c].dep == Dep::kConj && grammar_.is_verbal(c)) heads.push_back(c);
    std::ranges::sort(heads);
    std::vector<Range> members;
    for (size_t i = 0; i < heads.size(); ++i) {
      Range tokens = grammar_.subtree(heads[i]);
      if (i + 1 < heads.size()) tokens.end = std::min(tokens.end, std::max(doc_.tokens[heads[i + 1]].left_edge, heads[i] + 1));
      // "to" and the mark stay outside; the words of the act remain.
      while (tokens.begin < heads[i] && (edge(tokens.begin) || doc_.tokens[tokens.begin].tag == "TO")) ++tokens.begin;
      while (tokens.end - 1 > heads[i] && edge(tokens.end - 1)) --tokens.end;
      members.push_back(doc_.bytes_of(tokens));
    }
    return members;
  }

  [[nodiscard]] std::vector<Range> contents(uint32_t tok, char pos, std::string_view kind) const {
    const Frame& frame = grammar_.frame(tok);
    for (const std::string_view slot : {"xcomp", "ccomp"}) {
      const uint32_t clause = frame.first(slot);
      if (clause != kNoToken && grammar_.is_verbal(clause) && grammar_.dominates(tok, clause)) {
        if (kind == "demand" || kind == "pledge") return clause_members(clause);
        return {subtree_bytes(clause)};
      }
    }
    if (pos == 'n') {
      if (kind == "warning" || kind == "precondition") return {subtree_bytes(tok)};
      return {clause_bytes(grammar_, tok)};
    }
    if (pos == 'a') return {clause_bytes(grammar_, tok)};
    if (kind == "claim") {
      if (const uint32_t of = frame.first("of"); of != kNoToken) return {subtree_bytes(of)};
      if (const uint32_t over = frame.first("for"); over != kNoToken) return {subtree_bytes(over)};
    }
    if (kind == "agreement") return {clause_bytes(grammar_, tok)};
    for (const std::string_view slot : {"for", "to", "on", "of"})
      if ((kind == "demand" || kind == "warning") && frame.first(slot) != kNoToken && (slot != std::string_view("to"))) {
        const uint32_t filler = frame.first(slot);
        if (grammar_.dominates(tok, filler) && !input_.actors.is_actor(filler)) return {subtree_bytes(filler)};
      }
    if (const uint32_t object = frame.first("obj"); object != kNoToken && grammar_.dominates(tok, object) && !input_.actors.is_actor(object)) return {subtree_bytes(object)};
    return {clause_bytes(grammar_, tok)};
  }

  void add(std::vector<uint32_t>& side, std::span<const uint32_t> entities) const {
    for (const uint32_t entity : entities)
      if (std::ranges::find(side, entity) == side.end()) side.push_back(entity);
  }

  void fill(FoundEntry& entry, uint32_t tok) const {
    const Frame& frame = grammar_.frame(tok);
    for (uint32_t e = 0; e < events_.size(); ++e) {
      if (events_[e].tok != tok && !(events_[e].sent == doc_.tokens[tok].sent && grammar_.is_verbal(events_[e].tok) && doc_.tokens[tok].head == events_[e].tok && entry.kind == "agreement")) continue;
      add(entry.by, events_[e].actors);
      if (!events_[e].reciprocal) add(entry.to, events_[e].recipients);
      else add(entry.by, events_[e].recipients);
      entry.events.push_back(e);
      entry.when = events_[e].when;
    }
    if (entry.by.empty())
      for (const Filler& filler : frame.fillers)
        if (filler.slot == "subj" || filler.slot == "poss" || filler.slot == "by") add(entry.by, entities_in(grammar_, input_.actors, filler.tok));
    if (entry.by.empty() && entry.kind == "agreement")
      for (const Filler& filler : frame.fillers)
        if (filler.slot == "between" || filler.slot == "with") add(entry.by, input_.actors.entities_of(filler.tok));
    if (entry.to.empty() && entry.kind != "agreement")
      for (const Filler& filler : frame.fillers)
        if (filler.slot == "iobj" || filler.slot == "obj" || filler.slot == "on" || filler.slot == "against" || filler.slot == "to" || filler.slot == "with") add(entry.to, input_.actors.entities_of(filler.tok));
    link_statements(entry, doc_.tokens[tok].range);
    // Without a subject of its own ("the risk remains", in quotation marks) the speaker stands behind it.
    if (entry.by.empty() || entry.kind == "warning") {
      if (entry.kind == "warning" && pos_of(tok) == 'n') entry.by.clear();
      if (entry.by.empty())
        for (const uint32_t s : entry.statements) add_speakers(entry.by, input_.sayings[s]);
    }
    std::erase_if(entry.to, [&](uint32_t entity) { return std::ranges::find(entry.by, entity) != entry.by.end(); });
    set_deadline(entry);
    set_condition(entry, tok);
    set_about(entry);
    entry.confidence = entry.by.empty() ? 0.45 : 0.65;
  }

  void add_speakers(std::vector<uint32_t>& side, const Saying& saying) const {
    for (const uint32_t speaker : saying.speakers) add(side, input_.actors.entities_of(speaker));
  }

  void link_statements(FoundEntry& entry, Range at) const {
    for (uint32_t s = 0; s < input_.sayings.size(); ++s) {
      const Saying& saying = input_.sayings[s];
      const bool inside = std::ranges::any_of(saying.content, [&](Range content) { return content.covers(at) || entry.content.covers(content) || content.covers(entry.content); });
      const bool cue = saying.cue != kNone && doc_.tokens[saying.cue].range == at;
      if (inside || cue) entry.statements.push_back(s);
    }
  }

  // Countries that the words of the entry name, and those of its sides.
  void set_about(FoundEntry& entry) const {
    const auto note = [&](std::span<const uint32_t> entities) {
      for (const uint32_t entity : entities) {
        const std::string& country = input_.actors.entities()[entity].country;
        if (!country.empty() && std::ranges::find(entry.about, country) == entry.about.end()) entry.about.push_back(country);
      }
    };
    for (const FoundMention& mention : input_.actors.mentions())
      if (entry.content.covers(doc_.bytes_of(mention.tokens))) note(mention.entities);
    if (entry.about.empty() || entry.kind == "demand") note(entry.to);
    if (entry.kind == "agreement" || (entry.about.empty() && (entry.kind == "pledge" || entry.kind == "refusal" || entry.kind == "offer"))) note(entry.by);
    std::ranges::sort(entry.about);
  }

  void set_deadline(FoundEntry& entry) const {
    for (uint32_t t = 0; t < input_.times.size(); ++t) {
      const FoundTime& time = input_.times[t];
      if (time.tokens.empty() || !entry.content.covers(time.bytes)) continue;
      const Token& head = doc_.tokens[doc_.tokens[time.tokens.end - 1].head];
      if (head.pos == Pos::kAdp && (head.lemma == "by" || head.lemma == "before" || head.lemma == "within" || head.lemma == "until")) entry.deadline = t;
    }
  }

  void set_condition(FoundEntry& entry, uint32_t tok) const {
    for (uint32_t at = tok, steps = 0; steps < 3; ++steps) {
      for (const uint32_t c : grammar_.children(at)) {
        if (doc_.tokens[c].dep != Dep::kAdvcl) continue;
        const uint32_t mark = grammar_.child(c, Dep::kMark);
        const lexicon::FactualityCue* cue = mark == kNoToken ? nullptr : input_.cues.cue(doc_.tokens[mark].lemma, 'c');
        if (cue != nullptr && cue->kind == lexicon::CueKind::kPossible) {
          entry.condition = subtree_bytes(c);
          return;
        }
      }
      const uint32_t xcomp = grammar_.child(at, Dep::kXcomp);
      if (xcomp == kNoToken) return;
      at = xcomp;
    }
  }

  void required_for(FoundEntry& entry, uint32_t tok) const {
    const Frame& frame = grammar_.frame(tok);
    for (const std::string_view slot : {"for", "to"})
      if (const uint32_t filler = frame.first(slot); filler != kNoToken && grammar_.dominates(tok, filler)) {
        entry.required_for = subtree_bytes(filler);
        return;
      }
  }

  // In somebody's own mouth "will" is a pledge, "will not" a refusal, "must" a demand; "before" makes preconditions.
  void commitments_in_speech() {
    for (uint32_t s = 0; s < input_.sayings.size(); ++s) {
      const Saying& saying = input_.sayings[s];
      if (saying.speakers.empty() || saying.denied) continue;
      std::vector<uint32_t> speakers;
      add_speakers(speakers, saying);
      if (speakers.empty()) continue;
      for (const Range& content : saying.content) {
        const uint32_t first = doc_.token_at(content.begin), last = doc_.token_at(content.end);
        for (uint32_t tok = first; tok < last; ++tok)
          if (grammar_.is_verbal(tok) && doc_.tokens[tok].dep != Dep::kAux && doc_.tokens[tok].dep != Dep::kAuxpass) commitment_at(tok, s, speakers);
      }
    }
  }

  void commitment_at(uint32_t tok, uint32_t s, const std::vector<uint32_t>& speakers) {
    const Dep dep = doc_.tokens[tok].dep;
    if (dep == Dep::kRelcl || dep == Dep::kAdvcl || dep == Dep::kAcl || dep == Dep::kXcomp) return;
    uint32_t modal = kNoToken;
    bool negated = false;
    for (const uint32_t c : grammar_.children(tok)) {
      if (doc_.tokens[c].dep == Dep::kAux && doc_.tokens[c].tag == "MD") modal = c;
      if (doc_.tokens[c].dep == Dep::kNeg) negated = true;
    }
    if (modal == kNoToken) return;
    const lexicon::FactualityCue* cue = input_.cues.cue(doc_.tokens[modal].norm, 'm');
    const bool will = cue != nullptr && cue->kind == lexicon::CueKind::kPlanned;
    const bool must = input_.senses.keys(modal).front() == "must" || input_.senses.keys(modal).front() == "should";
    if (!will && !must) return;
    const Frame& frame = grammar_.frame(tok);
    std::vector<uint32_t> subjects;
    for (const Filler& filler : frame.fillers)
      if (filler.slot == (frame.passive ? "obj" : "subj")) add(subjects, input_.actors.entities_of(filler.tok));
    const bool own = std::ranges::any_of(subjects, [&](uint32_t subject) { return speaks_for(subject, speakers); });
    FoundEntry entry;
    entry.tok = tok;
    entry.content = clause_bytes(grammar_, tok);
    entry.by = speakers;
    if (will && own) {
      entry.kind = negated ? "refusal" : "pledge";
      entry.status = negated ? "stated" : "open";
    } else if (must && !own) {
      entry.kind = "demand";
      entry.status = "open";
      for (const uint32_t subject : subjects)
        if (!speaks_for(subject, speakers)) entry.to.push_back(subject);
      // Without an addressee it is a view, not a demand.
      if (entry.to.empty()) entry.kind = "position", entry.status = "stated";
    } else {
      return;
    }
    entry.why.push_back("modal in the speaker's own words");
    entry.statements = {s};
    set_deadline(entry);
    set_condition(entry, tok);
    set_about(entry);
    entry.confidence = 0.55;
    entries_.push_back(std::move(entry));
  }

  [[nodiscard]] bool speaks_for(uint32_t subject, const std::vector<uint32_t>& speakers) const {
    const auto& entities = input_.actors.entities();
    return std::ranges::any_of(speakers, [&](uint32_t speaker) {
      return speaker == subject || (!entities[subject].country.empty() && entities[subject].country == entities[speaker].country && (entities[subject].kind == "state" || entities[speaker].kind == "state" || entities[subject].sectors == entities[speaker].sectors));
    });
  }

  // "a claim Cairo rejected": who denies or rejects a claim contests the entry.
  void contest_claims() {
    for (const FoundEntry& denial : entries_) {
      if (denial.kind != "claim" || denial.contested_with.empty() || denial.status != "contested") continue;
      for (FoundEntry& entry : entries_) {
        if (&entry == &denial || !entry.contested_with.empty()) continue;
        const uint32_t distance = doc_.tokens[denial.tok].sent - doc_.tokens[entry.tok].sent;
        const bool accused = std::ranges::any_of(denial.contested_by, [&](uint32_t by) { return std::ranges::find(entry.to, by) != entry.to.end(); });
        // "His remarks were deemed premature": nobody is named, and what stands before it is meant.
        const bool just_before = denial.contested_by.empty() && entry.kind == "agreement" && entry.tok < denial.tok && distance <= 1;
        if (!(entry.kind == "claim" && entry.status == "stated" && accused) && !just_before) continue;
        if (entry.kind == "claim") entry.status = "contested";
        entry.contested_by = denial.contested_by;
        entry.contested_with = denial.contested_with;
      }
    }
    for (uint32_t e = 0; e < events_.size(); ++e) {
      const FoundEvent& ev = events_[e];
      if (ev.type != "REJECT") continue;
      for (FoundEntry& entry : entries_) {
        if (entry.kind != "claim" || entry.status != "stated" || doc_.tokens[entry.tok].sent > ev.sent) continue;
        const bool accused = std::ranges::any_of(ev.actors, [&](uint32_t by) {
          return std::ranges::any_of(entry.to, [&](uint32_t to) { return speaks_for(to, {by}); });
        });
        if (!accused) continue;
        entry.status = "contested";
        entry.contested_by = ev.actors;
        entry.contested_with = ev.trigger;
        entry.events.push_back(e);
      }
    }
  }

  [[nodiscard]] bool same(const FoundEntry& a, const FoundEntry& b) const {
    if (a.kind != b.kind) return false;
    const auto countries = [&](const std::vector<uint32_t>& side) {
      std::vector<std::string> all;
      for (const uint32_t entity : side) all.push_back(input_.actors.entities()[entity].country.empty() ? input_.actors.entities()[entity].name : input_.actors.entities()[entity].country);
      std::ranges::sort(all);
      all.erase(std::ranges::unique(all).begin(), all.end());
      return all;
    };
    const bool by_agrees = countries(a.by) == countries(b.by);
    const bool overlap = a.content.overlaps(b.content);
    if (overlap) return by_agrees || a.by.empty() || b.by.empty();
    if (!by_agrees) return false;
    if (a.kind == "warning" || a.kind == "agreement") return a.about == b.about || (a.kind == "warning" && (a.about.empty() || b.about.empty())) || doc_.tokens[a.tok].range.begin < doc_.title_size;
    return doc_.text(a.content) == doc_.text(b.content);
  }

  std::vector<FoundEntry> merged() {
    std::ranges::stable_sort(entries_, {}, [](const FoundEntry& entry) { return entry.content.begin; });
    std::vector<FoundEntry> kept;
    for (FoundEntry& entry : entries_) {
      const auto known = std::ranges::find_if(kept, [&](const FoundEntry& other) { return same(other, entry); });
      if (known == kept.end()) {
        kept.push_back(std::move(entry));
        continue;
      }
      for (const uint32_t s : entry.statements)
        if (std::ranges::find(known->statements, s) == known->statements.end()) known->statements.push_back(s);
      for (const uint32_t e : entry.events)
        if (std::ranges::find(known->events, e) == known->events.end()) known->events.push_back(e);
      const bool title = known->content.begin < doc_.title_size;
      if (title || known->by.empty() || (known->about.empty() && !entry.about.empty())) {
        known->content = entry.content;
        if (!entry.by.empty()) known->by = entry.by;
        if (!entry.about.empty()) known->about = entry.about;
      }
    }
    return kept;
  }

  const EventInput& input_;
  const Grammar& grammar_;
  const Document& doc_;
  const LedgerCues& cues_;
  const std::vector<FoundEvent>& events_;
  std::vector<FoundEntry> entries_;
};

}  // namespace

std::vector<FoundEntry> find_entries(const EventInput& input, const LedgerCues& cues, const std::vector<FoundEvent>& events) {
  return Ledger(input, cues, events).run();
}

}  // namespace tocsin::coding
