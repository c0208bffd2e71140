// Dictionaries of the PETRARCH family that a user brings (docs/dictionaries.md).
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lexicon/petrarch_names.h"
#include "lexicon/petrarch_verbs.h"

namespace tocsin::lexicon {

/// Whom words name by the actor and agent dictionaries.
struct PetrarchNamed {
  std::vector<std::string> codes;         ///< one, or several for `[FRO/BIL]`; an empty one = nobody known
  std::string actor;                      ///< empty = an agent alone, or nobody
  std::string row;                        ///< of the actor, else of the first agent; empty = nobody
  size_t actor_begin = 0, actor_end = 0;  ///< words of the actor
  bool has_agent = false;
};

/// Immutable once opened; any thread may ask. Not to be moved while its verbs are looked at.
class PetrarchDictionary {
 public:
  /// Reads the files in order; each tells by its content which kind it is. Fails (kResource) with file:line, what was
  /// found and what would help.
  static Result<PetrarchDictionary> open(std::span<const std::filesystem::path> files);

  /// The first actor and all agents among `words` (upper case) on `day` (ISO; empty = unknown): the codes of agents go
  /// behind the actor's (or in front, `[NGO~]`), each once.
  [[nodiscard]] PetrarchNamed named(std::span<const std::string> words, std::string_view day) const;

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
