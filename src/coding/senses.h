// Senses: which row of the predicates tables a word of the Document is, judged by what fills its slots.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "coding/actors.h"
#include "coding/grammar.h"
#include "lexicon/predicates.h"

namespace tocsin::coding {

class Senses {
 public:
  /// Keeps views of all three, which must outlive it.
  Senses(const Grammar& grammar, const Actors& actors, const lexicon::Predicates& predicates);

  /// The row that fits the token best; null when no row does. Computed once.
  [[nodiscard]] const lexicon::Sense* sense(uint32_t tok) const;

  /// The tokens that the chosen row's conditions named by word, class or type ("ceasefire" in "reject a ceasefire").
  [[nodiscard]] const std::vector<uint32_t>& named_by(uint32_t tok) const;

  /// The row of light_verbs.tsv that fits the verb; null when it carries a meaning of its own.
  [[nodiscard]] const lexicon::Sense* light_verb(uint32_t verb) const;

  /// The row of blame_words.tsv that fits what is said of somebody; null when it blames nobody.
  [[nodiscard]] const lexicon::Sense* blame(uint32_t tok) const;

  [[nodiscard]] bool in_class(std::string_view lemma, std::string_view noun_class) const {
    return predicates_.in_class(lemma, noun_class);
  }

  /// Keys under which a token is looked up: its lemma, then the lemma with the modifiers in front ("human rights
  /// abuse").
  [[nodiscard]] const std::vector<std::string>& keys(uint32_t tok) const;

 private:
  [[nodiscard]] const lexicon::Sense* choose(uint32_t tok) const;
  [[nodiscard]] const lexicon::Sense* fitting(std::string_view lemma, char pos, uint32_t tok,
                                              std::vector<uint32_t>& named) const;
  [[nodiscard]] bool holds(const lexicon::Condition& condition, const Frame& frame, std::vector<uint32_t>& named,
                           size_t& words) const;
  [[nodiscard]] bool is_of_kind(const std::unordered_set<std::string>& members, uint32_t filler) const;
  [[nodiscard]] size_t words_matched(const lexicon::Value& value, uint32_t filler) const;  ///< 0 = does not fit

  const Grammar& grammar_;
  const Actors& actors_;
  const lexicon::Predicates& predicates_;
  mutable std::vector<char> state_;  ///< 0 not asked, 1 being chosen, 2 done
  mutable std::vector<const lexicon::Sense*> sense_;
  mutable std::vector<std::vector<uint32_t>> named_;
  mutable std::vector<std::vector<std::string>> keys_;
};

}  // namespace tocsin::coding
