// Features: what was known of a unit at the end of a month, as numbers (docs/forecast.md has the table).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "forecast/panel.h"
#include "forecast/units.h"

namespace tocsin {

struct Feature {
  std::string name;   ///< sb_sum12
  std::string words;  ///< "deaths in state-based fighting in the last 12 months"
};

/// One row a unit and month, one column a feature. A row uses that month and earlier ones only.
struct FeatureTable {
  std::vector<Feature> features;
  size_t month_count = 0;
  std::vector<float> values;

  [[nodiscard]] std::span<const float> row(size_t unit, size_t month) const {
    return std::span(values).subspan((unit * month_count + month) * features.size(), features.size());
  }
};

/// Countries by their own violence, that of their neighbours and region, and the world's. Needs the channels of
/// country_panel.h.
[[nodiscard]] FeatureTable country_features(const Panel& panel, const Units& units);

/// Pairs by what passed between them, what each has with others, and their distance by borders.
[[nodiscard]] FeatureTable dyad_features(const Panel& panel, const Units& units);

}  // namespace tocsin
