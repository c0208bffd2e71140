// SaidWords: from clauses and quotations to the exact ranges of what was said, for sayings.cc.
#pragma once

#include <span>
#include <vector>

#include "coding/findings.h"
#include "coding/grammar.h"
#include "coding/quotations.h"

namespace tocsin::coding {

/// One Document's paragraphs and quotations by token, and the operations on content that need them.
class SaidWords {
 public:
  explicit SaidWords(const Grammar& grammar);

  [[nodiscard]] const std::vector<Quotation>& quotations() const { return quotations_; }

  /// Index of the paragraph that holds the token.
  [[nodiscard]] uint32_t paragraph_of(uint32_t tok) const { return paragraph_of_[tok]; }

  /// The token's sentence as far as it lies in the token's paragraph: the parser runs on over line breaks.
  [[nodiscard]] Range sentence_in_paragraph(uint32_t tok) const;
  [[nodiscard]] Range paragraph_tokens(uint32_t paragraph) const { return paragraph_tokens_[paragraph]; }

  /// Index of the quotation that holds the token, or kNone. The marks themselves belong to it.
  [[nodiscard]] uint32_t quotation_of(uint32_t tok) const { return quotation_of_[tok]; }
  [[nodiscard]] Range quotation_tokens(uint32_t quotation) const { return quotation_tokens_[quotation]; }

  /// Tokens of the subtree of `root` inside `clip`, without the subtrees of `without`, as runs.
  [[nodiscard]] std::vector<Range> runs_of(uint32_t root, Range clip, std::span<const uint32_t> without) const;

  /// Punctuation and blanks at both ends go, and "that", "for" or "to" in front. Runs without a word go whole.
  [[nodiscard]] std::vector<Range> trimmed(std::vector<Range> runs) const;

  /// Token runs and whole quotations → content and form. `cue` says which quotations count: one that holds the cue
  /// itself is the page on which the saying stands.
  void settle(Saying& saying, std::vector<Range> runs, std::span<const uint32_t> quotations) const;

  [[nodiscard]] bool is_word(uint32_t tok) const;
  [[nodiscard]] uint32_t word_count(std::span<const Range> runs) const;
  [[nodiscard]] bool ends_sentence(uint32_t tok) const;

 private:
  [[nodiscard]] bool stops(uint32_t tok, uint32_t end) const;
  [[nodiscard]] bool closes_edited_stop(uint32_t tok) const;
  [[nodiscard]] std::vector<Range> joined_by_conjunction(std::vector<Range> runs) const;
  [[nodiscard]] Range whole_quotations(Range bytes, uint32_t own_quotation) const;
  [[nodiscard]] Range without_outer_marks(Range bytes) const;

  const Grammar& grammar_;
  const Document& doc_;
  std::vector<Range> paragraph_tokens_;
  std::vector<uint32_t> paragraph_of_;
  std::vector<Quotation> quotations_;
  std::vector<uint32_t> quotation_of_;
  std::vector<Range> quotation_tokens_;
};

/// Bytes without blanks at both ends.
[[nodiscard]] Range without_blanks(std::string_view text, Range bytes);

}  // namespace tocsin::coding
