// A Document as dictionaries of the PETRARCH family see it: words between blanks, and noun phrases with the codes that
// the actor and agent dictionaries give them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "coding/findings.h"
#include "coding/grammar.h"
#include "lexicon/petrarch.h"

namespace tocsin::coding {

/// One word: what stands between blanks, without punctuation and possessive 's; "n't" is a word of its own.
struct PetrarchToken {
  Range tokens;
  std::string upper;
  uint32_t phrase = kNone;  ///< index of the noun phrase that it is in
  bool comma = false;       ///< a comma outside noun phrases, not a word
  bool skipped = false;     ///< in a short insertion between commas
};

/// One party of a noun phrase. A coordination has several, and so has an actor whose code names several (`FRO/BIL`).
struct PetrarchMember {
  Range tokens;           ///< the words that name it
  uint32_t head = kNone;  ///< head token of these
  std::string code;       ///< "GONGOV"; "GOV" for an agent of no known actor; empty = the dictionaries know nobody here
  std::string actor;      ///< its actor in the dictionary; empty = an agent alone
  std::string row;        ///< where the actor or agent stands
  bool plural = false;
};

struct PetrarchNounPhrase {
  uint32_t head = kNone;
  std::vector<PetrarchMember> members;
  bool compound = false;

  [[nodiscard]] bool coded() const;
};

class PetrarchText {
 public:
  /// `day`: ISO, for dated codes; empty = unknown. Keeps views of `grammar` and `dictionary`.
  PetrarchText(const Grammar& grammar, const lexicon::PetrarchDictionary& dictionary, std::string_view day);

  [[nodiscard]] const lexicon::PetrarchDictionary& dictionary() const { return dictionary_; }
  [[nodiscard]] const std::vector<PetrarchToken>& words() const { return words_; }
  [[nodiscard]] const std::vector<PetrarchNounPhrase>& phrases() const { return phrases_; }

  /// Words [begin, end) of a sentence.
  [[nodiscard]] Range sentence(uint32_t sent) const { return sentences_[sent]; }

  /// The word that holds the token; kNone for punctuation.
  [[nodiscard]] uint32_t word_of(uint32_t tok) const { return word_of_token_[tok]; }

 private:
  struct Part {
    std::vector<uint32_t> tokens;  ///< in text order
    uint32_t head = kNone;
    uint32_t preposition = kNone;  ///< of what hangs on it; `objects` are its noun phrases
    std::vector<std::vector<uint32_t>> objects;
  };

  void find_words();
  void add_word(std::string upper, Range tokens);
  void find_phrases();
  void add_phrase(uint32_t head);
  [[nodiscard]] std::vector<uint32_t> listed(uint32_t head) const;
  [[nodiscard]] std::vector<uint32_t> coordinated(uint32_t head) const;
  [[nodiscard]] std::vector<uint32_t> base(uint32_t head) const;
  [[nodiscard]] Part part_of(uint32_t head) const;
  void add_members(PetrarchNounPhrase& phrase, const std::vector<Part>& parts) const;
  [[nodiscard]] std::vector<PetrarchMember> coded(const std::vector<uint32_t>& tokens, uint32_t head) const;
  void skip_insertions();

  const Grammar& grammar_;
  const Document& doc_;
  const lexicon::PetrarchDictionary& dictionary_;
  std::string day_;
  std::vector<PetrarchToken> words_;
  std::vector<Range> sentences_;
  std::vector<uint32_t> word_of_token_, phrase_of_token_;
  std::vector<PetrarchNounPhrase> phrases_;
};

}  // namespace tocsin::coding
