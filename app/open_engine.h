// The engine as the command line asks for it.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "base/result.h"
#include "tocsin/engine.h"

namespace tocsin {

/// What the user said about model and tables; empty = look in the usual places.
struct EngineChoice {
  std::string model;
  std::string data;
  std::vector<std::string> dictionaries;
  bool fast = false;
};

/// Adds --model, --data, --dictionary and --fast to a verb.
void add_engine_options(CLI::App& verb, EngineChoice& choice);

/// Where all is that the engine needs. Fails (kResource) naming what is missing and where it was looked for.
[[nodiscard]] Result<EngineOptions> engine_options(const EngineChoice& choice);

/// Opens the engine. Fails (kResource) naming what is missing and where it was looked for.
[[nodiscard]] Result<Engine> open_engine(const EngineChoice& choice);

}  // namespace tocsin
