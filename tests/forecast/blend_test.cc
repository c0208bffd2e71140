// Logit, trees and their blend: known answers, and reasons that add up.
#include "forecast/blend.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace tocsin {
namespace {

struct Sample {
  std::vector<float> rows, outcomes;
};

/// Three columns; the outcome depends on the first two.
Sample sample(size_t count) {
  Sample made;
  uint64_t state = 42;
  const auto random = [&] {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<double>(state >> 40) / 16777216.0;
  };
  for (size_t i = 0; i < count; ++i) {
    const double a = random() * 4 - 2;
    const double b = random();
    for (const double x : {a, b, random()}) made.rows.push_back(static_cast<float>(x));
    made.outcomes.push_back(random() < sigmoid(2 * a + (b > 0.5 ? 1 : -1)) ? 1 : 0);
  }
  return made;
}

TEST(Logit, WithoutFeaturesThatVaryItGivesTheLogOddsOfTheShare) {
  const std::vector<float> rows = {5, 5, 5, 5};
  const std::vector<float> outcomes = {1, 0, 0, 0};
  const Logit logit = fit_logit({rows, 1}, outcomes, 1);
  EXPECT_NEAR(logit.log_odds(std::vector<float>{5}), std::log(1.0 / 3), 1e-4);
}

TEST(Logit, TheSlopeOfTheLossIsZeroAtTheFit) {
  const Sample made = sample(500);
  const Matrix rows{made.rows, 3};
  const double l2 = 2;
  const Logit logit = fit_logit(rows, made.outcomes, l2);
  for (size_t feature = 0; feature < 3; ++feature) {
    double slope = l2 * logit.weights[feature];
    for (size_t i = 0; i < rows.rows(); ++i) {
      const double x = (rows.row(i)[feature] - logit.means[feature]) / logit.deviations[feature];
      slope += (sigmoid(logit.log_odds(rows.row(i))) - made.outcomes[i]) * x;
    }
    EXPECT_NEAR(slope, 0, 1e-3);
  }
}

TEST(Logit, ASystemIsSolved) {
  std::vector<double> a = {4, 2, 2, 3};
  std::vector<double> b = {10, 9};
  ASSERT_TRUE(solve_symmetric(a, b));
  EXPECT_NEAR(b[0], 1.5, 1e-12);
  EXPECT_NEAR(b[1], 2, 1e-12);
}

TEST(Trees, TheSameRowsGiveTheSameTrees) {
  const Sample made = sample(400);
  const Matrix rows{made.rows, 3};
  const Result<Trees> one = Trees::train(rows, made.outcomes, {.rounds = 10});
  const Result<Trees> other = Trees::train(rows, made.outcomes, {.rounds = 10});
  ASSERT_TRUE(one && other);
  EXPECT_EQ(*one->log_odds(rows), *other->log_odds(rows));
}

TEST(Trees, ASavedModelForecastsTheSame) {
  const Sample made = sample(400);
  const Matrix rows{made.rows, 3};
  const Result<Trees> trees = Trees::train(rows, made.outcomes, {.rounds = 10});
  ASSERT_TRUE(trees);
  const Result<Trees> loaded = Trees::load(*trees->bytes());
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(*trees->log_odds(rows), *loaded->log_odds(rows));
}

TEST(Trees, BytesThatAreNoModelAreRefused) { EXPECT_FALSE(Trees::load("this is no model")); }

TEST(Blend, ReasonsAddUpToTheLogOdds) {
  const Sample made = sample(600);
  const Matrix rows{made.rows, 3};
  Result<Blend> blend = Blend::train(rows, made.outcomes, {.trees = {.rounds = 30}});
  ASSERT_TRUE(blend);
  blend->calibration = {0.1, 0.3, 0.6};
  const std::vector<double> p = *blend->probabilities(rows);
  for (const size_t i : {0U, 17U, 599U}) {
    const std::vector<double> reasons = *blend->contributions(rows.row(i));
    ASSERT_EQ(reasons.size(), 4U);
    EXPECT_NEAR(std::accumulate(reasons.begin(), reasons.end(), 0.0), std::log(p[i] / (1 - p[i])), 1e-4);
  }
}

TEST(Blend, AFeatureThatSaysNothingAddsLittle) {
  const Sample made = sample(2000);
  const Matrix rows{made.rows, 3};
  const Result<Blend> blend = Blend::train(rows, made.outcomes, {.trees = {.rounds = 30}});
  ASSERT_TRUE(blend);
  double told = 0;
  double noise = 0;
  for (size_t i = 0; i < 100; ++i) {
    const std::vector<double> reasons = *blend->contributions(rows.row(i));
    told += std::abs(reasons[0]);
    noise += std::abs(reasons[2]);
  }
  EXPECT_LT(noise * 5, told);
}

TEST(Calibration, WithOneClassItStaysAsItBegins) {
  const std::vector<double> log_odds = {1, 2};
  const Calibration calibration = fit_calibration({log_odds, log_odds, {1, 1}}, 10);
  EXPECT_NEAR(calibration.log_odds(1, 3), 0.4 * 1 + 0.6 * 3, 1e-12);
}

TEST(Calibration, ForecastsThatAreTooHighAreLowered) {
  std::vector<double> log_odds(1000, 0.0);  // one in two forecast, one in ten comes
  std::vector<float> outcomes;
  for (int i = 0; i < 1000; ++i) outcomes.push_back(i % 10 == 0 ? 1 : 0);
  const Calibration calibration = fit_calibration({log_odds, log_odds, outcomes}, 1);
  EXPECT_NEAR(sigmoid(calibration.log_odds(0, 0)), 0.1, 0.01);
}

}  // namespace
}  // namespace tocsin
