// `tocsin recode`.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {

void add_recode(CLI::App& app, int& exit_code);

}  // namespace tocsin
