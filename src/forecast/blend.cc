// Trains both models, weighs them, and takes their log-odds apart.
#include "forecast/blend.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace tocsin {

Calibration fit_calibration(const HeldBack& held_back, double pull) {
  const std::vector<float>& outcomes = held_back.outcomes;
  const double positives = std::accumulate(outcomes.begin(), outcomes.end(), 0.0);
  if (positives < 1 || positives > static_cast<double>(outcomes.size()) - 1) return {};
  const std::array<double, 3> prior = {0, Calibration{}.logit_weight, Calibration{}.trees_weight};
  std::array<double, 3> w = prior;
  for (int steps = 0; steps < 30; ++steps) {
    std::vector<double> hessian(9, 0);
    std::vector<double> step(3, 0);
    for (size_t i = 0; i < outcomes.size(); ++i) {
      const std::array<double, 3> x = {1, held_back.logit[i], held_back.trees[i]};
      const double p = sigmoid(w[0] + w[1] * x[1] + w[2] * x[2]);
      const double curvature = held_back.weight * std::max(p * (1 - p), 1e-9);
      for (size_t a = 0; a < 3; ++a) {
        step[a] += held_back.weight * (p - outcomes[i]) * x[a];
        for (size_t b = 0; b < 3; ++b) hessian[a * 3 + b] += curvature * x[a] * x[b];
      }
    }
    for (size_t a = 0; a < 3; ++a) {
      // The shift mends the level, which the two weights cannot.
      const double strength = a == 0 ? pull / 30 : pull;
      step[a] += strength * (w[a] - prior[a]);
      hessian[a * 3 + a] += strength;
    }
    if (!solve_symmetric(hessian, step)) break;
    double largest = 0;
    for (size_t a = 0; a < 3; ++a) {
      w[a] -= step[a];
      largest = std::max(largest, std::abs(step[a]));
    }
    if (largest < 1e-9) break;
  }
  return {w[0], w[1], w[2]};
}

Result<Blend> Blend::train(const Matrix& rows, std::span<const float> outcomes, const BlendOptions& options) {
  Logit logit = fit_logit(rows, outcomes, options.l2);
  TRY(Trees trees, Trees::train(rows, outcomes, options.trees));
  return Blend{std::move(logit), std::move(trees), {}};
}

Result<Blend::Parts> Blend::parts(const Matrix& rows) const {
  Parts parts;
  for (size_t i = 0; i < rows.rows(); ++i) parts.logit.push_back(logit.log_odds(rows.row(i)));
  TRY(parts.trees, trees.log_odds(rows));
  return parts;
}

Result<std::vector<double>> Blend::probabilities(const Matrix& rows) const {
  TRY(const Parts found, parts(rows));
  std::vector<double> p;
  for (size_t i = 0; i < rows.rows(); ++i) p.push_back(sigmoid(calibration.log_odds(found.logit[i], found.trees[i])));
  return p;
}

Result<std::vector<double>> Blend::contributions(std::span<const float> row) const {
  TRY(std::vector<double> added, trees.contributions({row, row.size()}));
  for (size_t j = 0; j < row.size(); ++j)
    added[j] = calibration.trees_weight * added[j] + calibration.logit_weight * logit.term(j, row[j]);
  added.back() =
      calibration.shift + calibration.trees_weight * added.back() + calibration.logit_weight * logit.intercept;
  return added;
}

}  // namespace tocsin
