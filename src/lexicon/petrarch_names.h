// Actor, agent and discard dictionaries of the PETRARCH family: who is meant by words of a noun phrase on one day.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "lexicon/petrarch_file.h"

namespace tocsin::lexicon {

/// Phrases by their first word; the longest that fits wins, then the earlier.
class PetrarchPhrases {
 public:
  struct Phrase {
    std::vector<PetrarchWord> words;
    uint32_t entry = 0;
    std::string row;  ///< "my.actors.txt:12"
  };
  struct Match {
    const Phrase* phrase = nullptr;  ///< null = none
    size_t end = 0;                  ///< one past the last word
  };

  void add(std::vector<PetrarchWord> words, uint32_t entry, std::string row);

  /// The phrase that starts with words[at], which are upper case.
  [[nodiscard]] Match at(std::span<const std::string> words, size_t at) const;
  [[nodiscard]] bool empty() const { return by_first_word_.empty(); }

 private:
  std::unordered_map<std::string, std::vector<Phrase>> by_first_word_;
};

struct PetrarchActor {
  struct Code {
    std::string code;
    std::string from, to;  ///< ISO days, inclusive; empty = open
    [[nodiscard]] bool always() const { return from.empty() && to.empty(); }
  };
  std::string name;  ///< the head of its synonyms, as written
  std::vector<Code> codes;
};

class PetrarchActors {
 public:
  Result<void> read(const PetrarchFile& file);

  [[nodiscard]] const PetrarchPhrases& phrases() const { return phrases_; }
  [[nodiscard]] const PetrarchActor& actor(uint32_t entry) const { return actors_[entry]; }

  /// The first dated code that holds on `day` (ISO), else the one without dates; "---" when none holds. Without a day
  /// (empty) only the one without dates.
  [[nodiscard]] std::string_view code(uint32_t entry, std::string_view day) const;

 private:
  std::vector<PetrarchActor> actors_;
  PetrarchPhrases phrases_;
};

struct PetrarchAgent {
  std::string code;
  bool in_front = false;  ///< `[NGO~]`: the code goes before the actor's
};

class PetrarchAgents {
 public:
  Result<void> read(const PetrarchFile& file);

  [[nodiscard]] const PetrarchPhrases& phrases() const { return phrases_; }
  [[nodiscard]] const PetrarchAgent& agent(uint32_t entry) const { return agents_[entry]; }

 private:
  Result<void> read_substitution(const PetrarchFile& file, const PetrarchLine& line);
  Result<std::vector<std::string>> substituted(const PetrarchFile& file, const PetrarchLine& line,
                                               const std::string& phrase) const;

  std::vector<PetrarchAgent> agents_;
  std::unordered_map<std::string, std::vector<std::string>> substitutions_;  ///< "!PERSON!"
  PetrarchPhrases phrases_;
};

/// Words that forbid coding: of the sentence they stand in, or of the whole text.
class PetrarchDiscards {
 public:
  struct Discard {
    std::string text;  ///< upper case
    bool whole_text = false;
    bool word_ends = false;  ///< a blank or a mark must follow
    std::string row;
  };

  Result<void> read(const PetrarchFile& file);

  /// The first entry that stands in `text`; those of whole texts only when asked. Null when none.
  [[nodiscard]] const Discard* in(std::string_view text, bool whole_text) const;

 private:
  std::vector<Discard> discards_;
};

}  // namespace tocsin::lexicon
