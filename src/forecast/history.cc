// Sums, decays and times since, each in one pass over a unit's months.
#include "forecast/history.h"

#include <algorithm>
#include <cmath>

namespace tocsin {
namespace {

/// Calls `step(value, unit, month)` month by month and keeps what it gives; `restart` runs before each unit.
template <typename Restart, typename Step>
Grid scan(const Grid& grid, Restart restart, Step step) {
  Grid out(grid.units(), grid.months());
  for (size_t unit = 0; unit < grid.units(); ++unit) {
    restart();
    for (size_t month = 0; month < grid.months(); ++month)
      out.at(unit, month) = step(grid.at(unit, month), unit, month);
  }
  return out;
}

}  // namespace

Grid chained(const Panel& panel, size_t channel) {
  const Grid& own = panel.grids[channel];
  Grid out = own;
  for (size_t unit = 0; unit < panel.units.size(); ++unit) {
    size_t month = 0;
    while (month < panel.month_count && !panel.is_there(unit, month)) ++month;
    for (int before = panel.units[unit].predecessor; before >= 0;
         before = panel.units[static_cast<size_t>(before)].predecessor) {
      const size_t source = static_cast<size_t>(before);
      for (size_t past = 0; past < month; ++past)
        if (panel.is_there(source, past)) out.at(unit, past) = own.at(source, past);
    }
  }
  return out;
}

Grid mapped(const Grid& grid, const std::function<double(double)>& function) {
  return scan(
      grid, [] {}, [&](double value, size_t, size_t) { return function(value); });
}

Grid reaches(const Grid& grid, double threshold) {
  return mapped(grid, [=](double value) { return value >= threshold ? 1.0 : 0.0; });
}

Grid log1p_of(const Grid& grid) {
  return mapped(grid, [](double value) { return std::copysign(std::log1p(std::abs(value)), value); });
}

Grid sum_over(const Grid& grid, int months) {
  const size_t window = static_cast<size_t>(months);
  double sum = 0;
  return scan(
      grid, [&] { sum = 0; },
      [&](double value, size_t unit, size_t month) {
        sum += value;
        if (month >= window) sum -= grid.at(unit, month - window);
        return sum;
      });
}

Grid lagged(const Grid& grid, int months) {
  const size_t lag = static_cast<size_t>(months);
  return scan(
      grid, [] {}, [&](double, size_t unit, size_t month) { return month >= lag ? grid.at(unit, month - lag) : 0.0; });
}

Grid decayed(const Grid& grid, double half_life) {
  const double keep = std::pow(0.5, 1 / half_life);
  double mean = 0;
  return scan(
      grid, [&] { mean = 0; },
      [&](double value, size_t, size_t) {
        mean = keep * mean + (1 - keep) * value;
        return mean;
      });
}

Grid months_since(const Grid& grid) {
  double months = 0;
  return scan(
      grid, [&] { months = 0; },
      [&](double value, size_t, size_t) {
        months = value > 0 ? 0 : months + 1;
        return months;
      });
}

void FeatureBuilder::add(std::string name, std::string words, Grid grid) {
  features_.push_back({std::move(name), std::move(words)});
  grids_.push_back(std::move(grid));
}

FeatureTable FeatureBuilder::build() const {
  FeatureTable table;
  table.features = features_;
  table.month_count = months_;
  table.values.reserve(units_ * months_ * features_.size());
  for (size_t unit = 0; unit < units_; ++unit)
    for (size_t month = 0; month < months_; ++month)
      for (const Grid& grid : grids_) table.values.push_back(static_cast<float>(grid.at(unit, month)));
  return table;
}

}  // namespace tocsin
