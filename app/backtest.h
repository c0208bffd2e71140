// `tocsin backtest`: how good the forecasts would have been.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {
void add_backtest(CLI::App& app, int& exit_code);
}  // namespace tocsin
