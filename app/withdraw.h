// `tocsin withdraw`: marks documents that their publisher took back.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {
void add_withdraw(CLI::App& app, int& exit_code);
}  // namespace tocsin
