// Forecast: a probability for one unit with what raised and lowered it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "forecast/panel.h"
#include "forecast/trained_model.h"

namespace tocsin {

/// What one feature adds to the log-odds, beside a unit about which the model knows nothing special.
struct Reason {
  std::string feature;
  std::string words;
  double value = 0;                  ///< of the feature
  double weight = 0;                 ///< added to the log-odds; above zero raises the risk
  std::vector<std::string> records;  ///< ids of what is behind it; empty = nothing is
};

/// What the model would say had something not been. Its answer, not a cause.
struct WhatIf {
  std::string without;  ///< in words
  double probability = 0;
};

struct Forecast {
  std::string unit, target, words;
  int horizon = 1;
  Month origin = 0;
  double probability = 0;
  double low = 0, high = 0;     ///< between what logit, trees and blend say alone
  double base = 0;              ///< log-odds without any reason; base + all weights = log-odds of the probability
  std::vector<Reason> reasons;  ///< all features, the heaviest first
  std::vector<WhatIf> what_ifs;
  std::string status;    ///< ok, no_history, coverage
  std::string coverage;  ///< what it rests on, in words
  std::string model_version, data_version;
};

/// The forecast for a row of features. Reasons have no records and there are no what-ifs yet.
[[nodiscard]] Result<Forecast> forecast_row(const TrainedModel& model, const HorizonModel& horizon,
                                            std::span<const float> row);

}  // namespace tocsin
