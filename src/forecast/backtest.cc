// The rolling origin: base models year by year in parallel, then calibration on the years before, then baselines.
#include "forecast/backtest.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <thread>

namespace tocsin {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr size_t kLeastTraining = 200;

/// One horizon's test year: what it trains on, what it forecasts, and what came out.
struct YearTask {
  size_t horizon_index = 0;
  int horizon = 1;
  int year = 0;
  bool is_test = false;  ///< else only for calibration
  std::vector<Origin> training, rows;
  std::optional<Blend::Parts> parts;
  std::vector<CountForecasts> counts;
  std::optional<Error> error;
};

class Backtest {
 public:
  Backtest(const Panel& panel, const FeatureTable& features, const Target& target, const BacktestOptions& options)
      : panel_(panel), features_(features), target_(target), options_(options), quiet_(quiet_before(panel, target)) {
    for (const int horizon : options.horizons) outcomes_.push_back(outcomes_of(panel, target, horizon));
  }

  Result<BacktestResult> run() {
    plan();
    work_off();
    BacktestResult result;
    result.target = target_;
    result.notes = notes_;
    for (const YearTask& task : tasks_)
      if (task.error) return std::unexpected(*task.error);
    for (size_t h = 0; h < options_.horizons.size(); ++h) {
      HorizonForecasts forecasts = collect(h);
      if (forecasts.units.empty())
        return fail(ErrorKind::kInput, "no month from " + format_month(options_.test_first) + " to " +
                                           format_month(options_.test_last) + " can be forecast " +
                                           std::to_string(options_.horizons[h]) + " months ahead: the outcomes cover " +
                                           format_month(panel_.first_month) + " to " +
                                           format_month(panel_.last_month()));
      result.horizons.push_back(std::move(forecasts));
    }
    return result;
  }

 private:
  size_t cell(Origin row) const { return row.unit * panel_.month_count + row.month; }
  Month origin_month(Origin row) const { return panel_.first_month + static_cast<Month>(row.month); }

  void plan() {
    const int first = year_of(options_.test_first) - options_.calibration_years;
    for (size_t h = 0; h < options_.horizons.size(); ++h)
      for (int year = first; year <= year_of(options_.test_last); ++year) {
        YearTask task;
        task.horizon_index = h;
        task.horizon = options_.horizons[h];
        task.year = year;
        task.is_test = year >= year_of(options_.test_first);
        fill(task);
        if (!task.rows.empty()) tasks_.push_back(std::move(task));
      }
  }

  /// Training rows: the whole window is over, and released, before the year begins.
  void fill(YearTask& task) {
    const Month begins = month_of(task.year, 1);
    double positives = 0;
    for (uint32_t unit = 0; unit < panel_.units.size(); ++unit)
      for (uint32_t month = 0; month < panel_.month_count; ++month) {
        const Origin row{unit, month};
        const Month origin = origin_month(row);
        const int8_t outcome = outcomes_[task.horizon_index][cell(row)];
        if (origin + task.horizon + options_.delay < begins && outcome >= 0 &&
            static_cast<int>(month) >= options_.first_training) {
          task.training.push_back(row);
          positives += outcome;
        }
        if (year_of(origin) == task.year && panel_.is_there(unit, month) && is_wanted(task, origin))
          task.rows.push_back(row);
      }
    const bool is_short = task.training.size() < kLeastTraining;
    const bool is_one_class = positives == 0 || positives == static_cast<double>(task.training.size());
    if (!is_short && !is_one_class) return;
    if (task.is_test && !task.rows.empty())
      notes_.push_back(std::to_string(task.year) + ", horizon " + std::to_string(task.horizon) + ": no forecast: " +
                       (is_short ? std::to_string(task.training.size()) + " training rows before it"
                                 : std::string("one class in training")));
    task.rows.clear();
  }

  bool is_wanted(const YearTask& task, Month origin) const {
    if (!task.is_test) return true;
    return origin >= options_.test_first && origin + task.horizon <= options_.test_last;
  }

  /// Tasks are taken one by one; where each leaves its result does not depend on who takes it.
  void work_off() {
    std::atomic<size_t> next = 0;
    const auto worker = [&] {
      for (size_t at = next++; at < tasks_.size(); at = next++)
        if (Result<void> done = solve(tasks_[at]); !done) tasks_[at].error = done.error();
    };
    std::vector<std::jthread> threads;
    for (int extra = 1; extra < options_.threads; ++extra) threads.emplace_back(worker);
    worker();
  }

  Result<void> solve(YearTask& task) const {
    std::vector<float> outcomes;
    for (const Origin row : task.training) outcomes.push_back(outcomes_[task.horizon_index][cell(row)]);
    const std::vector<float> training = gather(features_, task.training, options_.delay);
    const std::vector<float> rows = gather(features_, task.rows, options_.delay);
    const size_t columns = features_.features.size();
    TRY(const Blend blend, Blend::train({training, columns}, outcomes, options_.blend));
    TRY(task.parts, blend.parts({rows, columns}));
    if (!task.is_test || !has_counts()) return {};
    TRY(task.counts, count_forecasts({panel_, features_, target_.channel, task.horizon, options_.delay, task.training,
                                      task.rows, options_.blend}));
    return {};
  }

  bool has_counts() const { return options_.with_counts && target_.has_counts; }

  /// Weighs and calibrates on the forecasts of the years before whose windows were over when this year began.
  Calibration calibration_for(const YearTask& test) const {
    HeldBack held_back;
    held_back.weight = 1.0 / (test.horizon * test.horizon);
    for (const YearTask& task : tasks_) {
      if (task.horizon_index != test.horizon_index || task.year >= test.year ||
          task.year < test.year - options_.calibration_years)
        continue;
      for (size_t i = 0; i < task.rows.size(); ++i) {
        const int8_t outcome = outcomes_[task.horizon_index][cell(task.rows[i])];
        if (outcome < 0 || origin_month(task.rows[i]) + task.horizon + options_.delay >= month_of(test.year, 1))
          continue;
        held_back.logit.push_back(task.parts->logit[i]);
        held_back.trees.push_back(task.parts->trees[i]);
        held_back.outcomes.push_back(outcome);
      }
    }
    return fit_calibration(held_back, options_.blend.pull);
  }

  HorizonForecasts collect(size_t h) const {
    HorizonForecasts out;
    out.horizon = options_.horizons[h];
    for (const YearTask& task : tasks_) {
      if (task.horizon_index != h || !task.is_test) continue;
      for (const Origin row : task.rows) {
        out.units.push_back(row.unit);
        out.origins.push_back(origin_month(row));
        out.outcomes.push_back(outcomes_[h][cell(row)]);
        out.onset.push_back(quiet_[cell(row)]);
      }
      add_models(out, task);
      add_counts(out, task);
    }
    return out;
  }

  void add_models(HorizonForecasts& out, const YearTask& task) const {
    const Calibration calibration = calibration_for(task);
    std::vector<BaselineForecasts> year(3);
    year[0].model = "tocsin";
    year[1].model = "logit";
    year[2].model = "trees";
    for (size_t i = 0; i < task.rows.size(); ++i) {
      year[0].p.push_back(sigmoid(calibration.log_odds(task.parts->logit[i], task.parts->trees[i])));
      year[1].p.push_back(sigmoid(task.parts->logit[i]));
      year[2].p.push_back(sigmoid(task.parts->trees[i]));
    }
    std::ranges::move(baseline_forecasts({panel_, target_, task.horizon, options_.delay, outcomes_[task.horizon_index],
                                          task.training, task.rows}),
                      std::back_inserter(year));
    out.models.resize(year.size());
    for (size_t model = 0; model < year.size(); ++model) {
      out.models[model].model = year[model].model;
      std::ranges::copy(year[model].p, std::back_inserter(out.models[model].p));
    }
  }

  void add_counts(HorizonForecasts& out, const YearTask& task) const {
    std::vector<double> outcomes;
    for (const Origin row : task.rows) {
      const size_t month = row.month + static_cast<size_t>(task.horizon);
      const bool is_known = month < panel_.month_count && panel_.is_there(row.unit, month);
      outcomes.push_back(is_known ? panel_.grids[target_.channel].at(row.unit, month) : kNaN);
    }
    out.counts.resize(task.counts.size());
    for (size_t model = 0; model < task.counts.size(); ++model) {
      const CountScores scores = score_counts(task.counts[model], outcomes);
      CountScores& into = out.counts[model];
      into.model = scores.model;
      for (const auto member :
           {&CountScores::mean, &CountScores::low, &CountScores::median, &CountScores::high, &CountScores::outcome,
            &CountScores::crps, &CountScores::ignorance, &CountScores::interval})
        std::ranges::copy(scores.*member, std::back_inserter(into.*member));
    }
  }

  const Panel& panel_;
  const FeatureTable& features_;
  const Target& target_;
  const BacktestOptions& options_;
  std::vector<uint8_t> quiet_;
  std::vector<std::vector<int8_t>> outcomes_;
  std::vector<YearTask> tasks_;
  std::vector<std::string> notes_;
};

}  // namespace

std::vector<float> gather(const FeatureTable& features, const std::vector<Origin>& rows, int delay) {
  std::vector<float> values;
  values.reserve(rows.size() * features.features.size());
  for (const Origin row : rows) {
    const size_t late = static_cast<size_t>(delay);
    const std::span<const float> from = features.row(row.unit, row.month >= late ? row.month - late : 0);
    values.insert(values.end(), from.begin(), from.end());
  }
  return values;
}

Result<BacktestResult> run_backtest(const Panel& panel, const FeatureTable& features, const Target& target,
                                    const BacktestOptions& options) {
  return Backtest(panel, features, target, options).run();
}

}  // namespace tocsin
