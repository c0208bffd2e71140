// `tocsin merge`: the events of many documents, each once, with all who tell it.
#pragma once

#include <CLI/CLI.hpp>

namespace tocsin {
void add_merge(CLI::App& app, int& exit_code);
}  // namespace tocsin
