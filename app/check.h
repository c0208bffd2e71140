// `tocsin check`: whether a store is whole.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {
void add_check(CLI::App& app, int& exit_code);
}  // namespace tocsin
