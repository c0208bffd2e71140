// Finds who is told to do something in statements. What is only possible, tied to an "if" or asked demands nothing.
#include "coding/demands.h"

#include <algorithm>

#include "base/one_of.h"
#include "coding/parties.h"

namespace tocsin::coding {
namespace {

class Demanding {
 public:
  Demanding(const EventInput& input, std::vector<FoundEvent>& events)
      : in_(input), doc_(input.grammar.doc()), events_(events) {}

  void run() {
    std::vector<FoundEvent> found;
    for (uint32_t s = 0; s < in_.sayings.size(); ++s) saying(s, found);
    if (found.empty()) return;
    for (FoundEvent& ev : found) {
      // What is demanded is no event of its own.
      std::erase_if(events_, [&](const FoundEvent& other) { return other.tok == ev.tok; });
      events_.push_back(std::move(ev));
    }
    std::ranges::stable_sort(events_, {}, &FoundEvent::tok);
  }

 private:
  void saying(uint32_t index, std::vector<FoundEvent>& found) const {
    const Saying& said = in_.sayings[index];
    if (said.negated || said.denied || said.nested ||
        !is_one_of(said.kind, {"say", "claim", "announce", "post", "warn", "describe", "turn"}))
      return;
    const std::vector<uint32_t> speakers = speaking_parties(in_.actors, said);
    if (speakers.empty()) return;
    for (const Range& content : said.content)
      for (uint32_t tok = doc_.token_at(content.begin);
           tok < doc_.tokens.size() && doc_.tokens[tok].range.begin < content.end; ++tok)
        if (in_.grammar.is_verbal(tok) && obliges(tok)) demand(speakers, tok, found);
  }

  // "Must go": the modal is the verb's own, or that of the verb it goes with.
  [[nodiscard]] bool obliges(uint32_t tok) const {
    const Dep dep = doc_.tokens[tok].dep;
    if (dep == Dep::kAux || dep == Dep::kAuxpass || dep == Dep::kRelcl || is_asked(doc_, tok)) return false;
    const bool own = std::ranges::any_of(in_.grammar.children(tok), [&](uint32_t c) {
      return doc_.tokens[c].dep == Dep::kAux && doc_.tokens[c].tag == "MD";
    });
    if (!own) return false;
    const Judgement judgement = judge(in_.grammar, in_.cues, tok);
    return judgement.obliged && !judgement.conditional;
  }

  // A state, a body, an office or its holder: what people in general should do is advice.
  [[nodiscard]] bool is_addressee(const FoundEntity& each) const {
    if (each.country.empty()) return false;
    if (each.kind == "state" || each.kind == "armed-group") return true;
    return (each.kind != "group" || !is_people(each)) && !each.sectors.empty();
  }

  [[nodiscard]] static bool is_people(const FoundEntity& each) {
    return std::ranges::all_of(each.sectors, [](const std::string& sector) {
      return is_one_of(sector, {"CVL", "SOC", "EDU", "MED", "REF", "JRN", "BUS", "LAB", "REL"});
    });
  }

  void demand(const std::vector<uint32_t>& speakers, uint32_t tok, std::vector<FoundEvent>& found) const {
    const Frame& frame = in_.grammar.frame(tok);
    FoundEvent ev;
    for (const Filler& filler : frame.fillers) {
      if (filler.slot != (frame.passive ? "by" : "subj")) continue;
      for (const uint32_t entity : in_.actors.entities_of(filler.tok)) {
        const FoundEntity& asked = in_.actors.entities()[entity];
        const bool other = std::ranges::all_of(
            speakers, [&](uint32_t speaker) { return are_two_sides(in_.actors.entities()[speaker], asked); });
        if (other && is_addressee(asked)) ev.recipients.push_back(entity);
      }
    }
    if (ev.recipients.empty()) return;
    const bool told = std::ranges::any_of(events_, [&](const FoundEvent& other) {
      return other.type == "REQUEST" && (other.tok == tok || in_.grammar.dominates(other.tok, tok));
    });
    const auto same = [&](const FoundEvent& other) { return other.recipients == ev.recipients; };
    if (told || std::ranges::any_of(found, same)) return;
    write(ev, tok);
    ev.actors = speakers;
    found.push_back(std::move(ev));
  }

  void write(FoundEvent& ev, uint32_t tok) const {
    ev.tok = tok;
    ev.sense = in_.senses.sense(tok);
    ev.type = "REQUEST";
    ev.mode = "change";
    if (const auto* mode =
            ev.sense == nullptr ? nullptr : in_.plover.complement("REQUEST", ev.sense->type, ev.sense->mode);
        mode != nullptr)
      ev.mode = mode->mode;
    ev.cameo = in_.plover.default_cameo("REQUEST", ev.mode);
    ev.sent = doc_.tokens[tok].sent;
    ev.trigger = doc_.tokens[tok].range;
    ev.evidence = {clause_bytes(in_.grammar, tok)};
    ev.confidence = 0.5;
    ev.assertion = "reported";
    ev.why = {"said to be obliged"};
  }

  const EventInput& in_;
  const Document& doc_;
  std::vector<FoundEvent>& events_;
};

}  // namespace

void add_demands(const EventInput& input, std::vector<FoundEvent>& events) { Demanding(input, events).run(); }

}  // namespace tocsin::coding
