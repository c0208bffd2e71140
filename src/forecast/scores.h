// Scores of a backtest: every model on the same rows, with differences to ours, and the files they go to.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "forecast/backtest.h"
#include "forecast/metrics.h"

namespace tocsin {

/// One model on one set of rows.
struct ScoreRow {
  int horizon = 1;
  std::string subset;  ///< all, or onset: nothing in the twelve months before
  std::string model;
  size_t rows = 0, positives = 0;
  double roc = 0, pr = 0, brier = 0, brier_skill = 0, log_loss = 0, ece = 0, recall_top5 = 0, within_roc = 0;
  Difference log_loss_more, brier_more;  ///< this model's loss less ours, resampled by unit
};

/// One model's counts on all years or one.
struct CountScoreRow {
  int horizon = 1;
  std::string year;  ///< "all" or the origin's year
  std::string model;
  size_t rows = 0;
  double crps = 0, ignorance = 0, interval = 0;
  Difference crps_more;
};

/// Monthly alarms: the ten quiet units with the highest probability.
struct AlarmRow {
  int horizon = 1;
  std::string model;
  size_t months = 0, hits = 0, false_alarms = 0;
  size_t onsets = 0, warned = 0;  ///< first months after a quiet year, and those with an alarm in the horizon before
  double lead_months = 0;         ///< mean months from the first such alarm to the onset
};

struct Scores {
  std::vector<ScoreRow> rows;
  std::vector<CountScoreRow> counts;
  std::vector<AlarmRow> alarms;
};

/// `draws` resamples of units for the intervals; the seed is fixed.
[[nodiscard]] Scores score(const BacktestResult& result, int draws);

/// Writes predictions.csv, scores.csv and, where there are counts, counts.csv and count_scores.csv into the folder,
/// which is made. Fails (kResource) naming the file.
[[nodiscard]] Result<void> write_tables(const BacktestResult& result, const Scores& scores, const Panel& panel,
                                        const std::filesystem::path& folder);

/// "0.0797"; "–" where there is none.
[[nodiscard]] std::string with_digits(double value, int digits);

}  // namespace tocsin
