// Calibration: the probability that a careful reader accepts a record, from what is known of it (calibration.tsv).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace tocsin::lexicon {

/// Something that is known of a record: 1 for what holds, or a number of its own ("how long").
struct Clue {
  std::string name;
  double value = 1;
};

class Calibration {
 public:
  /// Fails (kResource) with file:line:column.
  static Result<Calibration> open(const std::filesystem::path& folder);

  /// Logistic in the layer's weights; a clue without a weight counts nothing. Between .02 and .98.
  [[nodiscard]] double probability(std::string_view layer, const std::vector<Clue>& clues) const;

 private:
  std::unordered_map<std::string, double> weights_;  ///< "events judge"
};

}  // namespace tocsin::lexicon
