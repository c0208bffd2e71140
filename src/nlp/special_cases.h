// The tokenizer's special cases: chunks with tokens of their own, and the trie that finds those which affixes cut
// apart.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "nlp/python_text.h"

namespace tocsin::nlp {

/// A token of a chunk: bytes from the chunk's start.
struct ChunkToken {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t symbol = 0;    ///< the token's text as the trie knows it; 0 when the trie does not
  std::string_view norm;  ///< views into the SpecialCases
};

/// A half-open range of tokens.
struct TokenSpan {
  size_t begin = 0;
  size_t end = 0;
};

class SpecialCases {
 public:
  struct Piece {
    std::string orth;
    std::string norm;
  };

  /// `pieces` joined are `chunk`. A later case of the same chunk replaces the earlier.
  void add(std::string_view chunk, const std::vector<Piece>& pieces);

  /// The chunk is also to be found where its tokens are `orths` (what affixes alone would make of it).
  void add_phrase(const std::vector<std::string_view>& orths);

  /// The tokens of a chunk that is a special case, or null. Bounded time for a chunk of any size.
  [[nodiscard]] const std::vector<ChunkToken>* find(std::string_view chunk) const;

  [[nodiscard]] uint32_t symbol_of(std::string_view orth) const;

  /// The spans of tokens that are phrases: the longest first, the leftmost of equals, none that begins or ends within a
  /// span already considered; in order of their start. `symbols` has one symbol a token.
  void find_phrases(const std::vector<uint32_t>& symbols, std::vector<TokenSpan>& out) const;

  /// Makes the tokens' symbols follow from the phrases; after the last add_phrase().
  void link_symbols();

 private:
  struct Case {
    std::vector<ChunkToken> tokens;
    std::vector<std::string> norms;
  };
  struct Node {
    std::unordered_map<uint32_t, uint32_t> children;  // symbol → node
    bool is_phrase = false;
  };

  std::unordered_map<std::string, Case, TextHash, std::equal_to<>> cases_;
  std::unordered_map<std::string, uint32_t, TextHash, std::equal_to<>> symbols_;
  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::vector<bool> opens_phrase_;  // by symbol
  size_t longest_ = 0;
};

}  // namespace tocsin::nlp
