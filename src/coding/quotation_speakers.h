// Who speaks a quotation that no cue claims: the words around it tell (for sayings.cc).
#pragma once

#include <vector>

#include "coding/grammar.h"
#include "coding/said_words.h"
#include "coding/saying_acts.h"

namespace tocsin::coding {

class QuotationSpeakers {
 public:
  QuotationSpeakers(const Grammar& grammar, const SaidWords& words, const std::vector<Act>& acts)
      : grammar_(grammar), doc_(grammar.doc()), words_(words), acts_(acts) {}

  /// Head tokens of who speaks the quotation; empty when the words around it do not tell. In this order: a name behind
  /// the quotation and a dash, a name before a colon, who acts in the clause that leads up to it, who spoke last.
  [[nodiscard]] std::vector<uint32_t> find(uint32_t quotation) const;

 private:
  [[nodiscard]] std::vector<uint32_t> signed_by(uint32_t quotation) const;
  [[nodiscard]] std::vector<uint32_t> named_before_colon(uint32_t quotation) const;
  [[nodiscard]] std::vector<uint32_t> introduced_by(uint32_t quotation) const;
  [[nodiscard]] std::vector<uint32_t> last_speakers(uint32_t quotation) const;
  [[nodiscard]] std::vector<uint32_t> subjects_of(uint32_t verb) const;
  [[nodiscard]] uint32_t last_word_before(uint32_t quotation) const;
  [[nodiscard]] uint32_t position(const Act& act) const;
  [[nodiscard]] bool is_person(uint32_t tok) const;

  const Grammar& grammar_;
  const Document& doc_;
  const SaidWords& words_;
  const std::vector<Act>& acts_;
};

}  // namespace tocsin::coding
