// `tocsin resolve`: who a name or a description is on one day, row by row.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {
void add_resolve(CLI::App& app, int& exit_code);
}  // namespace tocsin
