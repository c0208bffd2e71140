// `tocsin forecast`: how likely it is, and why.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {
void add_forecast(CLI::App& app, int& exit_code);
}  // namespace tocsin
