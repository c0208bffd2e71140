// Metrics against figures worked out by hand.
#include "forecast/metrics.h"

#include <gtest/gtest.h>

#include <cmath>

namespace tocsin {
namespace {

const std::vector<double> kP = {0.9, 0.8, 0.7, 0.4, 0.2};
const std::vector<uint8_t> kCame = {1, 0, 1, 0, 0};

TEST(Metrics, RocIsTheShareOfPairsInTheRightOrder) {
  EXPECT_NEAR(roc_auc(kP, kCame), 5.0 / 6, 1e-12);  // of 2 x 3 pairs only (0.7, 0.8) is wrong
}

TEST(Metrics, TiesCountHalf) {
  EXPECT_NEAR(roc_auc(std::vector<double>{0.5, 0.5}, std::vector<uint8_t>{1, 0}), 0.5, 1e-12);
}

TEST(Metrics, OneClassHasNoRoc) {
  EXPECT_TRUE(std::isnan(roc_auc(std::vector<double>{0.1, 0.2}, std::vector<uint8_t>{0, 0})));
}

TEST(Metrics, AveragePrecisionIsTheMeanPrecisionAtEachPositive) {
  EXPECT_NEAR(average_precision(kP, kCame), (1.0 + 2.0 / 3) / 2, 1e-12);
}

TEST(Metrics, BrierIsTheMeanSquare) { EXPECT_NEAR(brier(kP, kCame), (0.01 + 0.64 + 0.09 + 0.16 + 0.04) / 5, 1e-12); }

TEST(Metrics, LogLossIsTheMeanSurprise) {
  EXPECT_NEAR(log_loss(std::vector<double>{0.8, 0.25}, std::vector<uint8_t>{1, 0}),
              -(std::log(0.8) + std::log(0.75)) / 2, 1e-12);
}

TEST(Metrics, ACertainForecastThatFailsCostsMuchAndNotEverything) {
  EXPECT_NEAR(log_loss(std::vector<double>{0}, std::vector<uint8_t>{1}), -std::log(1e-6), 1e-9);
}

TEST(Metrics, CalibrationErrorWeighsBinsBySize) {
  // Bin 0.1: forecast 0.15, came 1/2, two rows. Bin 0.9: forecast 0.95, came 1, one row.
  EXPECT_NEAR(calibration_error(std::vector<double>{0.15, 0.15, 0.95}, std::vector<uint8_t>{0, 1, 1}),
              (2 * 0.35 + 0.05) / 3, 1e-12);
}

TEST(Metrics, RecallAtTheTopLooksAtTheHighestShare) { EXPECT_NEAR(recall_at_top(kP, kCame, 0.2), 0.5, 1e-12); }

TEST(Metrics, RocWithinUnitsComparesMonthsOfOneUnitOnly) {
  // Unit 1 is always above unit 0; inside each the positive month stands lower.
  const Scored scored{{0.1, 0.2, 0.8, 0.9}, {1, 0, 1, 0}, {0, 0, 1, 1}};
  EXPECT_NEAR(within_unit_roc(scored), 0, 1e-12);
  EXPECT_NEAR(roc_auc(scored.p, scored.outcomes), 0.25, 1e-12);
}

TEST(Metrics, CrpsOfOnePointIsTheDistance) { EXPECT_NEAR(crps(Distribution::of({3}, {1}), 5), 2, 1e-12); }

TEST(Metrics, CrpsOfTwoPointsIsDistanceLessHalfTheSpread) {
  // E|X - 4| = (4 + 6) / 2 = 5; E|X - X'| / 2 = 10 / 4.
  EXPECT_NEAR(crps(Distribution::of({10, 0}, {0.5, 0.5}), 4), 5 - 2.5, 1e-12);
}

TEST(Metrics, IgnoranceIsLowestWhereTheBinIsRight) {
  const Distribution forecast = Distribution::of({0, 30}, {0.5, 0.5});
  EXPECT_NEAR(ignorance(forecast, 0), -std::log2(0.999 * 0.5 + 0.001 / 11), 1e-12);
  EXPECT_NEAR(ignorance(forecast, 2000), -std::log2(0.001 / 11), 1e-9);
}

TEST(Metrics, TheIntervalScorePunishesWhatLiesOutside) {
  const Distribution forecast = Distribution::of({1, 2, 3}, {0.3, 0.4, 0.3});
  EXPECT_NEAR(interval_score(forecast, 2), 2, 1e-12);
  EXPECT_NEAR(interval_score(forecast, 5), 2 + 20 * 2, 1e-12);
}

TEST(Metrics, ADifferenceComesWithAnIntervalOverUnits) {
  const std::vector<double> worse = {2, 2, 4, 4};
  const std::vector<double> better = {1, 1, 1, 1};
  const std::vector<uint32_t> units = {0, 0, 1, 1};
  const Difference difference = paired_difference(worse, better, units, 1000, 7);
  EXPECT_NEAR(difference.mean, 2, 1e-12);
  EXPECT_NEAR(difference.low, 1, 1e-12);
  EXPECT_NEAR(difference.high, 3, 1e-12);
}

TEST(Metrics, TheSameSeedGivesTheSameInterval) {
  std::vector<double> one;
  std::vector<uint32_t> units;
  for (uint32_t i = 0; i < 50; ++i) {
    one.push_back(std::sin(i));
    units.push_back(i / 5);
  }
  const std::vector<double> other(50, 0);
  const Difference first = paired_difference(one, other, units, 200, 3);
  const Difference second = paired_difference(one, other, units, 200, 3);
  EXPECT_EQ(first.low, second.low);
  EXPECT_EQ(first.high, second.high);
}

}  // namespace
}  // namespace tocsin
