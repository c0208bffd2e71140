// Words for comparing what two texts say, from data/common_words.tsv.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tocsin::lexicon {

/// The words of one kind, in lower case, sorted. Fails (kResource) as Table::open does.
[[nodiscard]] Result<std::vector<std::string>> common_words(const std::filesystem::path& data_folder,
                                                            std::string_view kind = "common");

}  // namespace tocsin::lexicon
