// What follows from all documents of a store together, as `code` and `recode` work it out at their end.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/across.h"

namespace tocsin {

/// What comparing documents needs to know of the language.
struct LanguageTables {
  std::vector<std::string> numbers;
  LedgerWords words;
};

/// Fails (kResource) naming the table that cannot be read.
[[nodiscard]] Result<LanguageTables> language_tables(const std::filesystem::path& data);

/// Works it out, prints what there is, and gives the exit code.
[[nodiscard]] int relate_documents(Store& store, const LedgerWords& words);

}  // namespace tocsin
