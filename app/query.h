// `tocsin events`, `statements`, `ledger`, `actors` and `documents`.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {

void add_queries(CLI::App& app, int& exit_code);

}  // namespace tocsin
