// The rolling origin on invented countries: no look ahead, no dependence on threads, better than the base rate.
#include "forecast/backtest.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "forecast/scores.h"
#include "forecast/units.h"
#include "made_up_panel.h"

namespace tocsin {
namespace {

const Units& no_units() {
  static const Units kUnits;
  return kUnits;
}

BacktestOptions small_options(std::vector<int> horizons) {
  BacktestOptions options;
  options.horizons = std::move(horizons);
  options.test_first = month_of(2000, 1);
  options.test_last = month_of(2001, 12);
  options.calibration_years = 2;
  options.blend.trees.rounds = 20;
  return options;
}

Result<BacktestResult> backtest_of(const Panel& panel, const BacktestOptions& options) {
  const Result<Target> target = target_named("deaths1", panel);
  if (!target) return std::unexpected(target.error());
  return run_backtest(panel, country_features(panel, no_units()), *target, options);
}

/// The forecasts of one model made at one month, unit after unit.
std::vector<double> forecasts_at(const HorizonForecasts& horizon, size_t model, Month origin) {
  std::vector<double> p;
  for (size_t i = 0; i < horizon.units.size(); ++i)
    if (horizon.origins[i] == origin) p.push_back(horizon.models[model].p[i]);
  return p;
}

TEST(Backtest, AForecastIsTheSameToTheBitWhenEverythingAfterItIsDeleted) {
  const Panel whole = made_up_panel(30, 144);
  const Month origin = month_of(2001, 5);
  const Result<BacktestResult> with_future = backtest_of(whole, small_options({1, 3}));
  const Result<BacktestResult> without = backtest_of(whole.until(origin), small_options({1, 3}));
  ASSERT_TRUE(with_future) << with_future.error().message;
  ASSERT_TRUE(without) << without.error().message;
  for (size_t h = 0; h < 2; ++h)
    for (size_t model = 0; model < with_future->horizons[h].models.size(); ++model) {
      const std::vector<double> p = forecasts_at(without->horizons[h], model, origin);
      ASSERT_EQ(p.size(), whole.units.size());
      EXPECT_EQ(p, forecasts_at(with_future->horizons[h], model, origin))
          << with_future->horizons[h].models[model].model;
    }
}

TEST(Backtest, CountsAreTheSameToTheBitWhenEverythingAfterThemIsDeleted) {
  const Panel whole = made_up_panel(30, 144);
  const Month origin = month_of(2001, 5);
  const Result<BacktestResult> with_future = backtest_of(whole, small_options({1}));
  const Result<BacktestResult> without = backtest_of(whole.until(origin), small_options({1}));
  ASSERT_TRUE(with_future && without);
  const HorizonForecasts& one = with_future->horizons[0];
  const HorizonForecasts& other = without->horizons[0];
  ASSERT_FALSE(one.counts.empty());
  std::vector<double> means[2];
  for (size_t i = 0; i < one.units.size(); ++i)
    if (one.origins[i] == origin) means[0].push_back(one.counts[0].mean[i]);
  for (size_t i = 0; i < other.units.size(); ++i)
    if (other.origins[i] == origin) means[1].push_back(other.counts[0].mean[i]);
  EXPECT_EQ(means[0].size(), whole.units.size());
  EXPECT_EQ(means[0], means[1]);
}

TEST(Backtest, TheNumberOfThreadsChangesNothing) {
  const Panel panel = made_up_panel(20, 144);
  BacktestOptions options = small_options({1, 6});
  const Result<BacktestResult> one = backtest_of(panel, options);
  options.threads = 3;
  const Result<BacktestResult> three = backtest_of(panel, options);
  ASSERT_TRUE(one && three);
  for (size_t h = 0; h < 2; ++h) EXPECT_EQ(one->horizons[h].models[0].p, three->horizons[h].models[0].p);
}

TEST(Backtest, OurModelBeatsTheBaseRateWhereThePastTellsTheFuture) {
  const Panel panel = made_up_panel(30, 144);
  const Result<BacktestResult> result = backtest_of(panel, small_options({1}));
  ASSERT_TRUE(result);
  const Scores scores = score(*result, 100);
  const auto row = [&](std::string_view model) {
    return *std::ranges::find_if(scores.rows, [&](const ScoreRow& r) { return r.model == model && r.subset == "all"; });
  };
  EXPECT_LT(row("tocsin").log_loss, row("base_rate").log_loss);
  EXPECT_GT(row("base_rate").log_loss_more.low, 0);
}

TEST(Backtest, ATestRowIsScoredOnlyWithItsWholeWindowInside) {
  const Panel panel = made_up_panel(20, 144);
  const Result<BacktestResult> result = backtest_of(panel, small_options({6}));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->horizons[0].units.size(), 20U * (24 - 6));
}

TEST(Backtest, YearsWithoutAPastAreNamedAndNotForecast) {
  const Panel panel = made_up_panel(20, 144);
  BacktestOptions options = small_options({1});
  options.test_first = month_of(1990, 1);
  options.test_last = month_of(1990, 12);
  const Result<BacktestResult> result = backtest_of(panel, options);
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().message.find("no month from 1990-01 to 1990-12 can be forecast"), std::string::npos);
}

TEST(Backtest, OneClassInTrainingIsSaidAndNotForecast) {
  Panel panel = made_up_panel(20, 144);
  panel.grids[0] = Grid(20, 144);
  const Result<BacktestResult> result = backtest_of(panel, small_options({1}));
  EXPECT_FALSE(result);
}

TEST(Target, ATargetThatTheOutcomesCannotTellIsNamedWithThoseTheyCan) {
  const Result<Target> target = target_named("force", made_up_panel(3, 24));
  ASSERT_FALSE(target);
  EXPECT_EQ(target.error().message, "target \"force\": the outcomes given can tell only deaths1, deaths25");
}

TEST(Target, AWindowThatIsNotOverHasNoOutcome) {
  Panel panel = made_up_panel(1, 6);
  panel.grids[0] = Grid(1, 6);
  panel.grids[0].at(0, 4) = 3;
  const Target target = *target_named("deaths1", panel);
  EXPECT_EQ(outcomes_of(panel, target, 2), (std::vector<int8_t>{0, 0, 1, 1, -1, -1}));
}

}  // namespace
}  // namespace tocsin
