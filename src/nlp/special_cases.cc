// Special cases by their text, and by their tokens.
#include "nlp/special_cases.h"

#include <algorithm>

namespace tocsin::nlp {

void SpecialCases::add(std::string_view chunk, const std::vector<Piece>& pieces) {
  Case special;
  special.norms.reserve(pieces.size());
  uint32_t at = 0;
  for (const Piece& piece : pieces) {
    const std::string& norm = special.norms.emplace_back(piece.norm);
    const auto end = static_cast<uint32_t>(at + piece.orth.size());
    special.tokens.push_back({at, end, 0, norm});
    at = end;
  }
  cases_.insert_or_assign(std::string(chunk), std::move(special));
  longest_ = std::max(longest_, chunk.size());
}

void SpecialCases::add_phrase(const std::vector<std::string_view>& orths) {
  if (orths.empty()) return;
  uint32_t node = 0;
  for (const std::string_view orth : orths) {
    const auto next_symbol = static_cast<uint32_t>(symbols_.size() + 1);
    const uint32_t symbol = symbols_.try_emplace(std::string(orth), next_symbol).first->second;
    if (symbol >= opens_phrase_.size()) opens_phrase_.resize(symbol + 1);
    if (node == 0) opens_phrase_[symbol] = true;
    const auto next_node = static_cast<uint32_t>(nodes_.size());
    const auto [child, is_new] = nodes_[node].children.try_emplace(symbol, next_node);
    node = child->second;
    if (is_new) nodes_.emplace_back();
  }
  nodes_[node].is_phrase = true;
}

const std::vector<ChunkToken>* SpecialCases::find(std::string_view chunk) const {
  if (chunk.size() > longest_) return nullptr;
  const auto found = cases_.find(chunk);
  return found == cases_.end() ? nullptr : &found->second.tokens;
}

uint32_t SpecialCases::symbol_of(std::string_view orth) const {
  const auto found = symbols_.find(orth);
  return found == symbols_.end() ? 0 : found->second;
}

void SpecialCases::find_phrases(const std::vector<uint32_t>& symbols, std::vector<TokenSpan>& out) const {
  out.clear();
  std::vector<TokenSpan> found;
  for (size_t begin = 0; begin < symbols.size(); ++begin) {
    if (symbols[begin] == 0 || !opens_phrase_[symbols[begin]]) continue;
    uint32_t node = 0;
    for (size_t end = begin; end < symbols.size();) {
      const auto& children = nodes_[node].children;
      const auto child = children.find(symbols[end]);
      if (child == children.end()) break;
      node = child->second;
      ++end;
      if (nodes_[node].is_phrase) found.push_back({begin, end});
    }
  }
  if (found.empty()) return;
  std::sort(found.begin(), found.end(), [](const TokenSpan& a, const TokenSpan& b) {
    const size_t a_size = a.end - a.begin;
    const size_t b_size = b.end - b.begin;
    return a_size != b_size ? a_size > b_size : a.begin < b.begin;
  });
  std::vector<bool> considered(symbols.size());
  for (const TokenSpan& span : found) {
    if (!considered[span.begin] && !considered[span.end - 1]) out.push_back(span);
    std::fill(considered.begin() + static_cast<std::ptrdiff_t>(span.begin),
              considered.begin() + static_cast<std::ptrdiff_t>(span.end), true);
  }
  std::sort(out.begin(), out.end(), [](const TokenSpan& a, const TokenSpan& b) { return a.begin < b.begin; });
}

void SpecialCases::link_symbols() {
  for (auto& [chunk, special] : cases_)
    for (ChunkToken& tok : special.tokens)
      tok.symbol = symbol_of(std::string_view(chunk).substr(tok.begin, tok.end - tok.begin));
}

}  // namespace tocsin::nlp
