// Block quotations: paragraphs that stand for quoted words without marks, between a colon and a signature (for
// sayings.cc).
#pragma once

#include <vector>

#include "coding/grammar.h"
#include "coding/said_words.h"

namespace tocsin::coding {

struct BlockQuotation {
  Range tokens;      ///< the quoted paragraphs
  uint32_t speaker;  ///< head token of the name in the signature
};

/// "The judge rejected it:", then paragraphs, then a line "– Jane Doe, judge". In text order.
[[nodiscard]] std::vector<BlockQuotation> find_block_quotations(const Grammar& grammar, const SaidWords& words);

}  // namespace tocsin::coding
