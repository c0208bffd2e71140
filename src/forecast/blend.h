// Blend: the forecaster's model. Logit and trees, weighed and calibrated in log-odds, so that what each feature adds
// can be told exactly.
#pragma once

#include <span>
#include <vector>

#include "forecast/logit.h"
#include "forecast/trees.h"

namespace tocsin {

/// log-odds = shift + logit_weight · logit + trees_weight · trees.
struct Calibration {
  double shift = 0;
  double logit_weight = 0.4;
  double trees_weight = 0.6;

  [[nodiscard]] double log_odds(double logit, double trees) const {
    return shift + logit_weight * logit + trees_weight * trees;
  }
};

/// Forecasts of time that neither model was trained on, and what came. Windows of several months overlap, and what
/// one war does to the level lasts: each row counts `weight` of one.
struct HeldBack {
  std::vector<double> logit, trees;
  std::vector<float> outcomes;
  double weight = 1;
};

/// Fits the three numbers by a ridge towards those a Calibration begins with: the weights with the strength `pull`, the
/// shift with a thirtieth of it. With one class or no rows it stays as it begins.
[[nodiscard]] Calibration fit_calibration(const HeldBack& held_back, double pull);

struct BlendOptions {
  double l2 = 30;
  TreeOptions trees;
  double pull = 300;  ///< of fit_calibration
};

/// Both models, trained on the same rows.
struct Blend {
  Logit logit;
  Trees trees;
  Calibration calibration;

  static Result<Blend> train(const Matrix& rows, std::span<const float> outcomes, const BlendOptions& options);

  struct Parts {
    std::vector<double> logit, trees;  ///< log-odds of each, before calibration
  };
  [[nodiscard]] Result<Parts> parts(const Matrix& rows) const;
  /// Probabilities, one a row.
  [[nodiscard]] Result<std::vector<double>> probabilities(const Matrix& rows) const;
  /// What each feature adds to the log-odds of one row; the last value is what does not depend on the row. The sum is
  /// the log-odds of `probabilities` to within 1e-4.
  [[nodiscard]] Result<std::vector<double>> contributions(std::span<const float> row) const;
};

}  // namespace tocsin
