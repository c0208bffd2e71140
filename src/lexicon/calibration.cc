// Reads calibration.tsv and sums its weights.
#include "lexicon/calibration.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/table.h"

namespace tocsin::lexicon {

Result<Calibration> Calibration::open(const std::filesystem::path& folder) {
  Calibration calibration;
  TRY(const Table table, Table::open(folder / "calibration.tsv", {"layer", "clue", "weight"}));
  for (const TableRow& row : table.rows()) {
    double weight = 0;
    const auto [end, error] = std::from_chars(row[2].data(), row[2].data() + row[2].size(), weight);
    if (error != std::errc() || end != row[2].data() + row[2].size() || !(std::abs(weight) < 100))
      return fail(ErrorKind::kResource, table.at(row, 2) + ": \"" + std::string(row[2]) + "\" is no weight");
    std::string key(row[0]);
    (key += ' ') += row[1];
    if (!calibration.weights_.emplace(std::move(key), weight).second)
      return fail(ErrorKind::kResource, table.at(row, 1) + ": \"" + std::string(row[1]) + "\" has a weight already");
  }
  return calibration;
}

double Calibration::probability(std::string_view layer, const std::vector<Clue>& clues) const {
  double score = 0;
  std::string key;
  for (const Clue& clue : clues) {
    key.assign(layer).append(" ").append(clue.name);
    if (const auto found = weights_.find(key); found != weights_.end()) score += found->second * clue.value;
  }
  return std::clamp(1 / (1 + std::exp(-score)), 0.02, 0.98);
}

}  // namespace tocsin::lexicon
