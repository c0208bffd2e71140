// Newton's method for the penalised logit: at most 25 steps, halved where one overshoots.
#include "forecast/logit.h"

#include <algorithm>
#include <cmath>

namespace tocsin {
namespace {

constexpr double kClip = 8;
constexpr int kMaxSteps = 25;
constexpr double kSmallStep = 1e-4;

void standardise(Logit& logit, const Matrix& rows) {
  const size_t n = rows.rows();
  logit.means.assign(rows.columns, 0);
  logit.deviations.assign(rows.columns, 0);
  for (size_t i = 0; i < n; ++i)
    for (size_t j = 0; j < rows.columns; ++j) logit.means[j] += rows.row(i)[j];
  for (double& mean : logit.means) mean /= static_cast<double>(n);
  for (size_t i = 0; i < n; ++i)
    for (size_t j = 0; j < rows.columns; ++j) {
      const double off = rows.row(i)[j] - logit.means[j];
      logit.deviations[j] += off * off;
    }
  for (double& deviation : logit.deviations) deviation = std::sqrt(deviation / static_cast<double>(n));
}

double standardised(const Logit& logit, size_t feature, float value) {
  const double deviation = logit.deviations[feature];
  if (deviation < 1e-9) return 0;
  return std::clamp((value - logit.means[feature]) / deviation, -kClip, kClip);
}

/// Standardised rows with a leading 1, as floats: the fit reads them once a step.
std::vector<float> design(const Logit& logit, const Matrix& rows) {
  std::vector<float> x;
  x.reserve(rows.rows() * (rows.columns + 1));
  for (size_t i = 0; i < rows.rows(); ++i) {
    x.push_back(1);
    for (size_t j = 0; j < rows.columns; ++j) x.push_back(static_cast<float>(standardised(logit, j, rows.row(i)[j])));
  }
  return x;
}

double dot(std::span<const float> x, const std::vector<double>& w) {
  double sum = 0;
  for (size_t j = 0; j < w.size(); ++j) sum += x[j] * w[j];
  return sum;
}

/// Gradient and (lower) Hessian of the penalised loss at `w`; gives the loss.
double slope(const std::vector<float>& x, std::span<const float> y, const std::vector<double>& w, double l2,
             std::vector<double>& gradient, std::vector<double>& hessian) {
  const size_t k = w.size();
  gradient.assign(k, 0);
  hessian.assign(k * k, 0);
  double loss = 0;
  for (size_t i = 0; i < y.size(); ++i) {
    const std::span<const float> row(&x[i * k], k);
    const double z = dot(row, w);
    const double p = sigmoid(z);
    loss += std::max(z, 0.0) - z * y[i] + std::log1p(std::exp(-std::abs(z)));
    const double residual = p - y[i];
    const double curvature = std::max(p * (1 - p), 1e-9);
    for (size_t a = 0; a < k; ++a) {
      gradient[a] += residual * row[a];
      const double scaled = curvature * row[a];
      double* into = &hessian[a * k];
      for (size_t b = 0; b <= a; ++b) into[b] += scaled * row[b];
    }
  }
  for (size_t a = 0; a < k; ++a) {
    const double penalty = a == 0 ? 1e-6 : l2;
    gradient[a] += penalty * w[a];
    hessian[a * k + a] += penalty;
    loss += 0.5 * penalty * w[a] * w[a];
  }
  for (size_t a = 0; a < k; ++a)
    for (size_t b = a + 1; b < k; ++b) hessian[a * k + b] = hessian[b * k + a];
  return loss;
}

double loss_at(const std::vector<float>& x, std::span<const float> y, const std::vector<double>& w, double l2) {
  double loss = 0;
  for (size_t i = 0; i < y.size(); ++i) {
    const double z = dot(std::span<const float>(&x[i * w.size()], w.size()), w);
    loss += std::max(z, 0.0) - z * y[i] + std::log1p(std::exp(-std::abs(z)));
  }
  for (size_t a = 0; a < w.size(); ++a) loss += 0.5 * (a == 0 ? 1e-6 : l2) * w[a] * w[a];
  return loss;
}

}  // namespace

double sigmoid(double z) { return z >= 0 ? 1 / (1 + std::exp(-z)) : std::exp(z) / (1 + std::exp(z)); }

bool solve_symmetric(std::vector<double>& a, std::vector<double>& b) {
  const size_t n = b.size();
  for (size_t j = 0; j < n; ++j) {
    for (size_t k = 0; k < j; ++k)
      for (size_t i = j; i < n; ++i) a[i * n + j] -= a[i * n + k] * a[j * n + k];
    if (a[j * n + j] <= 0) return false;
    const double root = std::sqrt(a[j * n + j]);
    for (size_t i = j; i < n; ++i) a[i * n + j] /= root;
  }
  for (size_t i = 0; i < n; ++i) {
    for (size_t k = 0; k < i; ++k) b[i] -= a[i * n + k] * b[k];
    b[i] /= a[i * n + i];
  }
  for (size_t i = n; i-- > 0;) {
    for (size_t k = i + 1; k < n; ++k) b[i] -= a[k * n + i] * b[k];
    b[i] /= a[i * n + i];
  }
  return true;
}

double Logit::term(size_t feature, float value) const { return weights[feature] * standardised(*this, feature, value); }

double Logit::log_odds(std::span<const float> row) const {
  double sum = intercept;
  for (size_t j = 0; j < weights.size(); ++j) sum += term(j, row[j]);
  return sum;
}

Logit fit_logit(const Matrix& rows, std::span<const float> outcomes, double l2) {
  Logit logit;
  standardise(logit, rows);
  const std::vector<float> x = design(logit, rows);
  std::vector<double> w(rows.columns + 1, 0);
  std::vector<double> step;
  std::vector<double> hessian;
  for (int steps = 0; steps < kMaxSteps; ++steps) {
    const double loss = slope(x, outcomes, w, l2, step, hessian);
    if (!solve_symmetric(hessian, step)) break;
    double largest = 0;
    for (const double part : step) largest = std::max(largest, std::abs(part));
    double scale = 1;
    std::vector<double> next = w;
    for (int halvings = 0; halvings < 10; ++halvings, scale /= 2) {
      for (size_t j = 0; j < w.size(); ++j) next[j] = w[j] - scale * step[j];
      if (loss_at(x, outcomes, next, l2) <= loss) break;
    }
    w = next;
    if (largest < kSmallStep) break;
  }
  logit.intercept = w.front();
  logit.weights.assign(w.begin() + 1, w.end());
  return logit;
}

}  // namespace tocsin
