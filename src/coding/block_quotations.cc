// Looks for a signature and walks back to the colon: see block_quotations.h.
#include "coding/block_quotations.h"

#include <algorithm>

namespace tocsin::coding {
namespace {

constexpr uint32_t kLongestSignature = 18;  ///< tokens
constexpr uint32_t kMostParagraphs = 6;     ///< of one block

bool is_dash(std::string_view text) { return text == "-" || text == "--" || text == "—" || text == "–"; }

Range without_blanks(const Document& doc, Range tokens) {
  while (!tokens.empty() && doc.tokens[tokens.begin].pos == Pos::kSpace) ++tokens.begin;
  while (!tokens.empty() && doc.tokens[tokens.end - 1].pos == Pos::kSpace) --tokens.end;
  return tokens;
}

// The name behind the dash: the last word of its first name, of a person if there is one; kNone if the line is no
// signature.
uint32_t signer(const Grammar& grammar, Range line) {
  const Document& doc = grammar.doc();
  if (line.size() < 2 || line.size() > kLongestSignature || !is_dash(doc.tokens[line.begin].text)) return kNone;
  uint32_t name = kNone, person = kNone;
  for (uint32_t tok = line.begin + 1; tok < line.end; ++tok) {
    if (grammar.is_verbal(tok)) return kNone;
    if (doc.tokens[tok].ent_type == "PERSON" && (person == kNone || person + 1 == tok)) person = tok;
    if (grammar.is_nominal(tok) && (name == kNone || name + 1 == tok)) name = tok;
  }
  return person != kNone ? person : name;
}

}  // namespace

std::vector<BlockQuotation> find_block_quotations(const Grammar& grammar, const SaidWords& words) {
  const Document& doc = grammar.doc();
  std::vector<BlockQuotation> found;
  if (doc.tokens.empty()) return found;
  const uint32_t count = words.paragraph_of(static_cast<uint32_t>(doc.tokens.size()) - 1) + 1;
  for (uint32_t paragraph = 2; paragraph < count; ++paragraph) {
    const uint32_t speaker = signer(grammar, without_blanks(doc, words.paragraph_tokens(paragraph)));
    if (speaker == kNone) continue;
    for (uint32_t intro = paragraph - 1; intro-- > 0 && paragraph - intro <= kMostParagraphs;) {
      const Range line = without_blanks(doc, words.paragraph_tokens(intro));
      if (line.empty() || doc.tokens[line.end - 1].text != ":") continue;
      const Range first = without_blanks(doc, words.paragraph_tokens(intro + 1));
      const Range last = without_blanks(doc, words.paragraph_tokens(paragraph - 1));
      const bool marked = words.quotation_of(first.begin) != kNone;
      if (!first.empty() && first.begin < last.end && !marked) found.push_back({{first.begin, last.end}, speaker});
      break;
    }
  }
  return found;
}

}  // namespace tocsin::coding
