// Words that every text has, from data/common_words.tsv: for comparing what two texts say.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace tocsin::lexicon {

/// In lower case, sorted. Fails (kResource) as Table::open does.
[[nodiscard]] Result<std::vector<std::string>> common_words(const std::filesystem::path& data_folder);

}  // namespace tocsin::lexicon
