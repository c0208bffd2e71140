// The log of forecasts: each that was issued, one line of JSON, never changed.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "forecast/explain.h"

namespace tocsin {

/// What is kept of a forecast issued before.
struct IssuedForecast {
  Month origin = 0;
  double probability = 0;
  std::string model_version, data_version;
  std::map<std::string, double> weights;  ///< of all reasons
};

/// One line of JSON without line end; all reasons, with records. Without a history the
/// probability is null, and `uninformed` is what the model says of a unit of which nothing is told.
[[nodiscard]] std::string forecast_json(const Forecast& forecast);

/// The last forecast in the log for the same unit, target and horizon. Nothing where there is no log. Fails (kInput)
/// with the line of a log that is damaged.
[[nodiscard]] Result<std::optional<IssuedForecast>> last_issued(const std::filesystem::path& log,
                                                                const Forecast& forecast);

/// Adds lines at the end, on disk when this returns. Fails (kResource) naming the file.
[[nodiscard]] Result<void> append_lines(const std::filesystem::path& log, const std::vector<std::string>& lines);

}  // namespace tocsin
