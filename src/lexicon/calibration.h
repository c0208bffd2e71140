// Calibration: what a raw score means as the probability that a careful reader accepts the record (calibration.tsv).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace tocsin::lexicon {

class Calibration {
 public:
  /// Fails (kResource) with file:line:column.
  static Result<Calibration> open(const std::filesystem::path& folder);

  /// Between the table's points of `layer` on a straight line, outside them the nearest; `raw` itself for a layer that
  /// the table does not have.
  [[nodiscard]] double probability(std::string_view layer, double raw) const;

 private:
  std::unordered_map<std::string, std::vector<std::pair<double, double>>> points_;
};

}  // namespace tocsin::lexicon
