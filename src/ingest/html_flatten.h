// Makes a page harmless for a parser that takes it at its word.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tocsin {

/// The page with tags nested deeper than `depth` and attributes beyond the first `attributes` of a tag overwritten by
/// blanks: same size, same offsets. Parsers of the HTML standard walk the open elements for every tag and compare every
/// attribute with all before it, which a page of 200,000 open elements or 100,000 attributes turns into minutes.
[[nodiscard]] std::string flatten_html(std::string_view page, size_t depth, size_t attributes,
                                       std::vector<std::string>& notes);

}  // namespace tocsin
