// The texts of libxml2's trees and readers.
#pragma once

#include <libxml/xmlstring.h>

#include <string_view>

namespace tocsin {

/// Empty where libxml2 has none; lives as long as its node.
[[nodiscard]] inline std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

}  // namespace tocsin
