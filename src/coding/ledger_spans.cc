// Cuts the content of ledger entries out of the text.
#include "coding/ledger_spans.h"

#include <algorithm>

namespace tocsin::coding {
namespace {

bool is_edge(const Token& token) {
  return token.pos == Pos::kPunct || token.pos == Pos::kSpace || token.dep == Dep::kMark || token.dep == Dep::kCc ||
         token.tag == "TO" || (token.tag == "IN" && token.lemma == "that");
}

bool is_comma(const Token& token) { return token.pos == Pos::kPunct && (token.text == "," || token.text == ";"); }

// ", while Cairo rejects the claim": another side's word, which the parser hangs on what was claimed.
bool is_of_another(const LedgerInput& input, uint32_t tok) {
  if (input.token(tok).dep != Dep::kAdvcl || !input.in.grammar.has_child(tok, Dep::kNsubj)) return false;
  const uint32_t mark = input.in.grammar.child(tok, Dep::kMark);
  if (mark == kNoToken) return false;
  const std::string_view word = input.token(mark).lemma;
  return word == "while" || word == "whereas" || word == "although" || word == "though";
}

// ", which Cairo denied", ", a claim Cairo denied": said about the content, not part of it.
Range without_afterthought(const LedgerInput& input, Range tokens, uint32_t keep) {
  for (uint32_t tok = keep + 1; tok < tokens.end; ++tok) {
    const Token& token = input.token(tok);
    if (token.dep != Dep::kRelcl && token.dep != Dep::kAppos && token.dep != Dep::kParataxis &&
        !is_of_another(input, tok))
      continue;
    if (token.right_edge + 1 < tokens.end || token.left_edge <= keep + 1) continue;
    if (is_comma(input.token(token.left_edge - 1))) return {tokens.begin, token.left_edge - 1};
  }
  return tokens;
}

bool names_a_side(std::string_view slot) {
  return slot == "obj" || slot == "iobj" || slot == "on" || slot == "upon" || slot == "to";
}

bool splits(std::string_view kind) { return kind == "demand" || kind == "pledge"; }

// "called on Iran to halt its attacks": the infinitive can hang on the noun instead of the verb.
uint32_t infinitive_of(const LedgerInput& input, uint32_t noun) {
  for (const uint32_t c : input.in.grammar.children(noun))
    if ((input.token(c).dep == Dep::kAcl || input.token(c).dep == Dep::kRelcl || input.token(c).dep == Dep::kXcomp) &&
        input.token(c).tag == "VB")
      return c;
  return kNoToken;
}

// A quotation that opens inside closes inside.
bool closes_inner_quotation(const LedgerInput& input, Range tokens) {
  if (input.token(tokens.end - 1).tag != "''") return false;
  for (uint32_t tok = tokens.begin; tok + 1 < tokens.end; ++tok)
    if (input.token(tok).tag == "``") return true;
  return false;
}

}  // namespace

Range trimmed_bytes(const LedgerInput& input, Range tokens, uint32_t keep) {
  while (tokens.size() > 1 && tokens.begin < keep && is_edge(input.token(tokens.begin))) ++tokens.begin;
  while (tokens.size() > 1 && tokens.end - 1 > keep && is_edge(input.token(tokens.end - 1)) &&
         !closes_inner_quotation(input, tokens))
    --tokens.end;
  return input.doc().bytes_of(tokens);
}

Range phrase_bytes(const LedgerInput& input, uint32_t tok) {
  return trimmed_bytes(input, without_afterthought(input, input.in.grammar.subtree(tok), tok), tok);
}

std::vector<Range> clause_members(const LedgerInput& input, uint32_t clause) {
  const Grammar& grammar = input.in.grammar;
  std::vector<uint32_t> heads = {clause};
  for (size_t next = 0; next < heads.size(); ++next)
    for (const uint32_t c : grammar.children(heads[next]))
      if (input.token(c).dep == Dep::kConj && grammar.is_verbal(c)) heads.push_back(c);
  std::ranges::sort(heads);
  std::vector<Range> members;
  for (size_t i = 0; i < heads.size(); ++i) {
    Range tokens = without_afterthought(input, grammar.subtree(heads[i]), heads[i]);
    if (i > 0) tokens.begin = std::max(tokens.begin, std::min(input.token(heads[i]).left_edge, heads[i]));
    if (i + 1 < heads.size())
      tokens.end = std::min(tokens.end, std::max(input.token(heads[i + 1]).left_edge, heads[i] + 1));
    members.push_back(trimmed_bytes(input, tokens, heads[i]));
  }
  return members;
}

std::vector<Range> contents_of(const LedgerInput& input, const lexicon::LedgerCue& cue, uint32_t tok) {
  const Grammar& grammar = input.in.grammar;
  for (const std::string& slot : cue.content) {
    if (slot == "self") return {phrase_bytes(input, tok)};
    if (slot == "clause") break;
    for (const Filler& filler : grammar.frame(tok).fillers) {
      if (!fills(filler, slot)) continue;
      uint32_t held = filler.tok;
      // Somebody is asked, warned or accused: he is a side, and what he is to do is the content.
      if (names_a_side(slot) && input.in.actors.is_actor(held) && !grammar.is_verbal(held))
        held = infinitive_of(input, held);
      if (held == kNoToken || held == tok ||
          (!grammar.dominates(tok, held) && !fills(filler, "obj") && filler.slot != "subj"))
        continue;
      if (grammar.is_verbal(held) && splits(cue.kind)) return clause_members(input, held);
      return {phrase_bytes(input, held)};
    }
  }
  // "is unacceptable": the adjective's clause is that of its verb.
  const Dep dep = input.token(tok).dep;
  const uint32_t head =
      !grammar.is_verbal(tok) && (dep == Dep::kAcomp || dep == Dep::kOprd) ? input.token(tok).head : tok;
  const Range clause = clause_bytes(grammar, head);
  const Range tokens{input.doc().token_at(clause.begin), input.doc().token_at(clause.end)};
  return {trimmed_bytes(input, without_afterthought(input, tokens, tok), tok)};
}

}  // namespace tocsin::coding
