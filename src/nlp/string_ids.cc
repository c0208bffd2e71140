// The hash and the reserved symbols behind spaCy's string ids.
#include "nlp/string_ids.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <unordered_map>

namespace tocsin::nlp {
namespace {

/// Names that spaCy numbers itself (spacy/symbols), in runs of consecutive numbers.
struct SymbolRun {
  uint64_t first;
  std::string_view names;
};

constexpr SymbolRun kSymbolRuns[] = {
    {1,
     "IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM "
     "LIKE_EMAIL IS_STOP IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT IS_CURRENCY"},
    {64,
     "ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD "
     "SENT_START SPACY PROB LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ "
     "SYM VERB X EOL SPACE"},
    {380,
     "PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT MONEY "
     "QUANTITY ORDINAL CARDINAL acomp advcl advmod agent amod appos attr aux auxpass cc ccomp complm conj "
     "cop csubj csubjpass dep det dobj expl hmod hyph infmod intj iobj mark meta neg nmod nn npadvmod "
     "nsubj nsubjpass num number oprd obj obl parataxis partmod pcomp pobj poss possessive preconj prep "
     "prt punct quantmod relcl rcmod root xcomp acl ENT_KB_ID MORPH ENT_ID IDX _"},
};

using SymbolTable = std::unordered_map<std::string, uint64_t>;

/// `prefix` with a number of fixed width, counted from `from` to `to`.
void add_numbered(SymbolTable& table, const std::string& prefix, size_t width, uint64_t from, uint64_t to,
                  uint64_t id) {
  for (uint64_t number = from; number <= to; ++number, ++id) {
    std::string digits = std::to_string(number);
    digits.insert(0, width - std::min(width, digits.size()), '0');
    table.emplace(prefix + digits, id);
  }
}

SymbolTable make_symbols() {
  SymbolTable table;
  for (const SymbolRun& run : kSymbolRuns) {
    uint64_t id = run.first;
    for (std::string_view rest = run.names; !rest.empty(); ++id) {
      const size_t blank = std::min(rest.find(' '), rest.size());
      table.emplace(std::string(rest.substr(0, blank)), id);
      rest.remove_prefix(std::min(blank + 1, rest.size()));
    }
  }
  add_numbered(table, "FLAG", 2, 19, 63, 19);
  add_numbered(table, "DEPRECATED", 3, 1, 276, 104);
  return table;
}

constexpr size_t kLongestSymbol = 17;  // IS_OOV_DEPRECATED

}  // namespace

uint64_t murmur64(std::string_view bytes, uint64_t seed) {
  constexpr uint64_t kMultiplier = 0xc6a4a7935bd1e995;
  constexpr int kShift = 47;
  uint64_t hash = seed ^ (bytes.size() * kMultiplier);
  const char* at = bytes.data();
  for (size_t block = bytes.size() / 8; block > 0; --block, at += 8) {
    uint64_t word = 0;
    std::memcpy(&word, at, 8);
    word *= kMultiplier;
    word ^= word >> kShift;
    word *= kMultiplier;
    hash ^= word;
    hash *= kMultiplier;
  }
  if (const size_t tail = bytes.size() % 8; tail > 0) {
    uint64_t word = 0;
    std::memcpy(&word, at, tail);
    hash ^= word;
    hash *= kMultiplier;
  }
  hash ^= hash >> kShift;
  hash *= kMultiplier;
  hash ^= hash >> kShift;
  return hash;
}

uint64_t string_id(std::string_view text) {
  static const SymbolTable kSymbols = make_symbols();
  if (text.empty()) return 0;
  if (text.size() <= kLongestSymbol) {
    if (const auto found = kSymbols.find(std::string(text)); found != kSymbols.end()) return found->second;
  }
  return murmur64(text, 1);
}

}  // namespace tocsin::nlp
