// Words that enter something into the ledger (ledger_cues.tsv): "pledge", "demand", "precondition", "unacceptable".
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"

namespace tocsin::lexicon {

struct LedgerCue {
  std::string kind;    ///< ONTOLOGY.md: agreement, pledge, offer, demand, precondition, refusal, warning, position, claim
  std::string status;  ///< of a new entry
  std::string row;
};

class LedgerCues {
 public:
  /// Fails (kResource) with file:line:column.
  static Result<LedgerCues> open(const std::filesystem::path& folder);

  /// `pos` is v, n or a; null when the lemma enters nothing.
  [[nodiscard]] const LedgerCue* cue(std::string_view lemma, char pos) const;

 private:
  std::unordered_map<std::string, LedgerCue> cues_;  ///< "v pledge"
};

}  // namespace tocsin::lexicon
