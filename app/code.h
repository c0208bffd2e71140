// `tocsin code`: reports in, a store out.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {
void add_code(CLI::App& app, int& exit_code);
}  // namespace tocsin
