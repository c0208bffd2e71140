// Mends roots: news in the present tense is rare in the treebanks that parsers learn from, so its verbs in -s and its
// plural verbs ("rebels storm a base") come out as the noun of the same form, and the sentence without a verb.
#include "coding/present_verbs.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace tocsin::coding {
namespace {

constexpr uint32_t kNone = UINT32_MAX;

bool is_nominal(Pos pos) { return pos == Pos::kNoun || pos == Pos::kPropn || pos == Pos::kPron; }

class Mending {
 public:
  Mending(Document& doc, const lexicon::Predicates& predicates, const lexicon::SpeechCues& speech)
      : doc_(doc), predicates_(predicates), speech_(speech) {}

  void run() {
    bool changed = false;
    for (const Sentence& sent : doc_.sentences) {
      changed = adopt_subjects(sent) || changed;
      changed = mend(sent) || changed;
    }
    if (changed) doc_.link_sentences();
  }

 private:
  bool mend(const Sentence& sent) {
    const uint32_t root = sent.root;
    if (promote_verb(sent)) return true;
    const std::string lemma = verb_of(root);
    if (lemma.empty()) return false;
    const uint32_t subject = subject_of(sent, root, lemma);
    if (subject == kNone) return false;
    become_verb(root, lemma);
    take_subject(sent, root, subject);
    take_complements(sent, root);
    return true;
  }

  // "The prosecutor's office raids homes": what stands right before a finite verb as part of a compound is its subject.
  bool adopt_subjects(const Sentence& sent) {
    bool changed = false;
    for (uint32_t noun = sent.tokens.begin; noun + 1 < sent.tokens.end; ++noun) {
      const Token& verb = doc_.tokens[noun + 1];
      const bool finite = verb.pos == Pos::kVerb && (verb.tag == "VBZ" || verb.tag == "VBP" || verb.tag == "VBD");
      if (!finite || doc_.tokens[noun].head != noun + 1 || doc_.tokens[noun].dep != Dep::kCompound ||
          !is_nominal(doc_.tokens[noun].pos) || has_subject(sent, noun + 1))
        continue;
      take_subject(sent, noun + 1, noun);
      changed = true;
    }
    return changed;
  }

  [[nodiscard]] bool has_subject(const Sentence& sent, uint32_t verb) const {
    for (uint32_t i = sent.tokens.begin; i < sent.tokens.end; ++i)
      if (doc_.tokens[i].head == verb && (doc_.tokens[i].dep == Dep::kNsubj || doc_.tokens[i].dep == Dep::kNsubjpass))
        return true;
    return false;
  }

  // "Two armies exchange fire": the verb with its subject hangs on its object as if it were part of a compound.
  bool promote_verb(const Sentence& sent) {
    const uint32_t root = sent.root;
    if (!is_nominal(doc_.tokens[root].pos)) return false;
    for (uint32_t verb = sent.tokens.begin; verb < root; ++verb) {
      const Token& token = doc_.tokens[verb];
      if (token.head != root || token.pos != Pos::kVerb || token.dep != Dep::kCompound) continue;
      const bool has_subject =
          std::any_of(doc_.tokens.begin() + sent.tokens.begin, doc_.tokens.begin() + verb,
                      [&](const Token& child) { return child.head == verb && child.dep == Dep::kNsubj; });
      if (!has_subject) continue;
      set_dep(verb, Dep::kRoot);
      doc_.tokens[verb].head = verb;
      set_dep(root, Dep::kDobj);
      doc_.tokens[root].head = verb;
      for (uint32_t i = sent.tokens.begin; i < sent.tokens.end; ++i)
        if (doc_.tokens[i].head == root && (i < verb || doc_.tokens[i].pos == Pos::kPunct)) doc_.tokens[i].head = verb;
      return true;
    }
    return false;
  }

  // The verb whose present form a noun in small letters has; empty when it has none that the tables know.
  [[nodiscard]] std::string verb_of(uint32_t tok) const {
    const Token& token = doc_.tokens[tok];
    const std::string text(token.text);
    if (token.pos != Pos::kNoun || text.empty() || text.front() < 'a' || text.front() > 'z') return {};
    if (token.tag != "NNS") return is_verb(text) ? text : std::string();
    if (text.ends_with("ies") && is_verb(text.substr(0, text.size() - 3) + "y"))
      return text.substr(0, text.size() - 3) + "y";
    for (const size_t cut : {size_t{1}, size_t{2}})
      if (text.ends_with(cut == 1 ? "s" : "es") && is_verb(text.substr(0, text.size() - cut)))
        return text.substr(0, text.size() - cut);
    return {};
  }

  [[nodiscard]] bool is_verb(const std::string& lemma) const {
    return !predicates_.senses(lemma, 'v').empty() || !predicates_.light_verbs(lemma).empty() ||
           !speech_.find(lemma, 'v').empty();
  }

  // Who does it, where the sentence shows that the root is a verb: it has a subject already, or what stands right
  // before it agrees with it as a subject and a clause or second noun phrase follows that no noun could govern.
  [[nodiscard]] uint32_t subject_of(const Sentence& sent, uint32_t root, const std::string& lemma) const {
    uint32_t before = kNone;
    bool governs = false, has_object = false;
    for (uint32_t i = sent.tokens.begin; i < sent.tokens.end; ++i) {
      const Token& child = doc_.tokens[i];
      if (child.head != root || i == root) continue;
      if (child.dep == Dep::kNsubj) return i;
      if (i < root && (is_nominal(child.pos) || (child.dep == Dep::kAmod && i + 1 == root)) && child.dep != Dep::kPoss)
        before = i;
      if (i > root) governs = governs || shows_verb(i, root);
      has_object = has_object || child.dep == Dep::kDobj || child.dep == Dep::kXcomp;
    }
    if (before == kNone || before + 1 != root) return kNone;
    const std::string_view tag = doc_.tokens[before].tag;
    const bool plural = tag == "NNS" || tag == "NNPS";
    const bool singular_verb = doc_.tokens[root].tag == "NNS";
    if (singular_verb && !plural && has_singular_article(sent, root)) return before;
    // "withdraws": no noun has this form.
    if (has_object || (singular_verb && !plural && predicates_.senses(lemma, 'n').empty())) return before;
    return governs && singular_verb != plural ? before : kNone;
  }

  // "notifies Congress", "report that", "claim to have": what follows is a verb's.
  [[nodiscard]] bool shows_verb(uint32_t child, uint32_t root) const {
    const Token& token = doc_.tokens[child];
    if (token.dep == Dep::kDobj || token.dep == Dep::kXcomp || token.dep == Dep::kCcomp) return true;
    // A noun phrase right behind, without a comma between.
    if (token.dep == Dep::kAppos) {
      for (uint32_t i = root + 1; i < child; ++i)
        if (doc_.tokens[i].pos == Pos::kPunct && doc_.tokens[i].text == ",") return false;
      return true;
    }
    if (token.dep != Dep::kAcl) return false;
    const auto marks = [&](uint32_t i) {
      return doc_.tokens[i].head == child && doc_.tokens[i].dep == Dep::kMark && doc_.tokens[i].lemma == "that";
    };
    for (uint32_t i = root + 1; i < child; ++i)
      if (marks(i)) return true;
    return false;
  }

  // "a van crashes": a plural noun has no "a".
  [[nodiscard]] bool has_singular_article(const Sentence& sent, uint32_t root) const {
    for (uint32_t i = sent.tokens.begin; i < root; ++i)
      if (doc_.tokens[i].head == root && doc_.tokens[i].dep == Dep::kDet && doc_.tokens[i].lemma == "a") return true;
    return false;
  }

  void become_verb(uint32_t tok, const std::string& lemma) {
    Token& token = doc_.tokens[tok];
    token.pos = Pos::kVerb;
    token.tag = token.tag == "NNS" ? "VBZ" : "VBP";
    token.lemma = doc_.keep(lemma);
  }

  void set_dep(uint32_t tok, Dep dep) {
    doc_.tokens[tok].dep = dep;
    doc_.tokens[tok].dep_label = name_of(dep);
  }

  // What stood before the noun belongs to the subject: its article, its adjectives, the other words of its name.
  void take_subject(const Sentence& sent, uint32_t root, uint32_t subject) {
    const bool new_subject = doc_.tokens[subject].dep != Dep::kNsubj;
    set_dep(subject, Dep::kNsubj);
    if (doc_.tokens[subject].pos == Pos::kAdj) doc_.tokens[subject].pos = Pos::kNoun;
    if (!new_subject) return;
    for (uint32_t i = sent.tokens.begin; i < subject; ++i) {
      Token& token = doc_.tokens[i];
      const bool of_noun = token.dep == Dep::kDet || token.dep == Dep::kAmod || token.dep == Dep::kCompound ||
                           token.dep == Dep::kNmod || token.dep == Dep::kNummod || token.dep == Dep::kPoss;
      if (token.head == root && of_noun) token.head = subject;
    }
  }

  void take_complements(const Sentence& sent, uint32_t root) {
    bool object = false;
    for (uint32_t i = root + 1; i < sent.tokens.end; ++i) {
      const Token& token = doc_.tokens[i];
      if (token.head != root) continue;
      object = object || token.dep == Dep::kDobj;
      if (token.dep == Dep::kAppos && !object && is_nominal(token.pos)) set_dep(i, Dep::kDobj), object = true;
      if (token.dep == Dep::kAcl)
        set_dep(i, is_infinitive(i, root) ? Dep::kXcomp : is_finite(i, root) ? Dep::kCcomp : Dep::kAdvcl);
      if (token.dep == Dep::kConj)
        if (const std::string lemma = verb_of(i); !lemma.empty()) become_verb(i, lemma);
    }
  }

  [[nodiscard]] bool is_infinitive(uint32_t clause, uint32_t root) const {
    for (uint32_t i = root + 1; i < clause; ++i)
      if (doc_.tokens[i].head == clause && doc_.tokens[i].tag == "TO") return true;
    return false;
  }
  [[nodiscard]] bool is_finite(uint32_t clause, uint32_t root) const {
    for (uint32_t i = root + 1; i < clause; ++i)
      if (doc_.tokens[i].head == clause && (doc_.tokens[i].dep == Dep::kNsubj || doc_.tokens[i].dep == Dep::kNsubjpass))
        return true;
    return false;
  }

  Document& doc_;
  const lexicon::Predicates& predicates_;
  const lexicon::SpeechCues& speech_;
};

}  // namespace

void mend_present_verbs(Document& doc, const lexicon::Predicates& predicates, const lexicon::SpeechCues& speech) {
  Mending(doc, predicates, speech).run();
}

}  // namespace tocsin::coding
