// Verb dictionaries of the PETRARCH family: blocks of verbs that share a code and patterns, and sets of synonyms.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "lexicon/petrarch_file.h"

namespace tocsin::lexicon {

/// What an act is coded as: the code of what the source does to the target, and that of what the target does in
/// return (`[032:033]`). "---" or empty = none.
struct PetrarchCoding {
  std::string forward, backward;
  std::string row;  ///< "my.verbs.txt:12"

  [[nodiscard]] bool null() const { return none(forward) && none(backward); }
  [[nodiscard]] static bool none(std::string_view code) { return code.empty() || code == "---"; }
};

/// One step of a pattern, in the direction away from the verb.
struct PetrarchStep {
  enum class Kind : uint8_t { kWord, kSynset, kSource, kTarget, kCompound, kSkip };
  Kind kind = Kind::kWord;
  std::vector<std::string> words;  ///< any of them; for kSynset the phrases (words joined by blanks)
  bool joined = false;             ///< directly behind what comes before
  uint32_t group = 0;              ///< words in one {…} (same number, not 0) stand in one noun phrase
};

struct PetrarchPattern {
  std::vector<PetrarchStep> upper;  ///< before the verb, the nearest first
  std::vector<PetrarchStep> lower;  ///< behind it
  PetrarchCoding coding;
};

struct PetrarchBlock {
  std::vector<PetrarchPattern> patterns;  ///< in the order in which they are tried
};

/// A form of a verb as the text shows it: words before it, the verb itself (the key of the look-up), words behind it.
struct PetrarchVerbForm {
  std::vector<std::string> before, behind;
  const PetrarchBlock* block = nullptr;
  const PetrarchCoding* coding = nullptr;
};

class PetrarchVerbs {
 public:
  Result<void> read(const PetrarchFile& file);

  /// Puts the sets of synonyms into the patterns; after the last file. Fails (kResource) for a set that is not defined
  /// or contains itself.
  Result<void> link();

  /// Forms of one word (upper case), those of several words first.
  [[nodiscard]] std::span<const PetrarchVerbForm> forms(const std::string& verb) const;
  [[nodiscard]] bool empty() const { return forms_.empty(); }

 private:
  struct Synset {
    std::vector<std::string> phrases;
    std::string at;
    bool has_plurals = true;
  };

  Result<void> read_header(const PetrarchFile& file, const PetrarchLine& line);
  Result<void> read_verb(const PetrarchFile& file, const PetrarchLine& line);
  Result<void> read_pattern(const PetrarchFile& file, const PetrarchLine& line, bool with_plurals);
  static Result<void> add_synonym(const PetrarchFile& file, const PetrarchLine& line, Synset& synset);
  void add_form(std::string_view form);
  Result<std::vector<std::string>> phrases_of(const std::string& synset, const std::string& at, int depth) const;

  std::deque<PetrarchBlock> blocks_;    // addresses stay
  std::deque<PetrarchCoding> codings_;  // addresses stay
  PetrarchCoding header_;
  std::unordered_map<std::string, std::vector<PetrarchVerbForm>> forms_;
  std::unordered_map<std::string, Synset> synsets_;
};

}  // namespace tocsin::lexicon
