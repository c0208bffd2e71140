// Takes one forecast apart.
#include "forecast/explain.h"

#include <algorithm>
#include <cmath>

namespace tocsin {

Result<Forecast> forecast_row(const TrainedModel& model, const HorizonModel& horizon, std::span<const float> row) {
  const Blend& blend = horizon.blend;
  TRY(const std::vector<double> added, blend.contributions(row));
  TRY(const Blend::Parts parts, blend.parts({row, row.size()}));
  Forecast forecast;
  forecast.target = model.target;
  forecast.words = model.words;
  forecast.horizon = horizon.horizon;
  forecast.model_version = model.version;
  forecast.probability = sigmoid(blend.calibration.log_odds(parts.logit[0], parts.trees[0]));
  const auto [low, high] = std::minmax({forecast.probability, sigmoid(parts.logit[0]), sigmoid(parts.trees[0])});
  forecast.low = low;
  forecast.high = high;
  forecast.base = added.back();
  for (size_t i = 0; i < row.size(); ++i)
    forecast.reasons.push_back({model.features[i].name, model.features[i].words, row[i], added[i], {}});
  std::ranges::stable_sort(forecast.reasons,
                           [](const Reason& a, const Reason& b) { return std::abs(a.weight) > std::abs(b.weight); });
  return forecast;
}

}  // namespace tocsin
