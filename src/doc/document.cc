// The Document's own bookkeeping: label names, edges of subtrees, sentences and entities from token flags.
#include "doc/document.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/check.h"

namespace tocsin {
namespace {

constexpr std::array<std::string_view, 19> kPosNames = {"",      "ADJ",  "ADP",  "ADV",  "AUX",  "CCONJ", "DET",
                                                        "INTJ",  "NOUN", "NUM",  "PART", "PRON", "PROPN", "PUNCT",
                                                        "SCONJ", "SYM",  "VERB", "X",    "SPACE"};

constexpr std::array<std::string_view, 47> kDepNames = {
    "",      "ROOT",      "acl",    "acomp",    "advcl",     "advmod",   "agent", "amod",  "appos",     "attr",
    "aux",   "auxpass",   "case",   "cc",       "ccomp",     "compound", "conj",  "csubj", "csubjpass", "dative",
    "dep",   "det",       "dobj",   "expl",     "intj",      "mark",     "meta",  "neg",   "nmod",      "npadvmod",
    "nsubj", "nsubjpass", "nummod", "oprd",     "parataxis", "pcomp",    "pobj",  "poss",  "preconj",   "predet",
    "prep",  "prt",       "punct",  "quantmod", "relcl",     "xcomp",    "?"};
static_assert(kDepNames.size() == static_cast<size_t>(Dep::kOther) + 1);
static_assert(kPosNames.size() == static_cast<size_t>(Pos::kSpace) + 1);

}  // namespace

std::string_view name_of(Pos pos) { return kPosNames[static_cast<size_t>(pos)]; }
std::string_view name_of(Dep dep) { return kDepNames[static_cast<size_t>(dep)]; }

Pos pos_named(std::string_view name) {
  const auto found = std::ranges::find(kPosNames, name);
  return found == kPosNames.end() ? Pos::kNone : static_cast<Pos>(found - kPosNames.begin());
}

Dep dep_named(std::string_view name) {
  const auto found = std::ranges::find(kDepNames, name);
  return found == kDepNames.end() ? Dep::kOther : static_cast<Dep>(found - kDepNames.begin());
}

Range Document::bytes_of(Range token_range) const {
  if (token_range.empty()) return {};
  TOCSIN_CHECK(token_range.end <= tokens.size(), "a token range lies inside its document");
  return {tokens[token_range.begin].range.begin, tokens[token_range.end - 1].range.end};
}

uint32_t Document::token_at(uint32_t byte) const {
  const auto found = std::ranges::partition_point(tokens, [byte](const Token& tok) { return tok.range.end <= byte; });
  return static_cast<uint32_t>(found - tokens.begin());
}

std::string_view Document::keep(std::string_view value) {
  if (value.empty()) return {};
  auto* copy = static_cast<char*>(arena_->allocate(value.size(), 1));
  std::memcpy(copy, value.data(), value.size());
  return {copy, value.size()};
}

void Document::read_as(std::string reading_text) {
  TOCSIN_CHECK(reading_text.size() == text().size() && tokens.empty(),
               "a reading text has the length of the text and comes before its tokens");
  reading_text_ = std::make_unique<std::string>(std::move(reading_text));
}

void Document::append(Document&& part, uint32_t begin) {
  TOCSIN_CHECK(reading_text().substr(begin, part.text().size()) == part.text(),
               "a part's text stands at its place in the whole");
  const auto first = static_cast<uint32_t>(tokens.size());
  for (Token tok : part.tokens) {
    tok.range = {tok.range.begin + begin, tok.range.end + begin};
    tok.text = tok.range.of(reading_text());
    tok.head += first;
    tok.sent_start = tok.sent_start || tokens.size() == first;
    tokens.push_back(tok);
  }
  vector_width = part.vector_width;
  part.tokens = {};
  parts_.push_back(std::move(part));
}

void Document::link_sentences() {
  sentences.clear();
  const auto count = static_cast<uint32_t>(tokens.size());
  for (uint32_t i = 0; i < count; ++i) {
    tokens[i].left_edge = tokens[i].right_edge = i;
    if (i == 0 || tokens[i].sent_start) sentences.push_back({{i, i}, i});
    tokens[i].sent = static_cast<uint32_t>(sentences.size() - 1);
    sentences.back().tokens.end = i + 1;
  }
  for (Sentence& sent : sentences) {
    for (uint32_t i = sent.tokens.begin; i < sent.tokens.end; ++i) {
      if (tokens[i].head == i) {
        sent.root = i;
        break;
      }
    }
  }
  // An edge travels up one arc at a step; running forwards and backwards in turn, a chain of arcs in either direction
  // is followed to its end in one pass.
  bool changed = false;
  const auto widen = [&](uint32_t i) {
    Token& head = tokens[tokens[i].head];
    if (tokens[i].left_edge < head.left_edge) head.left_edge = tokens[i].left_edge, changed = true;
    if (tokens[i].right_edge > head.right_edge) head.right_edge = tokens[i].right_edge, changed = true;
  };
  do {
    changed = false;
    for (uint32_t i = 0; i < count; ++i) widen(i);
    for (uint32_t i = count; i-- > 0;) widen(i);
  } while (changed);
}

void Document::link_entities() {
  entities.clear();
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].ent_iob == 'B') entities.push_back({{i, i + 1}, tokens[i].ent_type});
    if (tokens[i].ent_iob == 'I' && !entities.empty()) entities.back().tokens.end = i + 1;
  }
}

}  // namespace tocsin
