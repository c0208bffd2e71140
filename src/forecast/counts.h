// Counts: how many deaths there will be in the month t+h, as a distribution.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "forecast/baselines.h"
#include "forecast/blend.h"
#include "forecast/features.h"
#include "forecast/metrics.h"

namespace tocsin {

/// Training rows have a known value `horizon` months ahead that lies before the test year.
struct CountInput {
  const Panel& panel;
  const FeatureTable& features;
  size_t channel = 0;
  int horizon = 1;
  int delay = 0;
  const std::vector<Origin>& training;
  const std::vector<Origin>& tests;
  const BlendOptions& blend;
};

struct CountForecasts {
  std::string model;
  std::vector<Distribution> distributions;  ///< one a test row
};

/// `tocsin`, the hurdle (whether there are any, then how many) pooled with the unit's own recent months; beside it
/// `last12`, the last twelve months as they were, `hurdle` alone, and `hurdle_pool`, both half and half.
[[nodiscard]] Result<std::vector<CountForecasts>> count_forecasts(const CountInput& input);

/// What one model's distributions are worth, row by row; NaN where the count is not known.
struct CountScores {
  std::string model;
  std::vector<double> mean, low, median, high;  ///< 5 %, 50 % and 95 % quantiles
  std::vector<double> outcome, crps, ignorance, interval;
};
[[nodiscard]] CountScores score_counts(const CountForecasts& forecasts, const std::vector<double>& outcomes);

}  // namespace tocsin
