// L2 logistic regression on standardised features, fitted by Newton's method.
#pragma once

#include <span>
#include <vector>

#include "base/result.h"

namespace tocsin {

/// Rows of floats, one after the other; a view.
struct Matrix {
  std::span<const float> values;
  size_t columns = 0;
  [[nodiscard]] size_t rows() const { return columns == 0 ? 0 : values.size() / columns; }
  [[nodiscard]] std::span<const float> row(size_t index) const { return values.subspan(index * columns, columns); }
};

/// 1 / (1 + e^-z), without overflow.
[[nodiscard]] double sigmoid(double z);

/// log-odds = intercept + sum of weight · clamp((x - mean) / deviation, ±8). Linear in each feature, so the terms are
/// exact contributions.
struct Logit {
  double intercept = 0;
  std::vector<double> weights, means, deviations;

  [[nodiscard]] double term(size_t feature, float value) const;
  [[nodiscard]] double log_odds(std::span<const float> row) const;
};

/// Fits by Newton's method with a penalty of `l2` / 2 times the squared weights (not the intercept). `outcomes` are 0
/// and 1, as many as rows. A feature that never varies gets no weight.
[[nodiscard]] Logit fit_logit(const Matrix& rows, std::span<const float> outcomes, double l2);

/// Solves A x = b for a symmetric positive definite A (row by row) by Cholesky's method; `a` is destroyed, `b` becomes
/// x. False where A is not positive definite.
[[nodiscard]] bool solve_symmetric(std::vector<double>& a, std::vector<double>& b);

}  // namespace tocsin
