// Reads frames off the dependency tree: see grammar.h for what a frame is.
#include "coding/grammar.h"

#include <algorithm>

namespace tocsin::coding {
namespace {

bool is_relative_pronoun(const Token& tok) {
  return tok.tag == "WDT" || tok.tag == "WP" || tok.tag == "WP$" || (tok.tag == "WRB") ||
         (tok.lemma == "that" && tok.pos == Pos::kPron);
}

// Prepositions whose clause is about the object ("accuse X of doing", "stop X from doing"), not the subject.
bool clause_is_about_object(std::string_view prep) { return prep == "of" || prep == "from" || prep == "for"; }

}  // namespace

uint32_t Frame::first(std::string_view slot) const {
  for (const Filler& filler : fillers)
    if (filler.slot == slot) return filler.tok;
  return kNoToken;
}

Grammar::Grammar(const Document& doc) : doc_(doc) {
  const auto count = static_cast<uint32_t>(doc.tokens.size());
  child_begin_.assign(count + 1, 0);
  for (uint32_t i = 0; i < count; ++i)
    if (doc.tokens[i].head != i) ++child_begin_[doc.tokens[i].head + 1];
  for (uint32_t i = 0; i < count; ++i) child_begin_[i + 1] += child_begin_[i];
  child_list_.resize(child_begin_[count]);
  std::vector<uint32_t> next(child_begin_.begin(), child_begin_.end() - 1);
  for (uint32_t i = 0; i < count; ++i)
    if (doc.tokens[i].head != i) child_list_[next[doc.tokens[i].head]++] = i;
  frames_.resize(count);
  frame_state_.assign(count, 0);
}

std::span<const uint32_t> Grammar::children(uint32_t tok) const {
  return {child_list_.data() + child_begin_[tok], child_list_.data() + child_begin_[tok + 1]};
}

uint32_t Grammar::child(uint32_t tok, Dep dep) const {
  for (const uint32_t c : children(tok))
    if (token(c).dep == dep) return c;
  return kNoToken;
}

std::vector<uint32_t> Grammar::conjuncts(uint32_t tok) const {
  std::vector<uint32_t> all = {tok};
  // "Armenian and Azerbaijani troops": one tagged an adjective, the other a name.
  const bool before_noun =
      token(tok).dep == Dep::kAmod || token(tok).dep == Dep::kCompound || token(tok).dep == Dep::kNmod;
  for (size_t next = 0; next < all.size(); ++next)
    for (const uint32_t c : children(all[next]))
      if (token(c).dep == Dep::kConj && (is_nominal(c) == is_nominal(tok) || (before_noun && !is_verbal(c))))
        all.push_back(c);
  std::ranges::sort(all);
  return all;
}

uint32_t Grammar::first_conjunct(uint32_t tok) const {
  while (token(tok).dep == Dep::kConj && token(tok).head != tok) tok = token(tok).head;
  return tok;
}

bool Grammar::is_verbal(uint32_t tok) const { return token(tok).pos == Pos::kVerb || token(tok).pos == Pos::kAux; }

bool Grammar::is_nominal(uint32_t tok) const {
  const Pos pos = token(tok).pos;
  return pos == Pos::kNoun || pos == Pos::kPropn || pos == Pos::kPron || pos == Pos::kNum;
}

bool Grammar::is_relative_subject(uint32_t verb) const {
  return std::ranges::any_of(children(verb),
                             [&](uint32_t c) { return token(c).dep == Dep::kNsubj && is_relative_pronoun(token(c)); });
}

bool Grammar::dominates(uint32_t ancestor, uint32_t tok) const {
  while (tok != ancestor) {
    const uint32_t head = token(tok).head;
    if (head == tok) return false;
    tok = head;
  }
  return true;
}

Range Grammar::subtree(uint32_t tok) const { return {token(tok).left_edge, token(tok).right_edge + 1}; }

const Frame& Grammar::frame(uint32_t tok) const {
  if (frame_state_[tok] == 0) {
    frame_state_[tok] = 1;
    Frame frame;
    // A participle can be tagged as an adjective and still govern like a verb.
    if (is_verbal(tok) || token(tok).pos == Pos::kAdj) {
      fill_verb(tok, frame);
    } else {
      fill_noun(tok, frame);
    }
    frames_[tok] = std::move(frame);
    frame_state_[tok] = 2;
  }
  return frames_[tok];
}

void Grammar::add_all(Frame& frame, std::string_view slot, uint32_t tok, bool direct) const {
  for (const uint32_t each : conjuncts(tok)) frame.fillers.push_back({slot, each, direct});
}

void Grammar::fill_preposition(uint32_t prep, Frame& frame, bool direct) const {
  if (token(prep).norm == "according") return;  // who says so takes no part
  const std::string_view slot = token(prep).norm.empty() ? token(prep).lemma : token(prep).lemma;
  for (const uint32_t c : children(prep)) {
    const Dep dep = token(c).dep;
    if (dep == Dep::kPobj || dep == Dep::kPcomp) add_all(frame, slot, c, direct);
    // "from under", "out of": the inner preposition names the relation.
    if (dep == Dep::kPrep) fill_preposition(c, frame, direct);
    // "against the army and against the police"
    if (dep == Dep::kConj && token(c).pos == Pos::kAdp) fill_preposition(c, frame, direct);
  }
}

// "Left two soldiers wounded", "with three people killed": a participle without auxiliary says what befell its subject.
bool Grammar::is_small_clause(uint32_t verb) const {
  const Token& tok = token(first_conjunct(verb));
  return token(verb).tag == "VBN" && (tok.dep == Dep::kCcomp || tok.dep == Dep::kPcomp || tok.dep == Dep::kOprd) &&
         !has_child(verb, Dep::kAux) && !has_child(verb, Dep::kAuxpass) && !has_child(verb, Dep::kMark) &&
         !has_child(verb, Dep::kDobj);
}

// "With over forty fighters killed": tagged as a past tense, but what hangs on a noun without a subject is a
// participle.
bool Grammar::is_reduced_past(uint32_t verb) const {
  return token(verb).tag == "VBD" && token(verb).dep == Dep::kAcl && !has_child(verb, Dep::kDobj) &&
         !has_child(verb, Dep::kNsubj) && !has_child(verb, Dep::kAux);
}

void Grammar::fill_verb(uint32_t verb, Frame& frame) const {
  frame.passive = has_child(verb, Dep::kNsubjpass) || has_child(verb, Dep::kAuxpass) ||
                  has_child(verb, Dep::kCsubjpass) ||
                  (token(verb).tag == "VBN" && token(verb).dep == Dep::kAcl && !has_child(verb, Dep::kAux)) ||
                  is_reduced_past(verb);
  const bool small = is_small_clause(verb);
  frame.passive = frame.passive || small;
  for (const uint32_t c : children(verb)) {
    switch (token(c).dep) {
      case Dep::kNsubj:
      case Dep::kCsubj:
        add_all(frame, small || (frame.passive && has_child(verb, Dep::kAuxpass)) ? "obj" : "subj", c);
        break;
      case Dep::kNsubjpass:
        add_all(frame, "obj", c);
        break;
      case Dep::kDobj:
        add_all(frame, frame.passive ? "obj2" : "obj", c);
        break;
      case Dep::kDative:
        if (token(c).pos == Pos::kAdp) {
          fill_preposition(c, frame, true);
        } else {
          add_all(frame, "iobj", c);
        }
        break;
      case Dep::kAgent:
        for (const uint32_t p : children(c))
          if (token(p).dep == Dep::kPobj || token(p).dep == Dep::kPcomp) {
            add_all(frame, "subj", p);
            add_all(frame, "by", p);
          }
        break;
      case Dep::kPrt:
        frame.fillers.push_back({"prt", c});
        break;
      case Dep::kAttr:
        add_all(frame, "attr", c);
        break;
      case Dep::kOprd:
        add_all(frame, "oprd", c);
        break;
      case Dep::kAcomp:
        add_all(frame, "acomp", c);
        break;
      case Dep::kXcomp:
        add_all(frame, "xcomp", c);
        break;
      case Dep::kCcomp:
        add_all(frame, "ccomp", c);
        break;
      case Dep::kPrep:
        fill_preposition(c, frame, true);
        break;
      case Dep::kAdvcl:
        // "called for Israel to withdraw": parsed as an adverbial clause, but it is what is called for.
        if (const uint32_t mark = child(c, Dep::kMark); mark != kNoToken && token(mark).lemma == "for")
          add_all(frame, "xcomp", c);
        break;
      case Dep::kAdvmod:
      case Dep::kNpadvmod:
        frame.fillers.push_back({"adv", c});
        break;
      default:
        break;
    }
  }
  resolve_relative(verb, frame);
  share_subject(verb, frame);
  share_adjuncts(verb, frame);
  // "signed a deal with X": the preposition hangs on the object but belongs to the act.
  const size_t own = frame.fillers.size();
  for (size_t i = 0; i < own; ++i) {
    const Filler filler = frame.fillers[i];
    if (filler.slot != "obj" && filler.slot != "acomp") continue;
    for (const uint32_t c : children(filler.tok))
      if (token(c).dep == Dep::kPrep) fill_preposition(c, frame, false);
  }
}

void Grammar::resolve_relative(uint32_t verb, Frame& frame) const {
  if (token(verb).dep != Dep::kRelcl) return;
  const uint32_t antecedent = token(verb).head;
  bool found = false;
  for (Filler& filler : frame.fillers) {
    if (!is_relative_pronoun(token(filler.tok)) || token(filler.tok).tag == "WRB") continue;
    filler.tok = antecedent;
    found = true;
  }
  if (!found && frame.first("subj") != kNoToken && frame.first("obj") == kNoToken && !has_child(verb, Dep::kPrep))
    add_all(frame, "obj", antecedent);
}

void Grammar::copy_slot(const Frame& from, std::string_view slot, Frame& to, std::string_view as) const {
  const std::vector<Filler> copied = from.fillers;
  for (const Filler& filler : copied)
    if (filler.slot == slot) to.fillers.push_back({as, filler.tok, false});
}

// "Three were killed and eight wounded in an airstrike": what follows the last verb belongs to the first as well.
void Grammar::share_adjuncts(uint32_t verb, Frame& frame) const {
  if (!frame.passive) return;
  for (const uint32_t c : children(verb)) {
    if (token(c).dep != Dep::kConj || !is_verbal(c) || token(c).tag != token(verb).tag) continue;
    for (const uint32_t inner : children(c)) {
      if (token(inner).dep == Dep::kPrep && frame.first(token(inner).lemma) == kNoToken)
        fill_preposition(inner, frame, false);
      if (token(inner).dep == Dep::kAgent && frame.first("subj") == kNoToken)
        for (const uint32_t p : children(inner))
          if (token(p).dep == Dep::kPobj) add_all(frame, "subj", p, false);
    }
  }
}

// A clause without a subject of its own takes it from the clause above: coordination, control, participles.
void Grammar::share_subject(uint32_t verb, Frame& frame) const {
  const std::string_view mine = frame.passive ? "obj" : "subj";
  if (frame.first(mine) != kNoToken) return;
  const Token& tok = token(verb);
  const uint32_t head = tok.head;
  if (head == verb || frame_state_[head] == 1) return;
  switch (tok.dep) {
    case Dep::kConj: {
      if (!is_verbal(head)) return;
      const Frame& above = this->frame(head);
      // "were arrested and charged": the second participle shares the passive.
      const bool shares_passive = above.passive && tok.tag == "VBN" && !has_child(verb, Dep::kAux);
      if (shares_passive) frame.passive = true;
      const std::string_view theirs = above.passive ? "obj" : "subj";
      copy_slot(above, theirs, frame, shares_passive ? "obj" : mine);
      if (shares_passive) copy_slot(above, "by", frame, "subj");
      return;
    }
    case Dep::kXcomp:
    case Dep::kCcomp: {
      // "X was quick to welcome": the adjective's subject is that of its verb.
      if (token(head).pos == Pos::kAdj && token(head).head != head && is_verbal(token(head).head) &&
          frame_state_[token(head).head] != 1) {
        const Frame& copula = this->frame(token(head).head);
        copy_slot(copula, copula.passive ? "obj" : "subj", frame, mine);
        if (frame.first(mine) != kNoToken) return;
      }
      const Frame& above = this->frame(head);
      const bool object_controls = above.first("obj") != kNoToken;
      copy_slot(above, object_controls ? "obj" : "subj", frame, mine);
      if (frame.first(mine) == kNoToken) copy_slot(above, "iobj", frame, mine);
      if (frame.first(mine) == kNoToken && above.passive) copy_slot(above, "obj", frame, mine);
      return;
    }
    case Dep::kAcomp:
    case Dep::kOprd:
    case Dep::kAttr: {
      if (!is_verbal(head)) return;
      const Frame& above = this->frame(head);  // "X is willing to": the subject of the copula
      copy_slot(above, above.passive ? "obj" : "subj", frame, mine);
      return;
    }
    case Dep::kAdvcl: {
      if (!is_verbal(head)) return;
      const Frame& above = this->frame(head);
      copy_slot(above, above.passive ? "obj" : "subj", frame, mine);
      return;
    }
    case Dep::kPcomp: {
      const uint32_t governor = token(head).head;
      if (governor == head || frame_state_[governor] == 1) return;
      const Frame& above = this->frame(governor);
      const bool about_object = clause_is_about_object(token(head).lemma) && above.first("obj") != kNoToken;
      copy_slot(above, about_object || above.passive ? "obj" : "subj", frame, mine);
      if (frame.first(mine) == kNoToken) copy_slot(above, "poss", frame, mine);
      return;
    }
    case Dep::kRelcl:
    case Dep::kAcl: {
      if (tok.dep == Dep::kRelcl && tok.tag != "VB") return;
      if (tok.tag == "VBN" || tok.tag == "VBG" || tok.tag == "VBD") {
        add_all(frame, frame.passive ? "obj" : "subj", head, false);
        return;
      }
      const Frame& above = this->frame(head);  // "their plan to attack": whose plan it is
      copy_slot(above, "poss", frame, mine);
      if (frame.first(mine) == kNoToken) copy_slot(above, "subj", frame, mine);
      if (frame.first(mine) == kNoToken) copy_slot(above, "mod", frame, mine);
      return;
    }
    default:
      return;
  }
}

void Grammar::fill_noun(uint32_t noun, Frame& frame) const {
  for (const uint32_t c : children(noun)) {
    switch (token(c).dep) {
      case Dep::kPoss:
        add_all(frame, "poss", c);
        break;
      case Dep::kCompound:
      case Dep::kAmod:
      case Dep::kNmod:
        add_all(frame, "mod", c);
        break;
      case Dep::kPrep:
      case Dep::kAgent:
        fill_preposition(c, frame, true);
        break;
      case Dep::kAcl:
      case Dep::kCcomp:
      case Dep::kXcomp:
        add_all(frame, token(c).tag == "VB" ? "xcomp" : "ccomp", c);
        break;
      default:
        break;
    }
  }
  fill_from_verb_above(noun, frame);
}

// A noun that is the object of a light verb has that verb's subject; "talks were held with X" has its with.
void Grammar::fill_from_verb_above(uint32_t noun, Frame& frame) const {
  const uint32_t first = first_conjunct(noun);
  const Token& tok = token(first);
  uint32_t verb = tok.head;
  if (tok.dep == Dep::kPobj) {
    const uint32_t prep = tok.head;
    verb = token(prep).head;
    // "after talks with X, Y said": an adjunct's noun does not take part in the clause.
    if (token(prep).dep != Dep::kPrep && token(prep).dep != Dep::kAgent) return;
  } else if (tok.dep != Dep::kDobj && tok.dep != Dep::kNsubj && tok.dep != Dep::kNsubjpass && tok.dep != Dep::kAttr) {
    return;
  }
  if (verb >= doc_.tokens.size() || !is_verbal(verb) || frame_state_[verb] == 1) return;
  const Frame above = this->frame(verb);
  for (const Filler& filler : above.fillers) {
    if (filler.tok == noun || filler.tok == first || filler.slot == "adv" || filler.slot == "prt") continue;
    if (dominates(noun, filler.tok)) continue;
    // "An attack kills two of his aides": whose aides they are is not whose attack it is.
    if (!filler.direct && filler.slot == "of") continue;
    frame.fillers.push_back({filler.slot, filler.tok, false});
  }
}

}  // namespace tocsin::coding
