// The hurdle (Mullahy 1986): whether there are any deaths by the blend, how many by trees on their logarithm with the
// errors of held-back time. Pooled with the unit's recent months, which know what no model does: the size of this war.
#include "forecast/counts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "forecast/backtest.h"
#include "forecast/history.h"

namespace tocsin {
namespace {

constexpr size_t kQuantiles = 50;  // of the sizes, given that there are deaths
constexpr size_t kErrorBins = 3;   // errors differ between small and large wars
constexpr size_t kLeastPositives = 100;
constexpr int kHeldBackMonths = 36;
constexpr int kRecentMonths = 12;

/// Rows with deaths: their features and the logarithm of how many.
struct Sizes {
  std::vector<float> rows, logs;
};

/// What was predicted on held-back time and how far off it was, in three bins by the size predicted.
struct Errors {
  std::array<double, kErrorBins - 1> cuts{};
  std::array<std::vector<double>, kErrorBins> quantiles;

  [[nodiscard]] const std::vector<double>& of(double predicted) const {
    size_t bin = 0;
    while (bin < cuts.size() && predicted > cuts[bin]) ++bin;
    return quantiles[bin];
  }
};

double quantile_of(const std::vector<double>& sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const size_t below = static_cast<size_t>(at);
  const size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

Errors errors_of(const std::vector<double>& predicted, const std::vector<float>& actual) {
  Errors errors;
  std::vector<double> sorted = predicted;
  std::ranges::sort(sorted);
  for (size_t cut = 0; cut < errors.cuts.size(); ++cut)
    errors.cuts[cut] = quantile_of(sorted, static_cast<double>(cut + 1) / kErrorBins);
  std::array<std::vector<double>, kErrorBins> off;
  for (size_t i = 0; i < predicted.size(); ++i) {
    size_t bin = 0;
    while (bin < errors.cuts.size() && predicted[i] > errors.cuts[bin]) ++bin;
    off[bin].push_back(actual[i] - predicted[i]);
  }
  for (size_t bin = 0; bin < kErrorBins; ++bin) {
    if (off[bin].empty()) off[bin].push_back(0);
    std::ranges::sort(off[bin]);
    for (size_t q = 0; q < kQuantiles; ++q)
      errors.quantiles[bin].push_back(quantile_of(off[bin], (static_cast<double>(q) + 0.5) / kQuantiles));
  }
  return errors;
}

class CountModel {
 public:
  explicit CountModel(const CountInput& in) : in_(in), values_(chained(in.panel, in.channel)) {}

  Result<std::vector<CountForecasts>> run() {
    TRY(std::vector<Distribution> hurdle, hurdle_distributions());
    CountForecasts pooled{"tocsin", {}};
    CountForecasts last{"last12", {}};
    CountForecasts half{"hurdle_pool", {}};
    for (size_t i = 0; i < in_.tests.size(); ++i) {
      // Recent months say more than old ones, the less so the further ahead one looks.
      const Distribution recent = recent_months(in_.tests[i], 2.0 + in_.horizon);
      const Distribution flat = recent_months(in_.tests[i], std::numeric_limits<double>::infinity());
      pooled.distributions.push_back(pool(hurdle[i], recent));
      half.distributions.push_back(pool(hurdle[i], flat));
      last.distributions.push_back(flat);
    }
    std::vector<CountForecasts> forecasts;
    forecasts.push_back(std::move(pooled));
    forecasts.push_back(std::move(last));
    forecasts.push_back({"hurdle", std::move(hurdle)});
    forecasts.push_back(std::move(half));
    return forecasts;
  }

 private:
  size_t columns() const { return in_.features.features.size(); }
  double ahead(Origin row) const {
    return in_.panel.grids[in_.channel].at(row.unit, row.month + static_cast<size_t>(in_.horizon));
  }

  Result<std::vector<double>> chances(const std::vector<float>& tests) const {
    std::vector<float> came;
    for (const Origin row : in_.training) came.push_back(ahead(row) > 0 ? 1 : 0);
    const std::vector<float> training = gather(in_.features, in_.training, in_.delay);
    TRY(const Blend blend, Blend::train({training, columns()}, came, in_.blend));
    return blend.probabilities({tests, columns()});
  }

  Sizes sizes(uint32_t first_month, uint32_t end_month) const {
    Sizes sizes;
    std::vector<Origin> rows;
    for (const Origin row : in_.training)
      if (ahead(row) > 0 && row.month >= first_month && row.month < end_month) {
        rows.push_back(row);
        sizes.logs.push_back(static_cast<float>(std::log(ahead(row))));
      }
    sizes.rows = gather(in_.features, rows, in_.delay);
    return sizes;
  }

  Result<Trees> fit(const Sizes& sizes) const {
    TreeOptions options = in_.blend.trees;
    options.is_regression = true;
    options.rounds = 150;
    options.rate = 0.05;
    options.least_weight = 20;
    options.l2 = 5;
    return Trees::train({sizes.rows, columns()}, sizes.logs, options);
  }

  /// Without enough months with deaths the size is unknown: the recent months stand in for the hurdle.
  Result<std::vector<Distribution>> hurdle_distributions() const {
    const uint32_t end = in_.training.empty() ? 0 : std::ranges::max(in_.training, {}, &Origin::month).month + 1;
    const uint32_t held_back = end > kHeldBackMonths ? end - kHeldBackMonths : 0;
    const Sizes before = sizes(0, held_back);
    const Sizes after = sizes(held_back, end);
    std::vector<Distribution> out;
    if (before.logs.size() < kLeastPositives || after.logs.size() < kLeastPositives) {
      for (const Origin row : in_.tests) out.push_back(recent_months(row, std::numeric_limits<double>::infinity()));
      return out;
    }
    const std::vector<float> tests = gather(in_.features, in_.tests, in_.delay);
    TRY(const std::vector<double> p, chances(tests));
    TRY(const Trees earlier, fit(before));
    TRY(const std::vector<double> predicted, earlier.log_odds({after.rows, columns()}));
    const Errors errors = errors_of(predicted, after.logs);
    TRY(const Trees all, fit(sizes(0, end)));
    TRY(const std::vector<double> size, all.log_odds({tests, columns()}));
    for (size_t i = 0; i < in_.tests.size(); ++i) {
      std::vector<double> values = {0};
      std::vector<double> weights = {1 - p[i]};
      for (const double error : errors.of(size[i])) {
        values.push_back(std::max(1.0, std::exp(size[i] + error)));
        weights.push_back(p[i] / kQuantiles);
      }
      out.push_back(Distribution::of(std::move(values), std::move(weights)));
    }
    return out;
  }

  Distribution recent_months(Origin row, double half_life) const {
    std::vector<double> values;
    std::vector<double> weights;
    const int last = static_cast<int>(row.month) - in_.delay;
    for (int back = 0; back < kRecentMonths; ++back) {
      const int month = std::max(0, last - back);
      values.push_back(values_.at(row.unit, static_cast<size_t>(month)));
      weights.push_back(std::pow(0.5, back / half_life));
    }
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (double& weight : weights) weight /= sum;
    return Distribution::of(std::move(values), std::move(weights));
  }

  static Distribution pool(const Distribution& one, const Distribution& other) {
    std::vector<double> values = one.values;
    std::vector<double> weights = one.weights;
    values.insert(values.end(), other.values.begin(), other.values.end());
    weights.insert(weights.end(), other.weights.begin(), other.weights.end());
    for (double& weight : weights) weight /= 2;
    return Distribution::of(std::move(values), std::move(weights));
  }

  const CountInput& in_;
  Grid values_;
};

}  // namespace

Result<std::vector<CountForecasts>> count_forecasts(const CountInput& input) { return CountModel(input).run(); }

CountScores score_counts(const CountForecasts& forecasts, const std::vector<double>& outcomes) {
  CountScores scores;
  scores.model = forecasts.model;
  scores.outcome = outcomes;
  for (size_t i = 0; i < outcomes.size(); ++i) {
    const Distribution& forecast = forecasts.distributions[i];
    const bool is_known = !std::isnan(outcomes[i]);
    scores.mean.push_back(forecast.mean());
    scores.low.push_back(forecast.quantile(0.05));
    scores.median.push_back(forecast.quantile(0.5));
    scores.high.push_back(forecast.quantile(0.95));
    scores.crps.push_back(is_known ? crps(forecast, outcomes[i]) : outcomes[i]);
    scores.ignorance.push_back(is_known ? ignorance(forecast, outcomes[i]) : outcomes[i]);
    scores.interval.push_back(is_known ? interval_score(forecast, outcomes[i]) : outcomes[i]);
  }
  return scores;
}

}  // namespace tocsin
