// The report of a backtest, as Markdown and as one HTML page without scripts.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "forecast/scores.h"

namespace tocsin {

struct ReportInput {
  const BacktestResult& result;
  const Scores& scores;
  const Panel& panel;
  const BacktestOptions& options;
};

[[nodiscard]] std::string report_markdown(const ReportInput& input);
[[nodiscard]] std::string report_html(const ReportInput& input);

/// Writes report.md and report.html into the folder. Fails (kResource) naming the file.
[[nodiscard]] Result<void> write_report(const ReportInput& input, const std::filesystem::path& folder);

}  // namespace tocsin
