// Dictionaries of the PETRARCH family that a user brings (docs/dictionaries.md).
#pragma once

#include <filesystem>
#include <span>

#include "base/result.h"
#include "lexicon/petrarch_names.h"
#include "lexicon/petrarch_verbs.h"

namespace tocsin::lexicon {

/// Immutable once opened; any thread may ask. Not to be moved while its verbs are looked at.
class PetrarchDictionary {
 public:
  /// Reads the files in order; each tells by its content which kind it is. Fails (kResource) with file:line, what was
  /// found and what would help.
  static Result<PetrarchDictionary> open(std::span<const std::filesystem::path> files);

  [[nodiscard]] const PetrarchActors& actors() const { return actors_; }
  [[nodiscard]] const PetrarchAgents& agents() const { return agents_; }
  [[nodiscard]] const PetrarchVerbs& verbs() const { return verbs_; }
  [[nodiscard]] const PetrarchDiscards& discards() const { return discards_; }

 private:
  PetrarchActors actors_;
  PetrarchAgents agents_;
  PetrarchVerbs verbs_;
  PetrarchDiscards discards_;
};

}  // namespace tocsin::lexicon
