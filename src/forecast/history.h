// What features are made of: sums, decays and times since, over the past of each unit.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "forecast/features.h"
#include "forecast/panel.h"

namespace tocsin {

/// The channel with the months before a successor state filled from its predecessors.
[[nodiscard]] Grid chained(const Panel& panel, size_t channel);
/// 1 where the value reaches the threshold.
[[nodiscard]] Grid reaches(const Grid& grid, double threshold);
/// ln(1 + value); values below zero count as their size with the sign kept.
[[nodiscard]] Grid log1p_of(const Grid& grid);
/// Sum over the month and the `months` - 1 before it.
[[nodiscard]] Grid sum_over(const Grid& grid, int months);
/// The value `months` ago; 0 before the first.
[[nodiscard]] Grid lagged(const Grid& grid, int months);
/// Mean with weights that halve every `half_life` months.
[[nodiscard]] Grid decayed(const Grid& grid, double half_life);
/// Months since the value was last above zero; from the first month of the panel where it never was.
[[nodiscard]] Grid months_since(const Grid& grid);
/// Applies a function to each value.
[[nodiscard]] Grid mapped(const Grid& grid, const std::function<double(double)>& function);

/// Puts grids together, column after column.
class FeatureBuilder {
 public:
  explicit FeatureBuilder(const Panel& panel) : units_(panel.units.size()), months_(panel.month_count) {}
  void add(std::string name, std::string words, Grid grid);
  [[nodiscard]] FeatureTable build() const;

 private:
  size_t units_, months_;
  std::vector<Feature> features_;
  std::vector<Grid> grids_;
};

}  // namespace tocsin
