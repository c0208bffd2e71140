// Gradient-boosted trees over XGBoost's C API; nothing of it shows through.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "forecast/logit.h"

namespace tocsin {

struct TreeOptions {
  int rounds = 250;
  int depth = 4;
  int trees_a_round = 1;  ///< averaged, each on its own draw of rows and columns
  double rate = 0.04;
  double row_share = 0.7;
  double column_share = 0.5;
  double least_weight = 5;
  double l2 = 2;
  int seed = 1;
  bool is_regression = false;  ///< of a number by least squares, instead of the log-odds of 0 and 1
};

/// A trained ensemble. One thread at a time; training uses one thread, so that the same rows give the same trees.
class Trees {
 public:
  /// Fits log-odds of 0/1 outcomes (or a number). Fails (kInternal) with XGBoost's own words.
  static Result<Trees> train(const Matrix& rows, std::span<const float> outcomes, const TreeOptions& options);
  /// From what `bytes` gave. Fails (kResource) where it is no such model.
  static Result<Trees> load(std::string_view bytes);

  /// Log-odds, one a row.
  [[nodiscard]] Result<std::vector<double>> log_odds(const Matrix& rows) const;
  /// What each feature adds to the log-odds of each row (Lundberg and Lee 2018, exact for trees): columns + 1 values a
  /// row, the last what does not depend on the row. They add up to log_odds.
  [[nodiscard]] Result<std::vector<double>> contributions(const Matrix& rows) const;
  /// XGBoost's own binary JSON.
  [[nodiscard]] Result<std::string> bytes() const;

  Trees(Trees&&) noexcept;
  Trees& operator=(Trees&&) noexcept;
  ~Trees();

 private:
  struct Booster;
  explicit Trees(std::unique_ptr<Booster> booster);
  std::unique_ptr<Booster> booster_;
};

}  // namespace tocsin
