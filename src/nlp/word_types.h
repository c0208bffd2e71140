// Word types: what the networks need to know of a word, computed once for each different word a worker meets.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace tocsin::nlp {

/// A word type: what spaCy keeps in a lexeme plus the token's own NORM (a tokenizer exception may set it), which
/// together decide every attribute that the embedding layers hash. Two tokens with the same text and norm share one.
struct WordType {
  std::string_view text;
  std::string_view norm;
  uint64_t orth = 0;    ///< spaCy's string hash (murmur of the UTF-8) of the text
  uint64_t norm_id = 0; ///< the same of `norm`
  uint64_t prefix = 0;
  uint64_t suffix = 0;
  uint64_t shape = 0;
  int32_t vector_row = -1;  ///< row of the static vectors; -1 = none
  bool is_space = false;
};

}  // namespace tocsin::nlp
