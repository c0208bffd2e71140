// Scores of forecasts. Each is a plain reading of its definition; sorting is stable, so ties cannot shuffle a figure.
#include "forecast/metrics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace tocsin {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr size_t kBins = 10;

std::vector<size_t> highest_first(std::span<const double> p) {
  std::vector<size_t> order(p.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::stable_sort(order, [&](size_t a, size_t b) { return p[a] > p[b]; });
  return order;
}

/// Pairs (positive above negative) won, ties half, and all pairs.
struct Pairs {
  double won = 0, all = 0;
};

Pairs pairs_of(std::span<const double> p, std::span<const uint8_t> outcomes) {
  const std::vector<size_t> order = highest_first(p);
  Pairs pairs;
  double positives_above = 0;
  double positives = 0;
  double negatives = 0;
  for (size_t at = 0; at < order.size();) {
    double tied_positives = 0;
    double tied_negatives = 0;
    const double value = p[order[at]];
    for (; at < order.size() && p[order[at]] == value; ++at)
      (outcomes[order[at]] != 0 ? tied_positives : tied_negatives) += 1;
    pairs.won += tied_negatives * (positives_above + tied_positives / 2);
    positives_above += tied_positives;
    positives += tied_positives;
    negatives += tied_negatives;
  }
  pairs.all = positives * negatives;
  return pairs;
}

double mean_of(std::span<const double> p, auto&& loss) {
  double sum = 0;
  for (size_t i = 0; i < p.size(); ++i) sum += loss(i);
  return p.empty() ? kNaN : sum / static_cast<double>(p.size());
}

/// xorshift64*: small, and the same on every machine.
struct Random {
  uint64_t state;
  uint64_t next() {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 0x2545F4914F6CDD1DULL;
  }
};

}  // namespace

double roc_auc(std::span<const double> p, std::span<const uint8_t> outcomes) {
  const Pairs pairs = pairs_of(p, outcomes);
  return pairs.all > 0 ? pairs.won / pairs.all : kNaN;
}

double average_precision(std::span<const double> p, std::span<const uint8_t> outcomes) {
  const std::vector<size_t> order = highest_first(p);
  double positives = 0;
  double area = 0;
  for (size_t at = 0; at < order.size();) {
    double found = 0;
    const double value = p[order[at]];
    for (; at < order.size() && p[order[at]] == value; ++at) found += outcomes[order[at]];
    positives += found;
    area += found * positives / static_cast<double>(at);
  }
  return positives > 0 ? area / positives : kNaN;
}

double brier(std::span<const double> p, std::span<const uint8_t> outcomes) {
  return mean_of(p, [&](size_t i) { return (p[i] - outcomes[i]) * (p[i] - outcomes[i]); });
}

double log_loss(std::span<const double> p, std::span<const uint8_t> outcomes) {
  return mean_of(p, [&](size_t i) {
    const double kept = std::clamp(p[i], 1e-6, 1 - 1e-6);
    return -std::log(outcomes[i] != 0 ? kept : 1 - kept);
  });
}

std::vector<ReliabilityBin> reliability(std::span<const double> p, std::span<const uint8_t> outcomes) {
  std::vector<ReliabilityBin> bins(kBins);
  for (size_t i = 0; i < p.size(); ++i) {
    ReliabilityBin& bin = bins[std::min(kBins - 1, static_cast<size_t>(p[i] * kBins))];
    bin.mean_p += p[i];
    bin.share += outcomes[i];
    ++bin.count;
  }
  for (ReliabilityBin& bin : bins) {
    if (bin.count == 0) continue;
    bin.mean_p /= static_cast<double>(bin.count);
    bin.share /= static_cast<double>(bin.count);
  }
  return bins;
}

double calibration_error(std::span<const double> p, std::span<const uint8_t> outcomes) {
  double sum = 0;
  for (const ReliabilityBin& bin : reliability(p, outcomes))
    sum += static_cast<double>(bin.count) * std::abs(bin.mean_p - bin.share);
  return p.empty() ? kNaN : sum / static_cast<double>(p.size());
}

double recall_at_top(std::span<const double> p, std::span<const uint8_t> outcomes, double share) {
  const std::vector<size_t> order = highest_first(p);
  const size_t top = static_cast<size_t>(std::ceil(share * static_cast<double>(p.size())));
  double found = 0;
  double positives = 0;
  for (size_t at = 0; at < order.size(); ++at) {
    positives += outcomes[order[at]];
    if (at < top) found += outcomes[order[at]];
  }
  return positives > 0 ? found / positives : kNaN;
}

double within_unit_roc(const Scored& scored) {
  std::map<uint32_t, Scored> by_unit;
  for (size_t i = 0; i < scored.p.size(); ++i) {
    Scored& unit = by_unit[scored.units[i]];
    unit.p.push_back(scored.p[i]);
    unit.outcomes.push_back(scored.outcomes[i]);
  }
  Pairs sum;
  for (const auto& [unit, rows] : by_unit) {
    const Pairs pairs = pairs_of(rows.p, rows.outcomes);
    sum.won += pairs.won;
    sum.all += pairs.all;
  }
  return sum.all > 0 ? sum.won / sum.all : kNaN;
}

Distribution Distribution::of(std::vector<double> values, std::vector<double> weights) {
  std::vector<size_t> order(values.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::stable_sort(order, [&](size_t a, size_t b) { return values[a] < values[b]; });
  Distribution sorted;
  for (const size_t at : order) {
    sorted.values.push_back(values[at]);
    sorted.weights.push_back(weights[at]);
  }
  return sorted;
}

double Distribution::quantile(double share) const {
  double below = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    below += weights[i];
    if (below >= share - 1e-12) return values[i];
  }
  return values.empty() ? kNaN : values.back();
}

double Distribution::mean() const { return std::inner_product(values.begin(), values.end(), weights.begin(), 0.0); }

// E|X - X'| / 2 is the integral of F (1 - F), a sum over the gaps between the values.
double crps(const Distribution& forecast, double outcome) {
  double off = 0;
  double spread = 0;
  double below = 0;
  for (size_t i = 0; i < forecast.values.size(); ++i) {
    off += forecast.weights[i] * std::abs(forecast.values[i] - outcome);
    below += forecast.weights[i];
    if (i + 1 < forecast.values.size()) spread += (forecast.values[i + 1] - forecast.values[i]) * below * (1 - below);
  }
  return off - spread;
}

double ignorance(const Distribution& forecast, double outcome) {
  static constexpr std::array<double, 10> kLast = {0, 2, 5, 10, 25, 50, 100, 250, 500, 1000};
  const auto bin_of = [](double value) {
    return static_cast<size_t>(std::ranges::lower_bound(kLast, std::round(value)) - kLast.begin());
  };
  constexpr double kSpread = 0.001;
  double p = 0;
  for (size_t i = 0; i < forecast.values.size(); ++i)
    if (bin_of(forecast.values[i]) == bin_of(outcome)) p += forecast.weights[i];
  return -std::log2((1 - kSpread) * p + kSpread / (kLast.size() + 1));
}

double interval_score(const Distribution& forecast, double outcome) {
  const double low = forecast.quantile(0.05);
  const double high = forecast.quantile(0.95);
  return high - low + 20 * (std::max(0.0, low - outcome) + std::max(0.0, outcome - high));
}

Difference paired_difference(std::span<const double> one, std::span<const double> other,
                             std::span<const uint32_t> units, int draws, uint64_t seed) {
  std::map<uint32_t, std::pair<double, double>> by_unit;  // sum of differences, rows
  for (size_t i = 0; i < one.size(); ++i) {
    auto& [sum, rows] = by_unit[units[i]];
    sum += one[i] - other[i];
    rows += 1;
  }
  std::vector<std::pair<double, double>> blocks;
  Difference difference;
  for (const auto& [unit, block] : by_unit) {
    blocks.push_back(block);
    difference.mean += block.first;
  }
  if (blocks.empty()) return {kNaN, kNaN, kNaN};
  difference.mean /= static_cast<double>(one.size());
  Random random{seed * 2 + 1};
  std::vector<double> means;
  for (int draw = 0; draw < draws; ++draw) {
    double sum = 0;
    double rows = 0;
    for (size_t i = 0; i < blocks.size(); ++i) {
      const auto& [part, size] = blocks[random.next() % blocks.size()];
      sum += part;
      rows += size;
    }
    means.push_back(sum / rows);
  }
  std::ranges::sort(means);
  difference.low = means[means.size() / 40];
  difference.high = means[means.size() - 1 - means.size() / 40];
  return difference;
}

}  // namespace tocsin
