// What stands at the head of everything that is written out.
#pragma once

#include <string_view>

namespace tocsin {
inline constexpr std::string_view kVersion = "0.1.0";
inline constexpr std::string_view kOntology = "PLOVER-0.9";
}  // namespace tocsin
