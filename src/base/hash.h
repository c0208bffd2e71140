// Ids made from content.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace tocsin {

/// XXH64 (xxhash.com, seed 0) of the parts as 16 hex digits. Each part goes in with its length, so that ("ab", "c") and
/// ("a", "bc") differ. The same on every machine and for good: ids in stores depend on it.
[[nodiscard]] std::string hash_of(std::initializer_list<std::string_view> parts);

}  // namespace tocsin
