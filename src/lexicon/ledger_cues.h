// Words that enter something into the ledger (docs/tables.md, "ledger_cues.tsv", "ledger_marks.tsv"): "pledge",
// "demand", "unacceptable", "must", and how far an entry made from them can be trusted (ledger_confidence.tsv).
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace tocsin::lexicon {

/// `slot:value|value`: one of the values must hold; `!slot:…`: none may.
struct LedgerCondition {
  std::string slot;
  bool negated = false;
  std::vector<std::string> values;  ///< `*`, `none`, `actor`, `@class`, a PLOVER type in capitals, or a lemma
};

struct LedgerCue {
  std::string lemma;
  char pos = 'v';  ///< v, n, a words; d alleging; m modal; s saying; c conjunction; p preposition; k keeping on
  std::vector<LedgerCondition> conditions;
  std::string kind;    ///< ONTOLOGY.md's, or `denial`, `condition`, `deadline`; "-" = this use enters nothing
  std::string status;  ///< of a new entry
  std::vector<std::string> content;  ///< slots that hold the content, in this order; `clause`, `self`
  std::string row;                   ///< "ledger_cues.tsv:12"
  size_t words = 0;                  ///< conditions that name words and not anything or anybody
};

/// Immutable once opened; any thread may ask.
class LedgerCues {
 public:
  /// Fails (kResource) with file:line:column.
  static Result<LedgerCues> open(const std::filesystem::path& folder);

  /// Rows of a lemma as a part of speech: most conditions first, then those that name words, else in the table's order.
  [[nodiscard]] std::span<const LedgerCue* const> find(std::string_view lemma, char pos) const;

  /// The first row of the lemma, whatever its conditions; null when there is none.
  [[nodiscard]] const LedgerCue* any(std::string_view lemma, char pos) const;

  /// Probability that a careful reader accepts an entry of the kind, found by `basis` (word, modal, saying), whose `by`
  /// is of a known country or not.
  [[nodiscard]] double confidence(std::string_view kind, std::string_view basis, bool by_known) const;

  LedgerCues(LedgerCues&&) noexcept = default;
  LedgerCues& operator=(LedgerCues&&) noexcept = default;

 private:
  LedgerCues() = default;
  Result<void> read_cues(const std::filesystem::path& file);
  void order_rows();
  Result<void> read_confidence(const std::filesystem::path& file);

  std::vector<std::unique_ptr<LedgerCue>> rows_;
  std::unordered_map<std::string, std::vector<const LedgerCue*>> by_key_;  ///< "v pledge"
  std::unordered_map<std::string, double> confidence_;                     ///< "pledge word known"
};

}  // namespace tocsin::lexicon
