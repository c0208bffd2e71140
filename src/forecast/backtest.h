// Backtest: every year is forecast by models that saw only what was over before it began.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "forecast/blend.h"
#include "forecast/counts.h"
#include "forecast/features.h"
#include "forecast/panel.h"
#include "forecast/target.h"

namespace tocsin {

struct BacktestOptions {
  std::vector<int> horizons = {1, 3, 6, 12};
  Month test_first = 0;
  Month test_last = 0;        ///< the windows of all test rows end by then
  int delay = 0;              ///< months until what happened is released
  int threads = 1;            ///< does not change the figures
  int first_training = 12;    ///< months of the panel before the first training row
  int calibration_years = 5;  ///< held-back years that weigh and calibrate the models
  bool with_counts = true;
  BlendOptions blend;
};

/// One model's forecasts, beside the rows of its horizon.
struct ModelForecasts {
  std::string model;
  std::vector<double> p;
};

/// All test rows of one horizon. Rows whose outcome is not known (-1) are forecast and not scored.
struct HorizonForecasts {
  int horizon = 1;
  std::vector<uint32_t> units;
  std::vector<Month> origins;
  std::vector<int8_t> outcomes;
  std::vector<uint8_t> onset;  ///< nothing in the twelve months before: what comes is new
  std::vector<ModelForecasts> models;
  std::vector<CountScores> counts;  ///< beside the same rows; none where the target has no counts
};

struct BacktestResult {
  Target target;
  std::vector<HorizonForecasts> horizons;
  std::vector<std::string> notes;  ///< years that could not be forecast and why
};

/// Rolls through the test years. Fails (kInput) where no year can be forecast: too short a past, or one class.
[[nodiscard]] Result<BacktestResult> run_backtest(const Panel& panel, const FeatureTable& features,
                                                  const Target& target, const BacktestOptions& options);

/// Rows of a feature table as one matrix.
[[nodiscard]] std::vector<float> gather(const FeatureTable& features, const std::vector<Origin>& rows, int delay);

}  // namespace tocsin
