// `tocsin origins`: which documents are copies of one story; needs no model.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {
void add_origins(CLI::App& app, int& exit_code);
}  // namespace tocsin
