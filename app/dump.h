// `tocsin dump`: every row of a store as text.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {
void add_dump(CLI::App& app, int& exit_code);
}  // namespace tocsin
