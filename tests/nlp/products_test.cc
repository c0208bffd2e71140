// Claims about the loops: each set gives what the plain one gives, and a row's result does not depend on its company.
#include "nlp/products.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace tocsin::nlp {
namespace {

std::vector<float> noise(size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> value(-1.0F, 1.0F);
  std::vector<float> values(count);
  for (float& one : values) one = value(random);
  return values;
}

class KernelsTest : public testing::TestWithParam<const Kernels*> {};

std::vector<const Kernels*> all_kernels() {
  std::vector<const Kernels*> sets = {&plain_kernels(), &best_kernels()};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0) sets.push_back(&avx2_kernels());
#endif
  return sets;
}

INSTANTIATE_TEST_SUITE_P(Sets, KernelsTest, testing::ValuesIn(all_kernels()));

TEST_P(KernelsTest, AffineMapsRowsOfEveryCount) {
  constexpr size_t kInputs = 30;
  constexpr size_t kColumns = 106;
  const auto weights = noise(kInputs * kColumns, 1);
  const auto bias = noise(kColumns, 2);
  const auto x = noise(40 * kInputs, 3);
  const PackedAffine packed = PackedAffine::pack(
      kInputs, kColumns, [&](size_t column, size_t input) { return weights[column * kInputs + input]; },
      [&](size_t column) { return bias[column]; });
  for (size_t rows = 0; rows <= 19; ++rows) {
    std::vector<float> y(20 * packed.columns(), -7.0F);
    GetParam()->affine({x.data(), kInputs, rows}, packed, y.data(), packed.columns());
    for (size_t row = 0; row < rows; ++row) {
      for (size_t column = 0; column < kColumns; ++column) {
        double sum = bias[column];
        for (size_t input = 0; input < kInputs; ++input) {
          sum += double{x[row * kInputs + input]} * weights[column * kInputs + input];
        }
        ASSERT_NEAR(y[row * packed.columns() + column], sum, 1e-5) << rows << " " << row << " " << column;
      }
    }
    EXPECT_EQ(y[rows * packed.columns()], -7.0F) << "a row past the last was written";
  }
}

TEST_P(KernelsTest, ARowOfAProductDoesNotDependOnTheOthers) {
  constexpr size_t kWidth = 96;
  const PackedAffine packed =
      PackedAffine::pack_maxout(noise(kWidth * 3 * kWidth, 1), noise(kWidth * 3, 2), kWidth, kWidth);
  const auto x = noise(13 * kWidth, 3);
  std::vector<float> together(13 * kWidth);
  GetParam()->affine_maxout({x.data(), kWidth, 13}, packed, together.data(), kWidth);
  for (size_t row = 0; row < 13; ++row) {
    std::vector<float> alone(kWidth);
    GetParam()->affine_maxout({x.data() + row * kWidth, kWidth, 1}, packed, alone.data(), kWidth);
    for (size_t i = 0; i < kWidth; ++i) ASSERT_EQ(alone[i], together[row * kWidth + i]);
  }
}

TEST_P(KernelsTest, AWindowIsTheLargestPieceOverThreeRows) {
  constexpr size_t kWidth = 96;
  const auto weights = noise(kWidth * 3 * 3 * kWidth, 1);
  const auto bias = noise(kWidth * 3, 2);
  const PackedWindow packed = PackedWindow::pack_maxout(weights, bias, kWidth);
  const auto x = noise(80 * kWidth, 3);
  for (const size_t rows : {size_t{1}, size_t{3}, size_t{4}, size_t{9}, size_t{31}, size_t{32}, size_t{70}}) {
    std::vector<float> y((rows + 1) * kWidth, -7.0F);
    GetParam()->window_maxout(x.data(), rows, packed, y.data());
    for (size_t row = 0; row < rows; ++row) {
      for (size_t output = 0; output < kWidth; ++output) {
        double best = -1e9;
        for (size_t piece = 0; piece < 3; ++piece) {
          double sum = bias[output * 3 + piece];
          for (size_t input = 0; input < 3 * kWidth; ++input) {
            sum += double{x[row * kWidth + input]} * weights[(output * 3 + piece) * 3 * kWidth + input];
          }
          best = std::max(best, sum);
        }
        ASSERT_NEAR(y[row * kWidth + output], best, 5e-5) << rows << " " << row << " " << output;
      }
    }
    EXPECT_EQ(y[rows * kWidth], -7.0F) << "a row past the last was written";
  }
}

TEST_P(KernelsTest, NormalizationGivesMeanZeroAndVarianceOneBeforeTheScale) {
  constexpr size_t kWidth = 96;
  const auto x = noise(5 * kWidth, 1);
  const std::vector<float> scale(kWidth, 2.0F);
  const std::vector<float> shift(kWidth, 3.0F);
  const auto residual = noise(5 * kWidth, 2);
  std::vector<float> y(5 * kWidth);
  GetParam()->layer_norm(x.data(), scale.data(), shift.data(), residual.data(), 5, kWidth, y.data());
  for (size_t row = 0; row < 5; ++row) {
    double sum = 0;
    double squares = 0;
    for (size_t i = 0; i < kWidth; ++i) {
      const double value = (double{y[row * kWidth + i]} - residual[row * kWidth + i] - 3.0) / 2.0;
      sum += value;
      squares += value * value;
    }
    EXPECT_NEAR(sum / kWidth, 0, 1e-5);
    EXPECT_NEAR(squares / kWidth, 1, 1e-4);
  }
}

/// A layer that passes hidden unit h on as column h.
PackedRows passing(size_t width) {
  std::vector<float> weights(width * width, 0.0F);
  for (size_t i = 0; i < width; ++i) weights[i * width + i] = 1.0F;
  return PackedRows::pack(weights, std::vector<float>(width, 0.0F), width, width);
}

TEST_P(KernelsTest, TheBestMoveIsTheFirstOfEqualsAmongThoseWithoutPenalty) {
  constexpr size_t kWidth = 32;
  const PackedRows upper = passing(kWidth);
  std::vector<float> feature(2 * kWidth, 0.0F);
  feature[5] = feature[20] = feature[9] = 1.0F;
  const float* const features[] = {feature.data(), feature.data()};
  const std::vector<float> bias(2 * kWidth, 0.0F);
  std::vector<float> penalty(upper.stride, 0.0F);
  EXPECT_EQ(GetParam()->best_move(features, 2, bias.data(), upper, penalty.data()), 5);
  penalty[5] = -std::numeric_limits<float>::infinity();
  EXPECT_EQ(GetParam()->best_move(features, 2, bias.data(), upper, penalty.data()), 9);
  penalty.assign(upper.stride, -std::numeric_limits<float>::infinity());
  EXPECT_EQ(GetParam()->best_move(features, 2, bias.data(), upper, penalty.data()), -1);
}

}  // namespace
}  // namespace tocsin::nlp
