// The mends of a tree, one function each; see mend.h for why.
#include "coding/mend.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"

namespace tocsin::coding {
namespace {

using world::Hit;
using world::NameKind;

constexpr uint32_t kNone = UINT32_MAX;

/// A name, a person's with the titles right before it; the last word is its head.
struct NamePhrase {
  Range tokens;
  Range name;
  [[nodiscard]] uint32_t head() const { return name.end - 1; }
};

bool is_argument(Dep dep) {
  return dep == Dep::kNsubj || dep == Dep::kNsubjpass || dep == Dep::kDobj || dep == Dep::kPobj ||
         dep == Dep::kDative || dep == Dep::kPoss || dep == Dep::kAttr || dep == Dep::kOprd;
}

bool is_modifier(Dep dep) {
  return dep == Dep::kNmod || dep == Dep::kAmod || dep == Dep::kCompound || dep == Dep::kPoss || dep == Dep::kAppos ||
         dep == Dep::kDep || dep == Dep::kNummod;
}

bool is_clause(Dep dep) {
  return dep == Dep::kAdvcl || dep == Dep::kCcomp || dep == Dep::kXcomp || dep == Dep::kRelcl || dep == Dep::kAcl ||
         dep == Dep::kParataxis || dep == Dep::kPcomp || dep == Dep::kRoot;
}

bool is_name_word(const Token& tok) { return tok.pos == Pos::kPropn && tok.tag != "POS"; }

class Mender {
 public:
  Mender(Document& doc, const world::World& world, const lexicon::TimeWords& time_words)
      : doc_(doc), time_words_(time_words) {
    for (const Hit& hit : world.find(doc.reading_text())) add_hit(hit);
  }

  bool mend() {
    for (const NamePhrase& phrase : phrases()) {
      mend_phrase(phrase);
      mend_coordination(phrase);
    }
    for (uint32_t tok = 0; tok < doc_.tokens.size(); ++tok) {
      mend_others(tok);
      mend_time_clause(tok);
    }
    return changed_;
  }

 private:
  Token& at(uint32_t tok) { return doc_.tokens[tok]; }

  void add_hit(const Hit& hit) {
    const uint32_t first = doc_.token_at(hit.bytes.begin), last = doc_.token_at(hit.bytes.end - 1);
    if (last >= doc_.tokens.size() || at(first).sent != at(last).sent) return;
    if (hit.of_kind(NameKind::kTitle) != nullptr) titles_.push_back({first, last + 1});
    if (last == first) return;
    const bool person = hit.of_kind(NameKind::kPerson) != nullptr;
    if (person || (is_place(hit) && is_plain({first, last + 1}))) names_.push_back({first, last + 1});
  }

  static bool is_place(const Hit& hit) {
    return hit.of_kind(NameKind::kState) != nullptr || hit.of_kind(NameKind::kShort) != nullptr ||
           hit.of_kind(NameKind::kCapital) != nullptr;
  }

  // "Republic of X" and "X and Y" have their head in front; "Andorra la Vella" has it at the end.
  [[nodiscard]] bool is_plain(Range name) const {
    return std::none_of(doc_.tokens.begin() + name.begin, doc_.tokens.begin() + name.end,
                        [](const Token& word) { return word.lemma == "of" || word.lemma == "and"; });
  }

  [[nodiscard]] bool is_title(uint32_t tok) const {
    return std::ranges::any_of(titles_, [&](Range title) { return title.contains(tok); });
  }

  std::vector<NamePhrase> phrases() {
    for (const Entity& ent : doc_.entities)
      if (ent.label == "PERSON" && std::ranges::none_of(names_, [&](Range name) { return name.overlaps(ent.tokens); }))
        names_.push_back(ent.tokens);
    std::ranges::sort(names_);
    std::vector<NamePhrase> found;
    for (Range name : names_) {
      if (at(name.begin).range.begin < doc_.title_size) continue;
      while (name.size() > 1 && is_title(name.begin)) ++name.begin;
      while (name.size() > 1 && (at(name.end - 1).tag == "POS" || at(name.end - 1).pos == Pos::kPunct)) --name.end;
      Range all = name;
      const uint32_t sent_begin = doc_.sentences[at(name.begin).sent].tokens.begin;
      while (all.begin > sent_begin && is_title(all.begin - 1)) --all.begin;
      found.push_back({all, name});
    }
    return found;
  }

  [[nodiscard]] bool dominates(uint32_t ancestor, uint32_t tok) const {
    while (tok != ancestor) {
      if (doc_.tokens[tok].head == tok) return false;
      tok = doc_.tokens[tok].head;
    }
    return true;
  }

  // A word that would come to hang below itself first lets go of what it is to hang on.
  void attach(uint32_t tok, uint32_t head, Dep dep) {
    if (at(tok).head == head && at(tok).dep == dep) return;
    if (dominates(tok, head)) {
      uint32_t top = head;
      while (at(top).head != tok && at(top).head != top) top = at(top).head;
      const bool was_root = at(tok).head == tok;
      at(top).head = was_root ? top : at(tok).head;
      if (was_root) at(top).dep = Dep::kRoot;
    }
    at(tok).head = head;
    at(tok).dep = dep;
    at(tok).dep_label = name_of(dep);
    changed_ = true;
  }

  // Which of the words that hang outside of the phrase knows best where it belongs: an argument, else a conjunct.
  uint32_t best_anchor(const NamePhrase& phrase) {
    uint32_t best = kNone;
    int best_rank = -1;
    for (uint32_t i = phrase.tokens.begin; i < phrase.tokens.end; ++i) {
      if (at(i).pos == Pos::kPunct || (at(i).head != i && phrase.tokens.contains(at(i).head))) continue;
      const int rank = (is_argument(at(i).dep)     ? 6
                        : at(i).dep == Dep::kConj  ? 4
                        : at(i).dep == Dep::kAppos ? 2
                                                   : 0) +
                       (i == phrase.head());
      if (rank > best_rank) best = i, best_rank = rank;
    }
    return best;
  }

  // "Prime Minister[conj] Imran Khan[appos]": one phrase hangs on one word, by its last one.
  void mend_phrase(const NamePhrase& phrase) {
    const uint32_t head = phrase.head(), anchor = best_anchor(phrase);
    if (anchor == kNone) return;
    const Token anchored = at(anchor);
    const bool verbal = is_clause(at(anchor).dep) && anchor != head && mend_false_verb(phrase, anchor);
    if (!verbal && anchor != head) {
      if (anchored.head == anchor || is_title(anchor)) {
        // "the minister, X": a title that governs the whole is a description of its own; only a broken phrase is
        // mended.
        if (at(head).head == anchor || dominates(anchor, head)) return;
      }
      attach(head, anchored.head, anchored.dep);
    }
    for (uint32_t i = phrase.tokens.begin; i < phrase.tokens.end; ++i)
      if (i != head && at(i).pos != Pos::kPunct && !phrase.tokens.contains(at(i).head)) attach(i, head, Dep::kCompound);
    for (uint32_t i = phrase.name.begin; i < phrase.name.end; ++i)
      if (at(i).pos == Pos::kAux || at(i).pos == Pos::kVerb) at(i).pos = Pos::kPropn, at(i).tag = "NNP";
  }

  // "As President[nsubj] Évariste[advcl] Ndayishimiye[dobj] continued": a first name taken for the verb of the clause.
  // The next verb that has no subject of its own is the real one.
  bool mend_false_verb(const NamePhrase& phrase, uint32_t anchor) {
    const Token was = at(anchor);
    const Range sent = doc_.sentences[was.sent].tokens;
    for (uint32_t verb = phrase.tokens.end; verb < sent.end; ++verb) {
      if (!is_finite(at(verb))) continue;
      if (at(verb).head != anchor && at(verb).head != phrase.head() && at(verb).head != was.head) return false;
      for (uint32_t i = sent.begin; i < sent.end; ++i)
        if (at(i).head == verb && (at(i).dep == Dep::kNsubj || at(i).dep == Dep::kNsubjpass)) return false;
      attach(verb, was.head == anchor ? verb : was.head, was.dep);
      attach(phrase.head(), verb, Dep::kNsubj);
      for (uint32_t i = sent.begin; i < sent.end; ++i)
        if (at(i).head == anchor && !phrase.tokens.contains(i) && i != verb) attach(i, verb, at(i).dep);
      return true;
    }
    return false;
  }

  // "Between Logar[nmod] and Prime Minister Y[pobj]": who stands before "and" is the first of two, no part of Y.
  void mend_coordination(const NamePhrase& phrase) {
    const uint32_t head = phrase.head(), sent_begin = doc_.sentences[at(head).sent].tokens.begin;
    uint32_t cc = phrase.tokens.begin;
    while (cc > sent_begin && (at(cc - 1).dep == Dep::kAmod || at(cc - 1).dep == Dep::kCompound) &&
           phrase.tokens.contains(at(cc - 1).head))
      --cc;  // "and Armenian Prime Minister Y"
    if (cc <= sent_begin + 1 || at(cc - 1).dep != Dep::kCc) return;
    --cc;
    uint32_t first = phrase.tokens.contains(at(cc).head) ? cc - 1 : at(cc).head;
    if (first >= cc || !is_name_word(at(first))) return;
    if (phrase.tokens.contains(at(first).head) && is_modifier(at(first).dep)) {
      const uint32_t governor = at(head).head;
      const Dep dep = at(head).dep;
      if (governor == first) return;
      attach(first, governor == head ? first : governor, dep);
    } else if (at(head).head != first || !is_modifier(at(head).dep)) {
      return;
    }
    attach(head, first, Dep::kConj);
    attach(cc, first, Dep::kCc);
  }

  // "President X of Uganda and other officials": people stand beside people, not beside the country between them.
  void mend_others(uint32_t tok) {
    if (at(tok).dep != Dep::kConj || at(tok).tag != "NNS" || at(tok).pos != Pos::kNoun) return;
    const bool others = std::any_of(doc_.tokens.begin() + at(tok).left_edge, doc_.tokens.begin() + tok,
                                    [](const Token& word) { return word.lemma == "other"; });
    const uint32_t place = at(tok).head;
    if (!others || at(place).dep != Dep::kPobj || at(place).ent_type != "GPE") return;
    const uint32_t person = at(at(place).head).head;
    if (at(at(place).head).lemma != "of" || !is_name_word(at(person)) || at(person).ent_type == "GPE") return;
    attach(tok, person, Dep::kConj);
    for (uint32_t i = place + 1; i < tok; ++i)
      if (at(i).head == place && at(i).dep == Dep::kCc) attach(i, person, Dep::kCc);
  }

  [[nodiscard]] bool is_time_unit(uint32_t tok) const {
    return time_words_.is(ascii::lower(doc_.tokens[tok].text), "unit");
  }

  // "Days[nsubj] after[prep] X[pobj] announced": the measure of time acts on nobody; X is the subject of the clause,
  // and so is the first of "X and Y" where the parser kept Y only.
  void mend_time_clause(uint32_t prep) {
    if (at(prep).lemma != "after" && at(prep).lemma != "before") return;
    const uint32_t first = prep + 1, sent = at(prep).sent;
    if (prep == 0 || first >= doc_.tokens.size() || !is_time_unit(prep - 1) || at(prep - 1).sent != sent) return;
    uint32_t object = kNone, verb = first;
    for (; verb < doc_.tokens.size() && at(verb).sent == sent && !is_finite(at(verb)); ++verb) {
      if (at(verb).pos == Pos::kPunct && at(verb).text == ",") return;
      if (at(verb).head == prep && at(verb).dep == Dep::kPobj) object = verb;
    }
    if (object == kNone || verb == doc_.tokens.size() || at(verb).sent != sent) return;
    const uint32_t unit = prep - 1;
    uint32_t subject = kNone;
    for (uint32_t i = doc_.sentences[sent].tokens.begin; i < verb; ++i)
      if (at(i).head == verb && i != unit && (at(i).dep == Dep::kNsubj || at(i).dep == Dep::kNsubjpass)) subject = i;
    if (subject != kNone && (subject < object || !stands_beside(object, subject))) return;
    if (subject == kNone && right_edge(object) + 1 != verb) return;
    attach(object, verb, subject == kNone ? Dep::kNsubj : at(subject).dep);
    if (subject != kNone) attach(subject, object, Dep::kConj);
    attach(prep, verb, Dep::kMark);
    attach(unit, verb, Dep::kNpadvmod);
    if (at(verb).dep == Dep::kCcomp) attach(verb, at(verb).head, Dep::kAdvcl);
  }

  static bool is_finite(const Token& tok) {
    return (tok.pos == Pos::kVerb || tok.pos == Pos::kAux) &&
           (tok.tag == "VBD" || tok.tag == "VBZ" || tok.tag == "VBP");
  }

  [[nodiscard]] uint32_t right_edge(uint32_t tok) const {
    uint32_t last = tok;
    for (uint32_t i = tok + 1; i < doc_.tokens.size() && doc_.tokens[i].sent == doc_.tokens[tok].sent; ++i)
      if (dominates(tok, i)) last = i;
    return last;
  }

  // "X and Y": nothing between them but "and" and words of the second one's name.
  [[nodiscard]] bool stands_beside(uint32_t first, uint32_t second) const {
    if (first + 1 >= second || doc_.tokens[first + 1].dep != Dep::kCc) return false;
    for (uint32_t i = first + 2; i < second; ++i)
      if (!dominates(second, i)) return false;
    return true;
  }

  Document& doc_;
  const lexicon::TimeWords& time_words_;
  std::vector<Range> titles_, names_;
  bool changed_ = false;
};

}  // namespace

void mend_tree(Document& doc, const world::World& world, const lexicon::TimeWords& time_words) {
  if (Mender(doc, world, time_words).mend()) doc.link_sentences();
}

}  // namespace tocsin::coding
