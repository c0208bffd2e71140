// `tocsin export`, and what `tocsin code -o` does after coding.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {

void add_export(CLI::App& app, int& exit_code);

}  // namespace tocsin
