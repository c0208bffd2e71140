// Reads calibration.tsv and interpolates.
#include "lexicon/calibration.h"

#include <algorithm>
#include <charconv>

#include "base/table.h"

namespace tocsin::lexicon {

Result<Calibration> Calibration::open(const std::filesystem::path& folder) {
  Calibration calibration;
  TRY(const Table table, Table::open(folder / "calibration.tsv", {"layer", "raw", "p"}));
  for (const TableRow& row : table.rows()) {
    double values[2] = {};
    for (const size_t column : {size_t{1}, size_t{2}}) {
      const std::string_view field = row[column];
      const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), values[column - 1]);
      if (error != std::errc() || end != field.data() + field.size() || values[column - 1] < 0 ||
          values[column - 1] > 1)
        return fail(ErrorKind::kResource,
                    table.at(row, column) + ": \"" + std::string(field) + "\" is no number from 0 to 1");
    }
    calibration.points_[std::string(row[0])].emplace_back(values[0], values[1]);
  }
  for (auto& [layer, points] : calibration.points_) std::ranges::sort(points);
  return calibration;
}

double Calibration::probability(std::string_view layer, double raw) const {
  const auto found = points_.find(std::string(layer));
  if (found == points_.end()) return raw;
  const auto& points = found->second;
  const auto above = std::ranges::lower_bound(points, raw, {}, &std::pair<double, double>::first);
  if (above == points.begin()) return above->second;
  if (above == points.end()) return points.back().second;
  const auto below = above - 1;
  const double share = (raw - below->first) / (above->first - below->first);
  return below->second + share * (above->second - below->second);
}

}  // namespace tocsin::lexicon
