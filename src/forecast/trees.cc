// The one file that knows XGBoost.
#include "forecast/trees.h"

#include <xgboost/c_api.h>

#include <limits>
#include <utility>

namespace tocsin {

struct Trees::Booster {
  BoosterHandle handle = nullptr;
  Booster() = default;
  Booster(const Booster&) = delete;
  Booster& operator=(const Booster&) = delete;
  ~Booster() { XGBoosterFree(handle); }
};

namespace {

constexpr int kMargin = 1, kContributions = 4;  // option_mask of XGBoosterPredict

Result<void> done(int code, ErrorKind kind = ErrorKind::kInternal) {
  if (code == 0) return {};
  return fail(kind, std::string("trees: ") + XGBGetLastError());
}

/// XGBoost's copy of the rows.
struct Rows {
  DMatrixHandle handle = nullptr;
  Rows() = default;
  Rows(Rows&& other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  Rows& operator=(Rows&&) = delete;
  ~Rows() {
    if (handle != nullptr) XGDMatrixFree(handle);
  }
};

Result<Rows> copy_of(const Matrix& rows) {
  Rows copy;
  TRY_VOID(done(XGDMatrixCreateFromMat(rows.values.data(), rows.rows(), rows.columns,
                                       std::numeric_limits<float>::quiet_NaN(), &copy.handle)));
  return copy;
}

Result<std::vector<double>> predict(BoosterHandle booster, const Matrix& rows, int mask) {
  TRY(const Rows copy, copy_of(rows));
  bst_ulong count = 0;
  const float* found = nullptr;
  TRY_VOID(done(XGBoosterPredict(booster, copy.handle, mask, 0, 0, &count, &found)));
  return std::vector<double>(found, found + count);
}

Result<void> set_options(BoosterHandle booster, const TreeOptions& options) {
  const std::pair<const char*, std::string> settings[] = {
      {"objective", options.is_regression ? "reg:squarederror" : "binary:logistic"},
      {"tree_method", "hist"},
      {"max_bin", "64"},
      {"nthread", "1"},
      {"verbosity", "0"},
      {"max_depth", std::to_string(options.depth)},
      {"num_parallel_tree", std::to_string(options.trees_a_round)},
      {"eta", std::to_string(options.rate)},
      {"subsample", std::to_string(options.row_share)},
      {"colsample_bytree", std::to_string(options.column_share)},
      {"min_child_weight", std::to_string(options.least_weight)},
      {"lambda", std::to_string(options.l2)},
      {"seed", std::to_string(options.seed)},
  };
  for (const auto& [name, value] : settings) TRY_VOID(done(XGBoosterSetParam(booster, name, value.c_str())));
  return {};
}

}  // namespace

Trees::Trees(std::unique_ptr<Booster> booster) : booster_(std::move(booster)) {}
Trees::Trees(Trees&&) noexcept = default;
Trees& Trees::operator=(Trees&&) noexcept = default;
Trees::~Trees() = default;

Result<Trees> Trees::train(const Matrix& rows, std::span<const float> outcomes, const TreeOptions& options) {
  TRY(const Rows copy, copy_of(rows));
  TRY_VOID(done(XGDMatrixSetFloatInfo(copy.handle, "label", outcomes.data(), outcomes.size())));
  auto booster = std::make_unique<Booster>();
  TRY_VOID(done(XGBoosterCreate(&copy.handle, 1, &booster->handle)));
  TRY_VOID(set_options(booster->handle, options));
  for (int round = 0; round < options.rounds; ++round)
    TRY_VOID(done(XGBoosterUpdateOneIter(booster->handle, round, copy.handle)));
  return Trees(std::move(booster));
}

Result<Trees> Trees::load(std::string_view bytes) {
  auto booster = std::make_unique<Booster>();
  TRY_VOID(done(XGBoosterCreate(nullptr, 0, &booster->handle)));
  TRY_VOID(done(XGBoosterSetParam(booster->handle, "nthread", "1")));
  TRY_VOID(done(XGBoosterLoadModelFromBuffer(booster->handle, bytes.data(), bytes.size()), ErrorKind::kResource));
  return Trees(std::move(booster));
}

Result<std::vector<double>> Trees::log_odds(const Matrix& rows) const {
  return predict(booster_->handle, rows, kMargin);
}

Result<std::vector<double>> Trees::contributions(const Matrix& rows) const {
  return predict(booster_->handle, rows, kContributions);
}

Result<std::string> Trees::bytes() const {
  bst_ulong size = 0;
  const char* bytes = nullptr;
  TRY_VOID(done(XGBoosterSaveModelToBuffer(booster_->handle, R"({"format": "ubj"})", &size, &bytes)));
  return std::string(bytes, size);
}

}  // namespace tocsin
