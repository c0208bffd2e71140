// `tocsin train`: makes the model that forecasts are made with.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {
void add_train(CLI::App& app, int& exit_code);
}  // namespace tocsin
