// `tocsin read`: reports in, what they say out.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {
void add_read(CLI::App& app, int& exit_code);
}  // namespace tocsin
