// `tocsin relate`: the event between two given actors, row by row.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {
void add_relate(CLI::App& app, int& exit_code);
}  // namespace tocsin
