// Judges factuality: a predicate's own auxiliaries and adverbs first, then each word that governs it, outwards.
#include "coding/factuality.h"

#include <algorithm>
#include <array>

namespace tocsin::coding {
namespace {

using lexicon::CueKind;
using lexicon::FactualityCue;
using lexicon::FactualityCues;

class Judge {
 public:
  Judge(const Grammar& grammar, const FactualityCues& cues) : grammar_(grammar), cues_(cues) {}

  Judgement run(uint32_t tok) {
    own_words(tok);
    outwards(tok);
    if (in_question(tok)) mark(CueKind::kPossible, "a question");
    return finish();
  }

 private:
  void mark(CueKind kind, std::string_view why) {
    seen_[static_cast<size_t>(kind)] = true;
    judgement_.why.emplace_back(why);
  }
  [[nodiscard]] bool seen(CueKind kind) const { return seen_[static_cast<size_t>(kind)]; }

  void apply(const FactualityCue* cue) {
    if (cue != nullptr) mark(cue->kind, cue->row);
  }

  // "'ll" by its norm, "could" by its lemma.
  [[nodiscard]] const FactualityCue* modal_cue(const Token& modal) const {
    const FactualityCue* cue = cues_.cue(modal.norm, 'm');
    return cue != nullptr ? cue : cues_.cue(modal.lemma, 'm');
  }

  // Negation, modals and adverbs that hang on the predicate itself.
  void own_words(uint32_t tok) {
    const Token& token = grammar_.token(tok);
    bool be = false;
    for (const uint32_t c : grammar_.children(tok)) {
      const Token& child = grammar_.token(c);
      switch (child.dep) {
        case Dep::kNeg:
          negated_ = true;
          break;
        case Dep::kAux:
          if (child.tag == "MD") apply(modal_cue(child));
          if (child.lemma == "be") be = true;
          if (child.tag == "TO" && (token.dep == Dep::kAdvcl || token.dep == Dep::kAcl || token.dep == Dep::kRelcl) &&
              !is_done_with(token.head) && !is_said_of_doer(token))
            mark(CueKind::kPlanned, "an infinitive of purpose");
          if (child.tag == "TO" && token.dep == Dep::kRoot) mark(CueKind::kPlanned, "the infinitive of a headline");
          break;
        case Dep::kAdvmod:
          apply(cues_.cue(child.lemma, 'r'));
          break;
        case Dep::kAmod:
          // "planned protests": a participle is looked up as it stands.
          apply(cues_.cue(child.lemma, 'a'));
          if (child.pos == Pos::kVerb) apply(cues_.cue(child.norm, 'a'));
          break;
        case Dep::kDet:
          if (child.lemma == "no") negated_ = true;
          if (child.lemma == "any") mark(CueKind::kPossible, "any such act");
          break;
        case Dep::kMark:
          condition_word(c);
          break;
        case Dep::kNsubj:
        case Dep::kNsubjpass:
        case Dep::kDobj:
          // "No missile was fired"
          if (const uint32_t word = grammar_.child(c, Dep::kDet);
              word != kNoToken && token.pos != Pos::kNoun && grammar_.token(word).norm == "no")
            negated_ = true;
          break;
        default:
          break;
      }
    }
    if (token.tag == "VBG" && be) mark(CueKind::kOngoing, "a progressive");
  }

  // "Gathered to protest": who gathered protested.
  [[nodiscard]] bool is_done_with(uint32_t verb) const {
    const FactualityCue* cue = grammar_.is_verbal(verb) ? cues_.cue(grammar_.token(verb).lemma, 'v') : nullptr;
    return cue != nullptr && cue->kind == CueKind::kHappened;
  }

  // "Became the second country to recognise X": it did so.
  [[nodiscard]] bool is_said_of_doer(const Token& verb) const {
    return verb.dep == Dep::kRelcl && grammar_.token(verb.head).dep == Dep::kAttr;
  }

  void condition_word(uint32_t mark_tok) {
    const FactualityCue* cue = cues_.cue(grammar_.token(mark_tok).lemma, 'c');
    if (cue == nullptr) return;
    apply(cue);
    if (cue->kind == CueKind::kPossible) judgement_.conditional = in_condition_ = true;
  }

  // A main clause that holds only if another does ("will attack if …").
  void conditional_clause(uint32_t verb) { conditional_clause(verb, {0, kNoToken}); }

  void conditional_clause(uint32_t verb, Range within) {
    for (const uint32_t c : grammar_.children(verb)) {
      if (!within.contains(c)) continue;
      if (is_inverted_condition(c) && c > verb) {
        judgement_.conditional = true;
        judgement_.why.emplace_back("a condition by the order of its words");
      }
      if (grammar_.token(c).dep != Dep::kAdvcl) continue;
      const uint32_t word = grammar_.child(c, Dep::kMark);
      if (word == kNoToken) continue;
      const FactualityCue* cue = cues_.cue(grammar_.token(word).lemma, 'c');
      if (cue != nullptr && cue->kind == CueKind::kPossible) {
        judgement_.conditional = true;
        judgement_.why.push_back(cue->row);
      }
    }
  }

  [[nodiscard]] bool has_modal(uint32_t verb) const {
    return std::ranges::any_of(grammar_.children(verb), [&](uint32_t c) {
      return grammar_.token(c).dep == Dep::kAux && grammar_.token(c).tag == "MD";
    });
  }

  // "Should it declare independence": the auxiliary stands before the subject of a clause without a word in front.
  [[nodiscard]] bool is_inverted_condition(uint32_t verb) const {
    const Dep dep = grammar_.token(verb).dep;
    if ((dep != Dep::kCcomp && dep != Dep::kAdvcl) || grammar_.has_child(verb, Dep::kMark)) return false;
    const uint32_t modal = grammar_.child(verb, Dep::kAux), subject = grammar_.child(verb, Dep::kNsubj);
    return modal != kNoToken && subject != kNoToken && grammar_.token(modal).tag == "MD" && modal < subject &&
           grammar_.token(verb).left_edge == modal;
  }

  // Climbs to what governs the predicate: "plans to", "denied that", "the risk of", "if".
  void outwards(uint32_t tok) {
    conditional_clause(tok);
    for (uint32_t at = tok; grammar_.token(at).head != at;) {
      const Token& below = grammar_.token(at);
      const uint32_t above = below.head;
      const Token& head = grammar_.token(above);
      switch (below.dep) {
        case Dep::kConj:
          if (grammar_.is_verbal(at) && !has_own_subject(at)) shared_auxiliaries(above, at);
          break;
        case Dep::kRelcl:
          return;
        case Dep::kAdvcl:
          // The clause beside: its own mark has been read; what governs the main clause does not govern it.
          return;
        case Dep::kPrep:
          apply(cues_.cue(below.lemma, 'p'));
          govern(above);
          break;
        case Dep::kNsubj:
        case Dep::kNsubjpass:
          // "An attack is feared / was averted / may come"; the verb speaks of the act as a whole.
          govern(above);
          if (!grammar_.is_verbal(tok)) {
            verb_of_noun(above);
          }
          return;
        case Dep::kDobj:
        case Dep::kAttr:
        case Dep::kPobj:
          if (grammar_.is_verbal(above)) {
            govern(above);
            if (!grammar_.is_verbal(tok)) verb_of_noun(above);
          }
          if (head.pos == Pos::kAdp) apply(cues_.cue(head.lemma, 'p'));
          break;
        case Dep::kXcomp:
          govern(above);
          own_negation(above);
          modals_of(above);
          conditional_clause(above);
          break;
        case Dep::kCcomp:
        case Dep::kPcomp:
        case Dep::kAcl:
          govern(above);
          // "X would attack if Y came, he said": what was said first holds under the "if" that stands in it.
          if (at < above && has_modal(at)) conditional_clause(above, {at, above});
          break;
        case Dep::kCompound:
        case Dep::kAmod:
        case Dep::kPoss:
          // "attack fears": the head noun speaks of the act.
          govern(above);
          break;
        default:
          break;
      }
      at = above;
    }
  }

  [[nodiscard]] bool has_own_subject(uint32_t verb) const {
    return grammar_.has_child(verb, Dep::kNsubj) || grammar_.has_child(verb, Dep::kNsubjpass);
  }

  void govern(uint32_t above) {
    const Token& head = grammar_.token(above);
    const char pos = grammar_.is_verbal(above) ? 'v' : head.pos == Pos::kAdj ? 'a' : 'n';
    if (head.pos == Pos::kAdp) return;
    const FactualityCue* cue = cues_.cue(head.lemma, pos);
    if (cue == nullptr) return;
    // "did not deny that": the denial is itself denied.
    if (cue->kind == CueKind::kDenied && grammar_.has_child(above, Dep::kNeg)) {
      mark(CueKind::kPossible, cue->row);
      return;
    }
    apply(cue);
  }

  void own_negation(uint32_t verb) {
    if (grammar_.has_child(verb, Dep::kNeg)) negated_ = true;
  }

  void modals_of(uint32_t verb) {
    for (const uint32_t c : grammar_.children(verb)) {
      const Token& child = grammar_.token(c);
      if (child.dep == Dep::kAux && child.tag == "MD") apply(modal_cue(child));
      if (child.dep == Dep::kMark) condition_word(c);
    }
  }

  // A noun takes tense and modality from its verb: "will hold talks", "no talks were held".
  void verb_of_noun(uint32_t verb) {
    own_negation(verb);
    modals_of(verb);
    conditional_clause(verb);
    for (const uint32_t c : grammar_.children(verb)) {
      const Token& child = grammar_.token(c);
      if (child.dep == Dep::kAdvmod) apply(cues_.cue(child.lemma, 'r'));
      if (child.dep == Dep::kAux && child.lemma == "be" && grammar_.token(verb).tag == "VBG")
        mark(CueKind::kOngoing, "a progressive");
      if (child.dep == Dep::kAux && child.tag == "TO" && grammar_.token(verb).dep == Dep::kAdvcl)
        mark(CueKind::kPlanned, "an infinitive of purpose");
    }
  }

  void shared_auxiliaries(uint32_t first, uint32_t at) {
    // "will attack and seize", "may not sign or ratify": an auxiliary in front of the first verb serves both.
    for (const uint32_t c : grammar_.children(first)) {
      const Token& child = grammar_.token(c);
      if (c > first || grammar_.has_child(at, Dep::kAux)) continue;
      if (child.dep == Dep::kAux && child.tag == "MD") apply(modal_cue(child));
      if (child.dep == Dep::kNeg && grammar_.token(at).tag == "VB") negated_ = true;
      if (child.dep == Dep::kMark) condition_word(c);
    }
  }

  [[nodiscard]] bool in_question(uint32_t tok) const {
    const Document& doc = grammar_.doc();
    const Range tokens = doc.sentences[doc.tokens[tok].sent].tokens;
    for (uint32_t i = tokens.end; i-- > tokens.begin;) {
      if (doc.tokens[i].pos == Pos::kSpace || doc.tokens[i].tag == "''") continue;
      return doc.tokens[i].text == "?";
    }
    return false;
  }

  Judgement finish() {
    const bool will = seen(CueKind::kPlanned) || seen(CueKind::kPossible);
    judgement_.obliged = seen(CueKind::kObliged);
    judgement_.only_if = judgement_.conditional && !in_condition_ && !seen(CueKind::kPossible) && !negated_;
    if (negated_ && in_condition_) {
      judgement_.factuality = Factuality::kPossible;
    } else if (negated_ || seen(CueKind::kDenied)) {
      judgement_.factuality = Factuality::kDenied;
      judgement_.refusal = negated_ && will && !seen(CueKind::kDenied) && !in_condition_;
      if (negated_) judgement_.why.emplace_back("negated");
    } else if (seen(CueKind::kPossible) || seen(CueKind::kObliged) ||
               (judgement_.conditional && !seen(CueKind::kPlanned))) {
      judgement_.factuality = Factuality::kPossible;
    } else if (seen(CueKind::kPlanned)) {
      judgement_.factuality = Factuality::kPlanned;
    } else if (seen(CueKind::kHistorical)) {
      judgement_.factuality = Factuality::kHistorical;
    } else if (seen(CueKind::kOngoing)) {
      judgement_.factuality = Factuality::kOngoing;
    }
    judgement_.hearsay = seen(CueKind::kHearsay);
    return std::move(judgement_);
  }

  const Grammar& grammar_;
  const FactualityCues& cues_;
  Judgement judgement_;
  std::array<bool, 9> seen_{};
  bool negated_ = false;
  bool in_condition_ = false;  ///< the predicate stands in the clause of an "if" itself
};

}  // namespace

std::string_view name_of(Factuality factuality) {
  constexpr std::array<std::string_view, 6> kNames = {"happened", "ongoing", "planned",
                                                      "possible", "denied",  "historical"};
  return kNames[static_cast<size_t>(factuality)];
}

Judgement judge(const Grammar& grammar, const FactualityCues& cues, uint32_t tok) {
  return Judge(grammar, cues).run(tok);
}

}  // namespace tocsin::coding
