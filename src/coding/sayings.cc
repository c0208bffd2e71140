// Joins acts and quotations to sayings: see sayings.h.
#include "coding/sayings.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.h"
#include "coding/block_quotations.h"
#include "coding/quotation_speakers.h"
#include "coding/said_words.h"
#include "coding/saying_acts.h"
#include "coding/saying_setting.h"

namespace tocsin::coding {
namespace {

constexpr uint32_t kFarthestCue = 28;   ///< tokens between a quotation and its cue
constexpr uint32_t kShortestQuote = 3;  ///< words of a quotation that can be a saying without a cue
constexpr uint32_t kLongestTitle = 8;   ///< words of a quoted title
constexpr uint32_t kFewWords = 4;  ///< tokens between a quotation and a participle that goes on ("…, further adding")
constexpr size_t kShortWord = 4;   ///< bytes of a word that a title writes small

bool ends_clause(std::string_view text) {
  for (const std::string_view mark : {" ", "’", "”", "\"", "'", "]", ")"})
    while (text.ends_with(mark) && text.size() > mark.size()) text.remove_suffix(mark.size());
  for (const std::string_view end : {",", ".", "!", "?", ":", ";", "…", "—", "-", "–"})
    if (text.ends_with(end)) return true;
  return false;
}

class Joiner {
 public:
  Joiner(const Grammar& grammar, const lexicon::SpeechCues& cues)
      : grammar_(grammar),
        doc_(grammar.doc()),
        cues_(cues),
        words_(grammar),
        reader_(grammar, words_, cues),
        acts_(reader_.read()) {}

  std::vector<Saying> join() {
    owner_.assign(words_.quotations().size(), kNone);
    for (uint32_t quotation = 0; quotation < owner_.size(); ++quotation) find_owner(quotation);
    for (uint32_t quotation = 0; quotation < owner_.size(); ++quotation)
      if (owner_[quotation] == kNone) place_without_cue(quotation);
    read_turns();
    read_blocks();
    share_speakers();
    std::vector<Saying> sayings;
    for (const Act& act : acts_)
      if (auto saying = finished(act)) sayings.push_back(std::move(*saying));
    mark_nested(sayings);
    std::ranges::stable_sort(sayings, {}, [this](const Saying& saying) { return first_byte(saying); });
    return sayings;
  }

 private:
  const Token& token(uint32_t tok) const { return doc_.tokens[tok]; }

  uint32_t first_byte(const Saying& saying) const {
    uint32_t first = saying.content.empty() ? UINT32_MAX : saying.content.front().begin;
    return saying.cue == kNone ? first : std::min(first, token(saying.cue).range.begin);
  }

  uint32_t word_count(uint32_t quotation) const {
    const Range tokens[] = {words_.quotation_tokens(quotation)};
    return words_.word_count(tokens);
  }

  // ---- quotations with a cue

  void find_owner(uint32_t quotation) {
    if (words_.quotation_tokens(quotation).empty()) return;
    if (words_.quotations()[quotation].continues && quotation > 0 && owner_[quotation - 1] != kNone) {
      give(quotation, owner_[quotation - 1]);
      return;
    }
    if (joins_before(quotation)) {
      give(quotation, owner_[quotation - 1]);
      return;
    }
    uint32_t owner = owner_by_grammar(quotation);
    if (owner == kNone) owner = owner_by_place(quotation);
    if (owner == kNone) owner = unlisted_verb(quotation);
    if (owner != kNone) give(quotation, owner);
  }

  // "They chanted “Out” and “Go home”": only a comma or a conjunction stands between two quotations of one act.
  bool joins_before(uint32_t quotation) const {
    if (quotation == 0 || owner_[quotation - 1] == kNone) return false;
    const Range before = words_.quotation_tokens(quotation - 1), tokens = words_.quotation_tokens(quotation);
    if (before.empty() || tokens.begin <= before.end || tokens.begin - before.end > 2) return false;
    const bool joined = token(tokens.begin - 1).pos == Pos::kCconj;
    return joined && acts_[owner_[quotation - 1]].cue < before.begin &&
           words_.paragraph_of(before.begin) == words_.paragraph_of(tokens.begin);
  }

  void give(uint32_t quotation, uint32_t act) {
    owner_[quotation] = act;
    Act& owner = acts_[act];
    // A quotation of several sentences, of which grammar saw one, belongs to the act as a whole.
    if (!inside_runs(owner, quotation)) owner.quotations.push_back(quotation);
    // "to add the question “…” to the form": the object is what the quotation names.
    const bool aim = owner.cue != kNone && token(owner.cue).tag == "VB" && grammar_.has_child(owner.cue, Dep::kDobj);
    if (is_wide(owner.kind) && owner.row != nullptr && owner.row->quotable && !aim) owner.kind = owner.row->kind;
  }

  bool inside_runs(const Act& act, uint32_t quotation) const {
    const Range tokens = words_.quotation_tokens(quotation);
    for (uint32_t tok = tokens.begin; tok < tokens.end; ++tok)
      if (words_.is_word(tok) && std::ranges::none_of(act.runs, [tok](Range run) { return run.contains(tok); }))
        return false;
    return true;
  }

  // The innermost act outside the quotation whose clause takes in some of its words.
  uint32_t owner_by_grammar(uint32_t quotation) const {
    const Range tokens = words_.quotation_tokens(quotation);
    uint32_t best = kNone, best_size = UINT32_MAX;
    for (uint32_t i = 0; i < acts_.size(); ++i) {
      if (acts_[i].cue == kNone || tokens.contains(acts_[i].cue)) continue;
      if (acts_[i].kind == "source" && !inside_runs(acts_[i], quotation)) continue;
      uint32_t size = 0;
      bool touches = false;
      for (const Range run : acts_[i].runs) {
        size += run.size();
        for (uint32_t tok = std::max(run.begin, tokens.begin); tok < std::min(run.end, tokens.end); ++tok)
          touches |= words_.is_word(tok);
      }
      if (touches && size < best_size) {
        best = i;
        best_size = size;
      }
    }
    return best;
  }

  uint32_t owner_by_place(uint32_t quotation) const {
    const uint32_t before = act_before(quotation), after = act_after(quotation);
    if (before == kNone || after == kNone) return before == kNone ? after : before;
    // Between two cues a colon, or the comma right before the mark, decides for the one in front.
    const uint32_t first = words_.quotation_tokens(quotation).begin;
    return first > 0 && (token(first - 1).text == ":" || first - 1 == acts_[before].cue) ? before : after;
  }

  bool modifies_noun(uint32_t verb) const {
    const Dep dep = token(verb).dep;
    if (grammar_.has_child(verb, Dep::kAux) || grammar_.has_child(verb, Dep::kAuxpass)) return dep == Dep::kRelcl;
    return dep == Dep::kRelcl || dep == Dep::kAcl || dep == Dep::kAmod || token(verb).tag == "VBN" ||
           token(verb).tag == "VBG";
  }

  // "“…,” said X" and "“…,” X said": nothing but the speaker and the circumstances stands between.
  uint32_t act_after(uint32_t quotation) const {
    const Range tokens = words_.quotation_tokens(quotation);
    if (!closes_clause(quotation) || is_title(quotation) || ends_sentence_of_others(quotation)) return kNone;
    if (goes_on_with_speaker(quotation) || names_something(quotation)) return kNone;
    const uint32_t paragraph = words_.paragraph_of(tokens.begin);
    for (uint32_t tok = tokens.end; tok < doc_.tokens.size() && tok < tokens.end + kFarthestCue; ++tok) {
      if (words_.paragraph_of(tok) != paragraph || words_.ends_sentence(tok) || words_.quotation_of(tok) != kNone)
        return kNone;
      if (const uint32_t act = quotable_at(tok); act != kNone) {
        const bool of_others = (stops_before(quotation) && leads_on(tok)) || speaks_before(act, quotation);
        return of_others ? kNone : act;
      }
      if (grammar_.is_verbal(tok) && token(tok).dep != Dep::kAux && token(tok).dep != Dep::kAuxpass &&
          !modifies_noun(tok))
        return kNone;
    }
    return kNone;
  }

  // "Jane Roe, who called it “a bad day,” said": the words of whoever stands before them in the sentence end there.
  bool speaks_before(uint32_t act, uint32_t quotation) const {
    const uint32_t first = words_.quotation_tokens(quotation).begin;
    const Range sent = words_.sentence_in_paragraph(acts_[act].cue);
    const auto& speakers = acts_[act].speakers;
    return !speakers.empty() && sent.contains(first) &&
           std::ranges::all_of(speakers, [&](uint32_t speaker) { return speaker < first && sent.contains(speaker); });
  }

  // The quotation ends with a full stop and the next sentence begins.
  bool stops_before(uint32_t quotation) const {
    const uint32_t next = words_.quotation_tokens(quotation).end;
    return words_.quotations()[quotation].inner.of(doc_.text()).ends_with('.') && next < doc_.tokens.size() &&
           ascii::is_upper(token(next).text.front());
  }

  // "“We stay.” She later wrote, “We are here.”": the cue belongs to the quotation behind it.
  bool leads_on(uint32_t cue) const {
    const uint32_t paragraph = words_.paragraph_of(cue);
    for (uint32_t tok = cue + 1; tok < doc_.tokens.size() && words_.paragraph_of(tok) == paragraph; ++tok) {
      if (const uint32_t next = words_.quotation_of(tok); next != kNone)
        return word_count(next) >= kShortestQuote &&
               (token(tok - 1).text == "," || token(tok - 1).text == ":" || tok - 1 == cue);
      if (words_.ends_sentence(tok)) return false;
    }
    return false;
  }

  // "X said: “…”", "X told reporters on Friday, “…”".
  uint32_t act_before(uint32_t quotation) const {
    const Range tokens = words_.quotation_tokens(quotation);
    for (uint32_t tok = tokens.begin; tok-- > 0 && tok + kFarthestCue > tokens.begin;) {
      const bool breaks = words_.paragraph_of(tok) != words_.paragraph_of(tokens.begin) &&
                          tok + 1 < doc_.tokens.size() && token(tok).text != ":" && token(tok).pos != Pos::kSpace;
      if (breaks || words_.ends_sentence(tok) || words_.quotation_of(tok) != kNone) return kNone;
      if (const uint32_t act = quotable_at(tok); act != kNone) return leads_to(act, quotation) ? act : kNone;
      if (grammar_.is_verbal(tok) && token(tok).dep != Dep::kAux && token(tok).dep != Dep::kAuxpass &&
          !modifies_noun(tok))
        return kNone;
    }
    return kNone;
  }

  uint32_t quotable_at(uint32_t tok) const {
    for (uint32_t i = 0; i < acts_.size(); ++i)
      if (acts_[i].cue == tok && acts_[i].quotable) return i;
    return kNone;
  }

  // "At the panel “Breaking Into Comics,” she said": every longer word has a capital.
  bool is_title(uint32_t quotation) const {
    const Range tokens = words_.quotation_tokens(quotation);
    uint32_t capitals = 0;
    for (uint32_t tok = tokens.begin; tok < tokens.end; ++tok) {
      const std::string_view text = token(tok).text;
      if (words_.ends_sentence(tok) && tok + 2 < tokens.end) return false;
      if (!words_.is_word(tok)) continue;
      const bool upper = ascii::is_upper(text.front());
      if (!upper && text.size() > kShortWord) return false;
      capitals += upper && text.size() > 1 && ascii::is_lower(text[1]);
    }
    return capitals > 1 && words_.word_count(std::array{tokens}) <= kLongestTitle;
  }

  // "They used the word “union.” The bill passed": the quotation ends the sentence that it stands in, and what follows
  // is of the next.
  bool ends_sentence_of_others(uint32_t quotation) const {
    const Range tokens = words_.quotation_tokens(quotation);
    const std::string_view inner = words_.quotations()[quotation].inner.of(doc_.text());
    if (inner.empty() || !(inner.back() == '.' || inner.back() == '!' || inner.back() == '?')) return false;
    if (tokens.end >= doc_.tokens.size() || !ascii::is_upper(token(tokens.end).text.front())) return false;
    for (uint32_t tok = tokens.begin; tok-- > 0;) {
      if (token(tok).pos == Pos::kSpace) continue;
      return words_.paragraph_of(tok) == words_.paragraph_of(tokens.begin) && !words_.ends_sentence(tok) &&
             words_.quotation_of(tok) == kNone;
    }
    return false;
  }

  // "Jane Roe of “Have no fear”, a charity, said": what stands behind a preposition is a name.
  bool names_something(uint32_t quotation) const {
    const uint32_t first = words_.quotation_tokens(quotation).begin;
    if (first == 0 || token(first - 1).pos != Pos::kAdp || token(first - 1).lemma == "as") return false;
    return token(first - 1).dep == Dep::kPrep && words_.sentence_in_paragraph(first - 1).begin != first - 1;
  }

  // "“We stay,” she said. “We have no choice.” Her deputy agreed.": a quotation that ends with its sentence belongs to
  // the attribution before it.
  bool goes_on_with_speaker(uint32_t quotation) const {
    const std::string_view inner = words_.quotations()[quotation].inner.of(doc_.text());
    const Range tokens = words_.quotation_tokens(quotation);
    if (!inner.ends_with('.') || tokens.end >= doc_.tokens.size() || quotation == 0) return false;
    if (!ascii::is_upper(token(tokens.end).text.front()) || owner_[quotation - 1] == kNone) return false;
    const Range before = words_.quotation_tokens(quotation - 1);
    return !before.empty() && words_.paragraph_of(before.begin) == words_.paragraph_of(tokens.begin) &&
           tokens.begin > 0 && words_.ends_sentence(tokens.begin - 1);
  }

  // A quoted word inside the sentence ("the “rebels” said") is no utterance.
  bool closes_clause(uint32_t quotation) const {
    const Quotation& marks = words_.quotations()[quotation];
    if (ends_clause(marks.inner.of(doc_.text()))) return true;
    const Range tokens = words_.quotation_tokens(quotation);
    return tokens.end < doc_.tokens.size() && ends_clause(token(tokens.end).text);
  }

  // After "called the plan", "praised her" a quotation completes the object; after a comma, a colon or the cue itself
  // it is the utterance.
  bool leads_to(uint32_t act, uint32_t quotation) const {
    const uint32_t first = words_.quotation_tokens(quotation).begin;
    uint32_t last = first - 1;
    while (last > acts_[act].cue && token(last).pos == Pos::kSpace) --last;
    if (last == acts_[act].cue || token(last).text == "," || token(last).text == ":") return true;
    if (token(last).pos == Pos::kAdp && token(last).lemma == "as") return true;
    const std::string_view inner = words_.quotations()[quotation].inner.of(doc_.text());
    const bool capital = !inner.empty() && ascii::is_upper(inner.front());
    return capital && word_count(quotation) >= kShortestQuote;
  }

  // "“…,” she guffawed": a verb that no table lists, right beside a quotation that is a sentence, is a cue.
  uint32_t unlisted_verb(uint32_t quotation) {
    const Range tokens = words_.quotation_tokens(quotation);
    if (word_count(quotation) < kShortestQuote || !closes_clause(quotation)) return kNone;
    if (is_title(quotation) || ends_sentence_of_others(quotation)) return kNone;
    const std::string_view inner = words_.quotations()[quotation].inner.of(doc_.text());
    if (inner.empty() || !(inner.back() == ',' || inner.back() == '?' || inner.back() == '!')) return kNone;
    for (uint32_t tok = tokens.end; tok < doc_.tokens.size() && tok < tokens.end + kFarthestCue; ++tok) {
      if (words_.paragraph_of(tok) != words_.paragraph_of(tokens.begin) || words_.ends_sentence(tok)) return kNone;
      if (token(tok).pos != Pos::kVerb || modifies_noun(tok)) continue;
      if (quotable_at(tok) != kNone) return kNone;
      std::vector<uint32_t> speakers = reader_.speakers_of_verb(tok);
      const bool beside = std::ranges::any_of(
          speakers, [&](uint32_t speaker) { return speaker >= tokens.end && speaker + kFarthestCue > tok; });
      if (!beside) return kNone;
      Act act;
      act.cue = tok;
      act.kind = "say";
      act.rule = "verb beside a quotation";
      act.speakers = std::move(speakers);
      act.quotable = true;
      acts_.push_back(std::move(act));
      return static_cast<uint32_t>(acts_.size() - 1);
    }
    return kNone;
  }

  // ---- quotations without a cue

  bool starts_sentence(uint32_t quotation) const {
    uint32_t tok = words_.quotation_tokens(quotation).begin;
    const uint32_t paragraph = words_.paragraph_of(tok);
    while (tok-- > 0) {
      if (token(tok).pos == Pos::kSpace) continue;
      return words_.paragraph_of(tok) != paragraph || words_.ends_sentence(tok) || ends_clause(token(tok).text) ||
             words_.quotation_of(tok) != kNone;
    }
    return true;
  }

  bool is_sentence(uint32_t quotation) const {
    return word_count(quotation) >= kShortestQuote && starts_sentence(quotation) &&
           (closes_clause(quotation) || holds_sentence(quotation));
  }

  bool holds_sentence(uint32_t quotation) const {
    const Range tokens = words_.quotation_tokens(quotation);
    for (uint32_t tok = tokens.begin; tok < tokens.end; ++tok)
      if (words_.ends_sentence(tok)) return true;
    return false;
  }

  void place_without_cue(uint32_t quotation) {
    if (words_.quotation_tokens(quotation).empty()) return;
    const Quotation& marks = words_.quotations()[quotation];
    if (marks.continues && quotation > 0 && owner_[quotation - 1] != kNone) {
      give(quotation, owner_[quotation - 1]);
      return;
    }
    if (!is_sentence(quotation)) return;
    const uint32_t paragraph = words_.paragraph_of(words_.quotation_tokens(quotation).begin);
    // The sentence that follows an attributed quotation in its paragraph goes on with it.
    for (uint32_t i = quotation; i-- > 0;) {
      if (words_.quotation_tokens(i).empty() || words_.paragraph_of(words_.quotation_tokens(i).begin) != paragraph)
        break;
      if (owner_[i] == kNone) continue;
      if (only_quotes(acts_[owner_[i]]) && !act_between(i, quotation)) {
        give(quotation, owner_[i]);
        return;
      }
      break;
    }
    Act act;
    act.kind = "quotation";
    act.rule = "quotation without a cue";
    act.quotations = {quotation};
    act.speakers = QuotationSpeakers(grammar_, words_, acts_).find(quotation);
    acts_.push_back(std::move(act));
    owner_[quotation] = static_cast<uint32_t>(acts_.size() - 1);
  }

  // True if nothing but quoted words is content so far.
  bool only_quotes(const Act& act) const {
    for (const Range run : act.runs)
      for (uint32_t tok = run.begin; tok < run.end; ++tok)
        if (words_.is_word(tok) && words_.quotation_of(tok) == kNone) return false;
    return true;
  }

  bool act_between(uint32_t first, uint32_t second) const {
    const uint32_t begin = words_.quotation_tokens(first).end, end = words_.quotation_tokens(second).begin;
    return std::ranges::any_of(acts_, [&](const Act& act) {
      return act.cue != kNone && act.cue >= begin && act.cue < end && act.cue != acts_[owner_[first]].cue &&
             !act.runs.empty();
    });
  }

  // ---- "SMITH: …" and "Poll: …"

  void read_turns() {
    for (uint32_t paragraph = 0; paragraph + 1 <= paragraph_count(); ++paragraph) {
      const Range tokens = words_.paragraph_tokens(paragraph);
      uint32_t begin = tokens.begin;
      while (begin < tokens.end && (token(begin).pos == Pos::kSpace || words_.quotation_of(begin) != kNone) &&
             !words_.is_word(begin))
        ++begin;
      uint32_t colon = begin;
      while (colon < tokens.end && colon < begin + 6 && token(colon).text != ":") ++colon;
      if (colon == begin || colon >= tokens.end || token(colon).text != ":" || colon + 3 >= tokens.end) continue;
      add_turn(paragraph, begin, colon);
    }
  }

  void read_blocks() {
    for (const BlockQuotation& block : find_block_quotations(grammar_, words_)) {
      Act act;
      act.kind = "quotation";
      act.rule = "block quotation";
      act.speakers = {block.speaker};
      act.runs = {block.tokens};
      act.block = true;
      acts_.push_back(std::move(act));
    }
  }

  uint32_t paragraph_count() const {
    return doc_.tokens.empty() ? 0 : words_.paragraph_of(static_cast<uint32_t>(doc_.tokens.size()) - 1) + 1;
  }

  void add_turn(uint32_t paragraph, uint32_t begin, uint32_t colon) {
    if (!words_.is_word(begin) || !words_.is_word(colon - 1)) return;
    bool upper = true, names = true;
    for (uint32_t tok = begin; tok < colon; ++tok) {
      if (!words_.is_word(tok)) continue;
      for (const char c : token(tok).text) upper &= !ascii::is_lower(c);
      names &= token(tok).pos == Pos::kPropn || token(tok).pos == Pos::kNoun;
    }
    const bool title = paragraph == 0;
    if (!upper && !(title && names)) return;
    Act act;
    act.kind = title ? "headline" : "turn";
    act.rule = title ? "colon of a headline" : "turn of a transcript";
    act.speakers = {colon - 1};
    act.runs = {{colon + 1, words_.paragraph_tokens(paragraph).end}};
    for (uint32_t quotation = 0; quotation < owner_.size(); ++quotation)
      if (owner_[quotation] != kNone && act.runs.front().contains(words_.quotation_tokens(quotation).begin) &&
          acts_[owner_[quotation]].kind == "quotation")
        acts_[owner_[quotation]].quotations.clear();
    acts_.push_back(std::move(act));
  }

  // "He said X, adding that Y", "He said X and called for Y": the speaker of the second is that of the act beside which
  // it stands, wherever the parser hung it.
  void share_speakers() {
    for (Act& act : acts_) {
      if (act.cue == kNone) continue;
      const bool adding = token(act.cue).tag == "VBG" && token(act.cue).dep == Dep::kAdvcl;
      if (token(act.cue).tag == "VBG" && act.speakers.empty()) act.speakers = speakers_earlier(act);
      if (!adding && token(act.cue).dep != Dep::kConj) continue;
      for (const Act& outer : acts_) {
        if (outer.cue == kNone || outer.cue >= act.cue || token(outer.cue).sent != token(act.cue).sent ||
            outer.speakers.empty())
          continue;
        // "It was described by her as a mandate, saying …": the agent goes on.
        if (adding && token(act.cue).head == outer.cue && grammar_.frame(outer.cue).passive)
          act.speakers = outer.speakers;
        const bool below = std::ranges::any_of(
            outer.roots, [&](uint32_t root) { return root != act.cue && grammar_.dominates(root, act.cue); });
        const bool left_out = std::ranges::none_of(outer.runs, [&](Range run) { return run.contains(act.cue); });
        if (below && left_out) act.speakers = outer.speakers;
      }
    }
  }

  // "“…,” she said, further remarking, “…”": who spoke before it in the sentence.
  std::vector<uint32_t> speakers_earlier(const Act& act) const {
    std::vector<uint32_t> speakers;
    for (const Act& outer : acts_)
      if (outer.cue != kNone && outer.cue < act.cue && token(outer.cue).sent == token(act.cue).sent &&
          words_.quotation_of(outer.cue) == words_.quotation_of(act.cue) && !outer.speakers.empty())
        speakers = outer.speakers;
    if (!speakers.empty()) return speakers;
    uint32_t tok = act.cue;
    while (tok > 0 && words_.quotation_of(tok - 1) == kNone && tok + kFewWords > act.cue) --tok;
    const uint32_t quotation = tok > 0 ? words_.quotation_of(tok - 1) : kNone;
    const bool beside = quotation != kNone && owner_[quotation] != kNone;
    return beside ? acts_[owner_[quotation]].speakers : speakers;
  }

  bool is_person(uint32_t tok) const { return token(tok).ent_type == "PERSON"; }

  // Where a role and a name speak together the name is the speaker: "a senator, Jane Doe, said", "the ambassador to
  // Germany John Doe said", whose name the parser hangs on "to Germany".
  uint32_t name_of(uint32_t speaker) const {
    for (const uint32_t child : grammar_.children(speaker)) {
      if (is_person(child) && token(child).dep == Dep::kAppos && child > speaker) return child;
      if (token(child).dep != Dep::kPrep || is_person(speaker)) continue;
      const uint32_t noun = grammar_.child(child, Dep::kPobj);
      if (noun == kNoToken) continue;
      // "the mayor of London, Jane Doe,": hung on London.
      for (const uint32_t behind : grammar_.children(noun))
        if (behind > noun + 1 && is_person(behind) && token(token(behind).left_edge - 1).text == "," &&
            (token(behind).dep == Dep::kAppos ||
             (token(behind).dep == Dep::kConj && !grammar_.has_child(noun, Dep::kCc))))
          return behind;
      if (!is_person(noun)) continue;
      for (const uint32_t before : grammar_.children(noun))
        if (token(before).dep == Dep::kCompound && token(before).pos == Pos::kPropn &&
            !token(before).ent_type.empty() && token(before).ent_type != "PERSON")
          return noun;
    }
    return speaker;
  }

  bool is_body(uint32_t tok) const { return token(tok).ent_type == "ORG" || token(tok).ent_type == "GPE"; }

  // What may stand in a phrase of names: "the University of X, Y's chancellor".
  bool is_of_names(uint32_t tok) const {
    return grammar_.is_nominal(tok) || token(tok).pos == Pos::kDet || token(tok).pos == Pos::kAdj ||
           token(tok).pos == Pos::kAdp || token(tok).tag == "POS" || token(tok).tag == "HYPH" || token(tok).text == ",";
  }

  // "said the University of X's chancellor, Jane Roe", "Jane Roe of the University of X, Y said": a body was read as
  // the speaker, and the same phrase names a person.
  uint32_t person_beside(uint32_t speaker, uint32_t cue) const {
    if (cue == kNone || !is_body(speaker)) return speaker;
    const Range sent = words_.sentence_in_paragraph(cue);
    if (!sent.contains(speaker)) return speaker;
    uint32_t person = kNone;
    if (speaker > cue) {
      for (uint32_t tok = speaker + 1; tok < sent.end && is_of_names(tok); ++tok)
        if (is_person(tok) && (!is_person(tok + 1) || tok + 1 == sent.end)) person = tok;
      const bool ends = person != kNone && (person + 1 == sent.end || !words_.is_word(person + 1));
      return ends ? person : speaker;
    }
    uint32_t first = speaker;
    while (first > sent.begin && is_of_names(first - 1)) --first;
    uint32_t last = first;
    while (last < speaker && is_person(last)) ++last;
    if (last == first || token(last).pos != Pos::kAdp || first != sent.begin) return speaker;
    return last - 1;
  }

  // ---- sayings

  std::optional<Saying> finished(const Act& act) const {
    if (act.runs.empty() && act.quotations.empty()) return std::nullopt;
    Saying saying;
    saying.cue = act.cue;
    for (const uint32_t speaker : act.speakers) {
      const uint32_t name = name_of(speaker);
      saying.speakers.push_back(act.speakers.size() == 1 ? person_beside(name, act.cue) : name);
    }
    saying.content_roots = act.roots;
    saying.kind = act.kind;
    saying.hearsay = act.hearsay;
    saying.why.push_back(act.rule);
    words_.settle(saying, act.runs, act.quotations);
    if (act.block) saying.form = Form::kDirect;
    if (saying.content.empty() || is_quoted_name(act, saying)) return std::nullopt;
    if (saying.content_roots.empty()) add_quoted_roots(act, saying);
    saying.sent = act.cue != kNone ? token(act.cue).sent : token(doc_.token_at(saying.content.front().begin)).sent;
    if (act.cue == kNone) return saying;
    saying.cue_tokens = cue_words(act.cue);
    saying.negated = grammar_.has_child(act.cue, Dep::kNeg);
    saying.denied = act.kind == "deny";
    fill_setting(saying, act.row, grammar_, cues_);
    std::erase_if(saying.speakers, [&](uint32_t speaker) {
      return std::ranges::find(saying.addressees, speaker) != saying.addressees.end();
    });
    return saying;
  }

  // "A fire was reported in the “Kiss & Fly” area": one or two quoted words that nobody says.
  bool is_quoted_name(const Act& act, const Saying& saying) const {
    if (saying.form != Form::kDirect || act.cue == kNone) return false;
    if (act.quotations.empty() && act.runs.size() == 1 && words_.quotation_of(act.runs.front().begin) != kNone)
      return is_named_title(act, words_.quotation_of(act.runs.front().begin));
    if (act.quotations.size() == 1 && is_named_title(act, act.quotations.front())) return true;
    if (!act.speakers.empty()) return false;
    const bool longer = std::ranges::any_of(act.quotations, [this](uint32_t quotation) {
      return word_count(quotation) >= kShortestQuote && !is_title(quotation);
    });
    return !longer && words_.word_count(act.runs) < kShortestQuote;
  }

  // "ruled in the case “Roe v. Wade”": a title that neither the cue nor a mark leads to.
  bool is_named_title(const Act& act, uint32_t quotation) const {
    const Range tokens = words_.quotation_tokens(quotation);
    if (!is_title(quotation) || tokens.begin <= act.cue + 1) return false;
    const std::string_view before = token(tokens.begin - 1).text;
    return before != "," && before != ":";
  }

  void add_quoted_roots(const Act& act, Saying& saying) const {
    for (const uint32_t quotation : act.quotations)
      for (uint32_t tok = words_.quotation_tokens(quotation).begin; tok < words_.quotation_tokens(quotation).end; ++tok)
        if (token(tok).head == tok || !words_.quotation_tokens(quotation).contains(token(tok).head))
          if (words_.is_word(tok)) saying.content_roots.push_back(tok);
  }

  // "has not yet said", "shot back", "according to".
  Range cue_words(uint32_t cue) const {
    Range tokens = {cue, cue + 1};
    while (tokens.begin > 0) {
      const Token& left = token(tokens.begin - 1);
      const bool belongs =
          left.head == cue && (left.dep == Dep::kAux || left.dep == Dep::kAuxpass || left.dep == Dep::kNeg ||
                               (left.dep == Dep::kAdvmod && tokens.begin - 1 < cue));
      if (!belongs) break;
      --tokens.begin;
    }
    if (tokens.end < doc_.tokens.size()) {
      const Token& right = token(tokens.end);
      if (right.head == cue && (right.dep == Dep::kPrt || (token(cue).lemma == "according" && right.lemma == "to")))
        ++tokens.end;
    }
    return tokens;
  }

  void mark_nested(std::vector<Saying>& sayings) const {
    for (Saying& inner : sayings) {
      const uint32_t at = inner.cue != kNone ? token(inner.cue).range.begin : first_byte(inner);
      for (const Saying& outer : sayings) {
        if (&outer == &inner || (inner.cue != kNone && inner.cue == outer.cue)) continue;
        // What is only talked about is not said, and "according to" names who passed on the whole.
        if (is_wide(outer.kind) || outer.kind == "source") continue;
        if (std::ranges::any_of(outer.content, [at](Range range) { return range.contains(at); })) inner.nested = true;
      }
    }
  }

  const Grammar& grammar_;
  const Document& doc_;
  const lexicon::SpeechCues& cues_;
  SaidWords words_;
  SayingActs reader_;
  std::vector<Act> acts_;
  std::vector<uint32_t> owner_;  ///< act of each quotation
};

}  // namespace

namespace {

// "This shows that …", "which means …", "you know …": nobody in particular thinks or asks.
bool is_idle(const Saying& saying, const Document& doc) {
  if (saying.cue == kNone) return false;
  // "Whom would you ask to join?": a question to the reader or to somebody interviewed.
  const bool asked = std::ranges::any_of(saying.speakers, [&](uint32_t tok) { return doc.tokens[tok].lemma == "you"; });
  if (asked && saying.form == Form::kIndirect) return true;
  if (saying.speakers.size() != 1) return false;
  if (saying.kind != "view" && saying.kind != "show" && saying.kind != "ask") return false;
  const Token& speaker = doc.tokens[saying.speakers.front()];
  return speaker.tag == "DT" || speaker.tag == "WDT" || speaker.lemma == "you" || speaker.lemma == "it";
}

}  // namespace

bool is_statement(const Saying& saying, const Document& doc) {
  if (is_idle(saying, doc)) return false;
  if (is_wide(saying.kind) || (saying.nested && saying.kind != "turn") || saying.content.empty()) return false;
  const uint32_t at = saying.cue == kNone ? saying.content.front().begin : doc.tokens[saying.cue].range.begin;
  if (at < doc.title_size) return false;
  return !saying.speakers.empty() || saying.form == Form::kDirect;
}

std::vector<Saying> find_sayings(const Grammar& grammar, const lexicon::SpeechCues& cues) {
  return Joiner(grammar, cues).join();
}

}  // namespace tocsin::coding
