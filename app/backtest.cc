// Reads outcomes, rolls the forecaster through the test years, and writes what it was worth.
#include "backtest.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "folders.h"
#include "forecast/backtest.h"
#include "forecast/outcomes.h"
#include "forecast/report.h"
#include "terminal.h"

namespace tocsin {
namespace {

struct BacktestCommand {
  std::string outcomes, target, tests = "2008-01..2017-12", out = "backtest", data;
  std::vector<int> horizons = {1, 3, 6, 12};
  int delay = 0;
  int threads = 2;
  int draws = 1000;
  bool no_counts = false;
};

/// "2008-01..2017-12" into the options.
Result<void> set_tests(const std::string& text, BacktestOptions& options) {
  const size_t dots = text.find("..");
  const auto first = parse_month(std::string_view(text).substr(0, std::min(dots, text.size())));
  const auto last = dots == std::string::npos ? first : parse_month(std::string_view(text).substr(dots + 2));
  if (!first || !last || *first > *last)
    return fail(ErrorKind::kUsage,
                "--test \"" + text + "\": two months in their order are wanted, as in 2008-01..2017-12");
  options.test_first = *first;
  options.test_last = *last;
  return {};
}

void print_summary(const Scores& scores) {
  fmt::print("{:<8} {:<7} {:<13} {:>6} {:>5} {:>9} {:>8} {:>7} {:>7} {:>7}\n", "horizon", "rows", "model", "n", "came",
             "log-loss", "Brier", "PR", "ROC", "ECE");
  for (const ScoreRow& row : scores.rows)
    fmt::print("{:<8} {:<7} {:<13} {:>6} {:>5} {:>9} {:>8} {:>7} {:>7} {:>7}\n", row.horizon, row.subset, row.model,
               row.rows, row.positives, with_digits(row.log_loss, 5), with_digits(row.brier, 5), with_digits(row.pr, 4),
               with_digits(row.roc, 4), with_digits(row.ece, 4));
  for (const CountScoreRow& row : scores.counts)
    if (row.year == "all")
      fmt::print("{:<8} counts  {:<13} {:>6} CRPS {:.4f} ignorance {:.4f} interval {:.2f}\n", row.horizon, row.model,
                 row.rows, row.crps, row.ignorance, row.interval);
}

Result<void> backtest(const BacktestCommand& command) {
  BacktestOptions options;
  options.horizons = command.horizons;
  options.delay = command.delay;
  options.threads = command.threads;
  options.with_counts = !command.no_counts;
  TRY_VOID(set_tests(command.tests, options));
  TRY(const std::filesystem::path data, find_data(command.data));
  TRY(const Units units, Units::open(data));
  TRY(const Outcomes outcomes, read_outcomes(command.outcomes, units));
  for (const std::string& note : outcomes.notes) say(command.outcomes + ": " + note);
  const Panel& panel = outcomes.panel;
  TRY(const Target target, target_named(command.target, panel));
  const bool is_dyads = !panel.units.front().first.empty();
  const FeatureTable features = is_dyads ? dyad_features(panel, units) : country_features(panel, units);
  const auto begin = std::chrono::steady_clock::now();
  TRY(const BacktestResult result, run_backtest(panel, features, target, options));
  const Scores scores = score(result, command.draws);
  const std::filesystem::path folder = command.out;
  TRY_VOID(write_tables(result, scores, panel, folder));
  TRY_VOID(write_report({result, scores, panel, options}, folder));
  print_summary(scores);
  for (const std::string& note : result.notes) say(note);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  say(fmt::format("backtest of {} in {:.0f} s with {} threads: {}", target.name, seconds.count(), options.threads,
                  (folder / "report.html").string()));
  return {};
}

}  // namespace

void add_backtest(CLI::App& app, int& exit_code) {
  auto command = std::make_shared<BacktestCommand>();
  CLI::App* verb = app.add_subcommand("backtest", "Forecasts past years as if they were to come, and scores that");
  verb->add_option("--outcomes", command->outcomes, "CSV of what happened: UCDP, ICEWS, COW MID or ACLED-shaped")
      ->required();
  verb->add_option("--target", command->target, "deaths1, deaths25, force or mid")->required();
  verb->add_option("--horizons", command->horizons, "Months ahead")->delimiter(',')->check(CLI::Range(1, 60));
  verb->add_option("--test", command->tests, "Months of the tests: 2008-01..2017-12");
  verb->add_option("--out", command->out, "Folder for predictions.csv, scores.csv, report.html and report.md");
  verb->add_option("--delay", command->delay, "Months until outcomes are released")->check(CLI::Range(0, 24));
  verb->add_option("--draws", command->draws, "Resamples for the intervals")->check(CLI::Range(40, 100000));
  verb->add_option("--threads", command->threads, "Years worked on at once")->check(CLI::Range(1, 64));
  verb->add_flag("--no-counts", command->no_counts, "Without the distribution of monthly numbers");
  verb->add_option("--data", command->data, "Folder of the tables");
  verb->callback([command, &exit_code] {
    const Result<void> done = backtest(*command);
    if (!done) say(done.error().message);
    exit_code = done ? 0 : exit_code_of(done.error().kind);
  });
}

}  // namespace tocsin
