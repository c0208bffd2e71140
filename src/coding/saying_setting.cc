// Reads venue, medium, date and addressee off the phrases that hang on a cue: see saying_setting.h.
#include "coding/saying_setting.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace tocsin::coding {
namespace {

using lexicon::SpeechCue;
using lexicon::SpeechCues;

class Setting {
 public:
  Setting(Saying& saying, const SpeechCue* row, const Grammar& grammar, const SpeechCues& cues)
      : saying_(saying), row_(row), grammar_(grammar), cues_(cues) {}

  void fill() {
    if (row_ != nullptr) {
      saying_.medium = row_->medium;
      read_addressees();
    }
    for (const uint32_t speaker : saying_.speakers)
      if (const SpeechCue* medium = noun_of_kind(speaker, "medium"); medium != nullptr && saying_.medium.empty())
        if (grammar_.token(speaker).pos == Pos::kNoun) saying_.medium = medium->medium;
    for (const uint32_t child : grammar_.children(saying_.cue)) read_phrase(child);
    for (const uint32_t child : grammar_.children(saying_.cue)) read_speaking(child);
    for (const uint32_t child : grammar_.children(saying_.cue))
      if (saying_.when == kNone && !in_content(child)) read_date(child);
  }

 private:
  bool in_content(uint32_t tok) const {
    const uint32_t at = grammar_.token(tok).range.begin;
    return std::ranges::any_of(saying_.content, [at](Range range) { return range.contains(at); });
  }

  // "press conference" is looked up before "conference".
  const SpeechCue* noun_of_kind(uint32_t noun, std::string_view kind) const {
    const std::string head = ascii::lower(grammar_.token(noun).lemma);
    if (noun > 0 && grammar_.token(noun - 1).head == noun) {
      const std::string phrase = ascii::lower(grammar_.token(noun - 1).text) + " " + head;
      if (const SpeechCue* found = cues_.of_kind(phrase, 'n', kind)) return found;
    }
    // The network X and the letter x differ only by the capital.
    if (head.size() == 1 && grammar_.token(noun).text != "X") return nullptr;
    return cues_.of_kind(head, 'n', kind);
  }

  void read_addressees() {
    const Frame& frame = grammar_.frame(saying_.cue);
    for (const std::string& slot : row_->addressee)
      for (const Filler& filler : frame.fillers) {
        if (filler.slot != slot || !filler.direct || !grammar_.is_nominal(filler.tok) || in_content(filler.tok))
          continue;
        if (frame.passive && slot == "obj") continue;
        // "According to the BBC, she said": nobody is spoken to.
        if (grammar_.token(grammar_.token(grammar_.token(filler.tok).head).head).lemma == "accord") continue;
        add_addressee(filler.tok);
      }
    // "urged the rebels to leave": the parser makes the rebels the subject of the infinitive.
    const bool object_is_told = std::ranges::find(row_->addressee, "obj") != row_->addressee.end();
    for (const uint32_t root : saying_.content_roots) {
      const Token& verb = grammar_.token(root);
      const bool infinitive = std::ranges::any_of(grammar_.children(root),
                                                  [this](uint32_t child) { return grammar_.token(child).tag == "TO"; });
      if (!object_is_told || verb.head != saying_.cue || !infinitive) continue;
      const uint32_t subject = grammar_.child(root, Dep::kNsubj);
      if (subject != kNoToken && !in_content(subject))
        for (const uint32_t each : grammar_.conjuncts(subject)) add_addressee(each);
    }
  }

  void add_addressee(uint32_t tok) {
    if (std::ranges::find(saying_.addressees, tok) == saying_.addressees.end()) saying_.addressees.push_back(tok);
    if (saying_.venue.empty() && noun_of_kind(tok, "venue") != nullptr) set_venue(tok);
    // "told state television": the outlet is where it was said.
    if (saying_.venue.empty() && noun_of_kind(tok, "outlet") != nullptr) {
      set_venue(tok);
      if (saying_.medium.empty()) saying_.medium = "interview";
    }
  }

  void read_phrase(uint32_t prep) {
    const Token& tok = grammar_.token(prep);
    const bool place = tok.dep == Dep::kPrep || tok.dep == Dep::kDative || tok.dep == Dep::kAgent;
    if (!place || in_content(prep)) return;
    static constexpr std::array<std::string_view, 12> kPlaces = {"in", "on", "at",     "during", "via", "through",
                                                                 "to", "by", "before", "over",   "for", "after"};
    if (std::ranges::find(kPlaces, tok.lemma) == kPlaces.end()) return;
    for (const uint32_t noun : grammar_.children(prep)) {
      if (grammar_.token(noun).dep != Dep::kPobj || in_content(noun)) continue;
      read_place(noun, tok.lemma);
    }
  }

  // "Speaking at a press conference, she said": the participle before the act has its setting.
  void read_speaking(uint32_t verb) {
    const Token& tok = grammar_.token(verb);
    if (tok.dep != Dep::kAdvcl || tok.tag != "VBG" || in_content(verb) || grammar_.has_child(verb, Dep::kNsubj)) return;
    for (const uint32_t child : grammar_.children(verb)) {
      read_phrase(child);
      const std::string_view prep = grammar_.token(child).lemma;
      if (grammar_.token(child).dep != Dep::kPrep || (prep != "to" && prep != "with")) continue;
      const uint32_t noun = grammar_.child(child, Dep::kPobj);
      if (noun == kNoToken) continue;
      for (const uint32_t each : grammar_.conjuncts(noun)) add_addressee(each);
      if (saying_.venue.empty() && grammar_.token(noun).ent_type == "ORG") set_venue(noun);
    }
  }

  void read_place(uint32_t noun, std::string_view prep) {
    const bool directed = prep == "to" || prep == "before" || prep == "by" || prep == "for" || prep == "after";
    if (const SpeechCue* medium = noun_of_kind(noun, "medium"); medium != nullptr && !directed) {
      if (saying_.medium.empty()) saying_.medium = medium->medium;
      read_inside_medium(noun);
    }
    if (saying_.venue.empty() && prep != "by" && prep != "for" && prep != "after" &&
        noun_of_kind(noun, "venue") != nullptr && is_named_or_body(noun))
      set_venue(noun);
    if (saying_.venue.empty() && !directed && noun_of_kind(noun, "outlet") != nullptr) set_venue(noun);
    for (const uint32_t inner : grammar_.children(noun)) {
      const std::string_view lemma = grammar_.token(inner).lemma;
      if (grammar_.token(inner).dep == Dep::kPrep && !directed &&
          (lemma == "in" || lemma == "at" || lemma == "on" || lemma == "of"))
        for (const uint32_t deeper : grammar_.children(inner))
          if (grammar_.token(deeper).dep == Dep::kPobj && lemma != "of") read_place(deeper, lemma);
    }
  }

  // "in a statement to the Committee", "in an interview with Al Jazeera".
  void read_inside_medium(uint32_t medium) {
    for (const uint32_t prep : grammar_.children(medium)) {
      const Token& tok = grammar_.token(prep);
      if (tok.dep != Dep::kPrep && tok.dep != Dep::kDative) continue;
      if (tok.lemma != "to" && tok.lemma != "with" && tok.lemma != "before" && tok.lemma != "at") continue;
      for (const uint32_t noun : grammar_.children(prep)) {
        if (grammar_.token(noun).dep != Dep::kPobj) continue;
        const bool body = noun_of_kind(noun, "venue") != nullptr || noun_of_kind(noun, "outlet") != nullptr;
        if (saying_.venue.empty() && (body || (tok.lemma == "with" && grammar_.token(noun).pos == Pos::kPropn)))
          set_venue(noun);
        if (tok.lemma != "at")
          for (const uint32_t each : grammar_.conjuncts(noun)) saying_.addressees.push_back(each);
      }
    }
  }

  // "at a meeting" says nothing; "at the Munich Security Conference", "in parliament" does.
  bool is_named_or_body(uint32_t noun) const {
    if (grammar_.token(noun).pos == Pos::kPropn) return true;
    return std::ranges::any_of(grammar_.children(noun),
                               [this](uint32_t child) {
                                 return grammar_.token(child).pos == Pos::kPropn ||
                                        grammar_.token(child).dep == Dep::kCompound ||
                                        grammar_.token(child).dep == Dep::kPrep ||
                                        grammar_.token(child).dep == Dep::kAmod;
                               }) ||
           noun_of_kind(noun, "medium") == nullptr;
  }

  void set_venue(uint32_t noun) {
    Range tokens = {grammar_.token(noun).left_edge, noun + 1};
    while (tokens.begin < noun) {
      const Token& first = grammar_.token(tokens.begin);
      if (first.pos != Pos::kDet && first.tag != "PRP$" && first.pos != Pos::kPunct) break;
      ++tokens.begin;
    }
    for (const uint32_t child : grammar_.children(noun))
      if (child == tokens.end && grammar_.token(child).lemma == "of") tokens.end = grammar_.token(child).right_edge + 1;
    saying_.venue_bytes = grammar_.doc().bytes_of(tokens);
    saying_.venue = grammar_.doc().text(saying_.venue_bytes);
  }

  void read_date(uint32_t child) {
    const Token& tok = grammar_.token(child);
    if (tok.dep != Dep::kPrep && tok.dep != Dep::kNpadvmod && tok.dep != Dep::kAdvmod && tok.dep != Dep::kDobj) return;
    // "spoke after Monday's attack": only the phrase's own noun dates the act.
    uint32_t noun = child;
    if (tok.dep == Dep::kPrep) noun = grammar_.child(child, Dep::kPobj);
    if (noun == kNoToken) return;
    if (const std::string_view type = grammar_.token(noun).ent_type; type == "DATE" || type == "TIME") {
      saying_.when = noun;
      return;
    }
    if (tok.dep != Dep::kPrep) return;
    // "in an interview on Monday": the date hangs on the medium.
    if (noun_of_kind(noun, "medium") == nullptr && noun_of_kind(noun, "venue") == nullptr) return;
    for (const uint32_t inner : grammar_.children(noun))
      if (saying_.when == kNone && !in_content(inner)) read_date(inner);
  }

  Saying& saying_;
  const SpeechCue* row_;
  const Grammar& grammar_;
  const SpeechCues& cues_;
};

}  // namespace

void fill_setting(Saying& saying, const SpeechCue* row, const Grammar& grammar, const SpeechCues& cues) {
  Setting(saying, row, grammar, cues).fill();
}

}  // namespace tocsin::coding
