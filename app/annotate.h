// `tocsin annotate`: texts in, their grammatical annotation out.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {
void add_annotate(CLI::App& app, int& exit_code);
}  // namespace tocsin
