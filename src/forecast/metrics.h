// Metrics of probabilities and of counts, with the sources of their definitions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tocsin {

/// Forecasts and what came of them, one a row; `units` says which rows belong together.
struct Scored {
  std::vector<double> p;
  std::vector<uint8_t> outcomes;
  std::vector<uint32_t> units;
};

/// Area under the ROC curve: how often a positive stands above a negative, ties counting half. NaN with one class.
[[nodiscard]] double roc_auc(std::span<const double> p, std::span<const uint8_t> outcomes);
/// Average precision (the step-wise area under precision and recall). NaN without positives.
[[nodiscard]] double average_precision(std::span<const double> p, std::span<const uint8_t> outcomes);
/// Mean squared difference (Brier 1950).
[[nodiscard]] double brier(std::span<const double> p, std::span<const uint8_t> outcomes);
/// Mean of -ln of the probability given to what came; probabilities are kept within 1e-6 of 0 and 1.
[[nodiscard]] double log_loss(std::span<const double> p, std::span<const uint8_t> outcomes);
/// Expected calibration error: ten bins of equal width, |mean forecast - share that came| weighed by size.
[[nodiscard]] double calibration_error(std::span<const double> p, std::span<const uint8_t> outcomes);
/// Share of the positives among the highest 5 % of all forecasts. NaN without positives.
[[nodiscard]] double recall_at_top(std::span<const double> p, std::span<const uint8_t> outcomes, double share = 0.05);
/// ROC over time inside units: of all pairs of a positive and a negative month of one unit, the share in which the
/// positive stands higher. NaN where no unit has both. Says whether a model knows *when*, not only *where*.
[[nodiscard]] double within_unit_roc(const Scored& scored);

/// One bin of a reliability plot.
struct ReliabilityBin {
  double mean_p = 0;
  double share = 0;
  size_t count = 0;
};
[[nodiscard]] std::vector<ReliabilityBin> reliability(std::span<const double> p, std::span<const uint8_t> outcomes);

/// A distribution of a count: values with weights that add up to 1. Values ascend.
struct Distribution {
  std::vector<double> values, weights;
  /// Sorts by value.
  static Distribution of(std::vector<double> values, std::vector<double> weights);
  /// The smallest value with at least this much weight at or below it.
  [[nodiscard]] double quantile(double share) const;
  [[nodiscard]] double mean() const;
};

/// Continuous ranked probability score (Gneiting and Raftery 2007): E|X - y| - E|X - X'| / 2.
[[nodiscard]] double crps(const Distribution& forecast, double outcome);
/// -log2 of the probability of the outcome's bin, bins 0, 1-2, 3-5, 6-10, 11-25, 26-50, 51-100, 101-250, 251-500,
/// 501-1000, 1001 and more (VIEWS prediction challenge 2023); a share of 1/1000 is spread over all bins first.
[[nodiscard]] double ignorance(const Distribution& forecast, double outcome);
/// Interval score of the central 90 % (Gneiting and Raftery 2007): width, plus 20 times what lies outside.
[[nodiscard]] double interval_score(const Distribution& forecast, double outcome);

/// Mean difference of two models' losses with its 95 % interval: `draws` resamples of units with replacement.
struct Difference {
  double mean = 0, low = 0, high = 0;
};
[[nodiscard]] Difference paired_difference(std::span<const double> one, std::span<const double> other,
                                           std::span<const uint32_t> units, int draws, uint64_t seed);

}  // namespace tocsin
