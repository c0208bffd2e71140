// `tocsin backup`: a copy of a store while it is in use.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {
void add_backup(CLI::App& app, int& exit_code);
}  // namespace tocsin
