// `tocsin erase`: takes documents out of a store for good.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {
void add_erase(CLI::App& app, int& exit_code);
}  // namespace tocsin
