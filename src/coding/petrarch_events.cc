// Finds the verbs that a dictionary knows, tries its patterns, and fills source and target as PETRARCH does.
#include "coding/petrarch_events.h"

#include <algorithm>

#include "coding/petrarch_pattern.h"

namespace tocsin::coding {
namespace {

using lexicon::PetrarchCoding;
using lexicon::PetrarchVerbForm;

/// Words that a verb's patterns look at.
struct Sequences {
  std::vector<uint32_t> upper;  ///< before the verb, the nearest first, up to a comma
  std::vector<uint32_t> lower;  ///< behind it, to the end of its phrase
};

class VerbCoder {
 public:
  VerbCoder(const EventInput& input, const PetrarchText& text, Actors& actors)
      : input_(input), grammar_(input.grammar), doc_(input.grammar.doc()), text_(text), actors_(actors) {
    found_.decided.assign(doc_.tokens.size(), 0);
    found_.discarded.assign(doc_.sentences.size(), 0);
  }

  PetrarchEvents run() {
    discard();
    for (uint32_t s = 0; s < doc_.sentences.size(); ++s) {
      const Range tokens = doc_.sentences[s].tokens;
      for (uint32_t tok = tokens.begin; tok < tokens.end && found_.discarded[s] == 0;)
        tok = std::max(tok + 1, code(tok));
    }
    return std::move(found_);
  }

 private:
  void discard() {
    const lexicon::PetrarchDiscards& discards = text_.dictionary().discards();
    const auto* whole = discards.in(doc_.text(), true);
    if (whole != nullptr) found_.discards.push_back(whole->row);
    for (uint32_t s = 0; s < doc_.sentences.size(); ++s) {
      const auto* here = discards.in(doc_.text(doc_.bytes_of(doc_.sentences[s].tokens)), false);
      if (here != nullptr) found_.discards.push_back(here->row);
      if (here != nullptr || whole != nullptr) found_.discarded[s] = 1;
    }
  }

  // Inside "who …" a verb only describes the noun.
  [[nodiscard]] bool in_relative_clause(uint32_t tok) const {
    for (uint32_t at = tok; doc_.tokens[at].head != at; at = doc_.tokens[at].head)
      if (doc_.tokens[at].dep == Dep::kRelcl) return true;
    return false;
  }

  // Codes the verb at `tok`, if it is one; gives the token from which to look on: what stands in the phrase of a coded
  // verb is no event of its own.
  uint32_t code(uint32_t tok) {
    const uint32_t word = text_.word_of(tok);
    if (word == kNone || !doc_.tokens[tok].tag.starts_with("VB") || text_.words()[word].skipped ||
        in_relative_clause(tok))
      return tok;
    const uint32_t end = end_of_verb_phrase(tok);
    for (const PetrarchVerbForm& form : text_.dictionary().verbs().forms(text_.words()[word].upper)) {
      const Range sent = text_.sentence(doc_.tokens[tok].sent);
      if (!words_are(form.before, word - std::min<size_t>(word - sent.begin, form.before.size()), word) ||
          !words_are(form.behind, word + 1, sent.end))
        continue;
      const Sequences around = sequences(static_cast<uint32_t>(word - form.before.size()),
                                         word + 1 + static_cast<uint32_t>(form.behind.size()), end);
      if (decide(tok, form, around)) return end;
      if (found_.decided[tok] != 0) break;
    }
    return tok;
  }

  [[nodiscard]] bool words_are(const std::vector<std::string>& wanted, size_t begin, size_t end) const {
    if (begin + wanted.size() > end) return wanted.empty();
    for (size_t i = 0; i < wanted.size(); ++i)
      if (text_.words()[begin + i].upper != wanted[i]) return false;
    return true;
  }

  // One past the last token of the phrase that the verb heads: without clauses coordinated with it.
  [[nodiscard]] uint32_t end_of_verb_phrase(uint32_t tok) const {
    uint32_t verb = tok;
    while ((doc_.tokens[verb].dep == Dep::kAux || doc_.tokens[verb].dep == Dep::kAuxpass) &&
           doc_.tokens[verb].head != verb)
      verb = doc_.tokens[verb].head;
    uint32_t end = std::max(verb, tok) + 1;
    for (const uint32_t c : grammar_.children(verb)) {
      const Dep dep = doc_.tokens[c].dep;
      if (c < verb || dep == Dep::kPunct || dep == Dep::kCc) continue;
      if (dep == Dep::kConj && grammar_.is_verbal(c)) break;
      end = std::max(end, doc_.tokens[c].right_edge + 1);
    }
    return end;
  }

  [[nodiscard]] Sequences sequences(uint32_t before, uint32_t behind, uint32_t end_tok) const {
    const std::vector<PetrarchToken>& words = text_.words();
    Sequences around;
    const Range sent = text_.sentence(doc_.tokens[words[before].tokens.begin].sent);
    for (uint32_t w = before; w-- > sent.begin && !words[w].comma;)
      if (!words[w].skipped && words[w].upper != ",") around.upper.push_back(w);
    for (uint32_t w = behind; w < sent.end && words[w].tokens.begin < end_tok; ++w)
      if (!words[w].skipped && words[w].upper != ",") around.lower.push_back(w);
    return around;
  }

  // Chooses pattern and sides; false when the verb stays uncoded and what follows it may be.
  bool decide(uint32_t tok, const PetrarchVerbForm& form, const Sequences& around) {
    const PetrarchCoding* coding = form.coding;
    PetrarchSides sides;
    for (const lexicon::PetrarchPattern& pattern : form.block->patterns) {
      PetrarchSides tried;
      if (!petrarch_match(text_, pattern.upper, around.upper, true, tried) ||
          !petrarch_match(text_, pattern.lower, around.lower, false, tried))
        continue;
      coding = &pattern.coding;
      sides = tried;
      break;
    }
    // A null code of a pattern is a judgement; that of a verb alone leaves the word to our own tables.
    if (coding->null()) {
      if (coding != form.coding) found_.decided[tok] = 1;
      return false;
    }
    found_.decided[tok] = 1;
    if (sides.source == kNone) sides.source = find_source(around, sides.target);
    if (sides.source != kNone && sides.target == kNone) sides.target = find_target(around, sides.source);
    if (sides.source == kNone) return true;
    if (is_passive(tok, around)) std::swap(sides.source, sides.target);
    add_events(tok, *coding, sides);
    return true;
  }

  [[nodiscard]] bool is_passive(uint32_t tok, const Sequences& around) const {
    return doc_.tokens[tok].tag == "VBN" && grammar_.has_child(tok, Dep::kAuxpass) &&
           std::ranges::any_of(around.lower, [&](uint32_t w) { return text_.words()[w].upper == "BY"; });
  }

  // Where the user brought actors, theirs alone count as known; else ours do.
  [[nodiscard]] bool is_coded(uint32_t phrase) const {
    if (!text_.dictionary().actors().phrases().empty()) return text_.phrases()[phrase].coded();
    return std::ranges::any_of(entities_of(phrase), [&](uint32_t e) { return !actors_.entities()[e].code().empty(); });
  }

  // In the order of the text: the first known phrase before the verb, else the first.
  [[nodiscard]] uint32_t find_source(const Sequences& around, uint32_t not_phrase) const {
    for (const bool known : {true, false})
      for (auto w = around.upper.rbegin(); w != around.upper.rend(); ++w) {
        const uint32_t phrase = text_.words()[*w].phrase;
        if (phrase != kNone && phrase != not_phrase && (!known || is_coded(phrase))) return phrase;
      }
    return kNone;
  }

  // Behind the verb the first known phrase of another code, then any unknown one; then before it, going back.
  [[nodiscard]] uint32_t find_target(const Sequences& around, uint32_t source) const {
    for (const std::vector<uint32_t>* side : {&around.lower, &around.upper})
      for (const bool known : {true, false})
        for (const uint32_t w : *side) {
          const uint32_t phrase = text_.words()[w].phrase;
          if (phrase == kNone || phrase == source || is_coded(phrase) != known) continue;
          if (!known || !same_code(phrase, source)) return phrase;
        }
    return kNone;
  }

  [[nodiscard]] bool same_code(uint32_t a, uint32_t b) const {
    const auto &x = text_.phrases()[a].members, &y = text_.phrases()[b].members;
    return x.size() == 1 && y.size() == 1 && !x.front().code.empty() && x.front().code == y.front().code;
  }

  [[nodiscard]] std::vector<uint32_t> entities_of(uint32_t phrase) const {
    std::vector<uint32_t> all;
    for (const PetrarchMember& member : text_.phrases()[phrase].members)
      for (uint32_t tok = member.tokens.begin; tok < member.tokens.end; ++tok) {
        const uint32_t at = tok == member.tokens.begin ? member.head : tok - 1;
        const auto named = actors_.entities_of(at);
        if (named.empty()) continue;
        for (const uint32_t entity : named)
          if (std::ranges::find(all, entity) == all.end()) all.push_back(entity);
        break;
      }
    return all;
  }

  std::vector<uint32_t> side(uint32_t phrase) {
    if (phrase == kNone) return {};
    std::vector<uint32_t> entities = entities_of(phrase);
    if (entities.empty()) {
      actors_.name_speaker(text_.phrases()[phrase].head);
      entities = entities_of(phrase);
    }
    return entities;
  }

  void add_events(uint32_t tok, const PetrarchCoding& coding, const PetrarchSides& sides) {
    const std::vector<uint32_t> source = side(sides.source);
    const std::vector<uint32_t> target = sides.target == sides.source ? std::vector<uint32_t>{} : side(sides.target);
    const bool both_ways = coding.forward == coding.backward || (sides.source == sides.target && source.size() > 1);
    if (both_ways) {
      std::vector<uint32_t> all = source;
      for (const uint32_t entity : target)
        if (std::ranges::find(all, entity) == all.end()) all.push_back(entity);
      return add(tok, coding, coding.forward, std::move(all), {}, true);
    }
    if (!PetrarchCoding::none(coding.forward)) add(tok, coding, coding.forward, source, target, false);
    if (!PetrarchCoding::none(coding.backward)) add(tok, coding, coding.backward, target, source, false);
  }

  void add(uint32_t tok, const PetrarchCoding& coding, const std::string& code, std::vector<uint32_t> source,
           std::vector<uint32_t> target, bool reciprocal) {
    const auto known = [&](uint32_t entity) { return !actors_.entities()[entity].code().empty(); };
    if (std::ranges::none_of(source, known) && std::ranges::none_of(target, known)) return;
    FoundEvent ev;
    ev.tok = tok;
    ev.cameo = code;
    if (const lexicon::CameoRow* row = input_.plover.cameo(code)) ev.type = row->type, ev.mode = row->mode;
    ev.actors = std::move(source);
    ev.recipients = std::move(target);
    std::erase_if(ev.recipients, [&](uint32_t e) { return std::ranges::find(ev.actors, e) != ev.actors.end(); });
    ev.reciprocal = reciprocal;
    ev.why.push_back(coding.row);
    describe_event(input_, ev);
    found_.events.push_back(std::move(ev));
  }

  const EventInput& input_;
  const Grammar& grammar_;
  const Document& doc_;
  const PetrarchText& text_;
  Actors& actors_;
  PetrarchEvents found_;
};

}  // namespace

PetrarchEvents find_petrarch_events(const EventInput& input, const PetrarchText& text, Actors& actors) {
  return VerbCoder(input, text, actors).run();
}

}  // namespace tocsin::coding
