// Baselines: what a forecast must beat. Always computed on the same rows and printed beside.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "forecast/panel.h"
#include "forecast/target.h"

namespace tocsin {

/// A row of a panel: a unit at the end of a month (index from the panel's first).
struct Origin {
  uint32_t unit = 0;
  uint32_t month = 0;
};

/// What baselines look at. `outcomes` as outcomes_of gives them; `delay` months of the past are not released yet.
struct BaselineInput {
  const Panel& panel;
  const Target& target;
  int horizon = 1;
  int delay = 0;
  const std::vector<int8_t>& outcomes;
  const std::vector<Origin>& training;  ///< their windows end before the test year
  const std::vector<Origin>& tests;
};

struct BaselineForecasts {
  std::string model;
  std::vector<double> p;  ///< one a test row
};

/// base_rate: share of training rows. last_value: share among training rows with, or without, the like in the last
/// month. history60: share of the last 60 windows that are over. peace_months: logit on the time since the last.
/// last12: share of the windows that ended in the last 12 months.
[[nodiscard]] std::vector<BaselineForecasts> baseline_forecasts(const BaselineInput& input);

}  // namespace tocsin
