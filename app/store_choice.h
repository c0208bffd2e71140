// Which store a verb works on.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

namespace tocsin {

/// Adds --db to a verb.
void add_store_option(CLI::App& verb, std::string& given);

/// `given`, else $TOCSIN_DB, else tocsin.db in the working folder.
[[nodiscard]] std::filesystem::path store_file(const std::string& given);

}  // namespace tocsin
