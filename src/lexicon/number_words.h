// The small words for numbers, from data/size_words.tsv.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace tocsin::lexicon {

/// "two", "dozen", "hundred": rows of the kinds `number` and `times`. Fails (kResource) as Table::open does.
[[nodiscard]] Result<std::vector<std::string>> number_words(const std::filesystem::path& data_folder);

}  // namespace tocsin::lexicon
