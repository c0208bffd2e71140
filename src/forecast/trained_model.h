// TrainedModel: what forecasts are made with, in one file: a blend for each horizon, and what it was made from.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "forecast/blend.h"
#include "forecast/features.h"
#include "forecast/target.h"

namespace tocsin {

struct HorizonModel {
  int horizon = 1;
  size_t rows = 0, positives = 0;  ///< it was trained on
  Blend blend;
};

struct TrainedModel {
  std::string target;
  std::string words;          ///< of the target
  std::string trained_on;     ///< "icews0515_dyad_month.csv.gz, 2005-01 to 2015-12"
  double monthly_events = 0;  ///< of all units together, of any kind: what volume of news the model knows; 0 = none
  std::vector<Feature> features;
  std::vector<HorizonModel> horizons;
  std::string version;  ///< hash of the file's content

  /// Fails (kInput) with too few rows or one class.
  static Result<TrainedModel> train(const Panel& panel, const FeatureTable& features, const Target& target,
                                    const std::vector<int>& horizons, const BlendOptions& options);
  /// Fails (kResource) where there is no file, or it is none of ours or of another version.
  static Result<TrainedModel> open(const std::filesystem::path& file);
  /// Writes the file (gzip). Fails (kResource) naming it. Sets `version`.
  [[nodiscard]] Result<void> save(const std::filesystem::path& file);

  /// Whether the table has the model's features in its order; fails (kResource) naming the first that differs.
  [[nodiscard]] Result<void> check(const FeatureTable& table) const;
};

}  // namespace tocsin
