// A web page as a flat tree: what of gumbo's parse the rest of ingest needs, safe against hostile pages.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/range.h"
#include "base/result.h"
#include "ingest/mapped_text.h"

namespace tocsin {

/// An element or a run of text. Nodes stand in document order; the subtree of node i is [i, end).
struct HtmlNode {
  std::string_view tag;  ///< lower case ("p"), lives for good; empty for text and for elements that HTML does not know
  bool is_text = false;
  uint32_t parent = 0;  ///< the root is its own parent
  uint32_t end = 0;
  Range source;      ///< of text: bytes of the page's decoded text
  std::string text;  ///< of text: with its character references resolved
  std::vector<std::pair<std::string, std::string>> attributes;

  /// Empty when there is none of that name.
  [[nodiscard]] std::string_view attribute(std::string_view name) const;
  [[nodiscard]] bool has_attribute(std::string_view name) const;
};

struct HtmlTree {
  std::vector<HtmlNode> nodes;  ///< never empty; nodes[0] is the root
  std::vector<std::string> notes;

  /// The text of a subtree as it stands, blanks included, scripts too.
  [[nodiscard]] std::string text_of(uint32_t node) const;
};

struct HtmlTreeLimits {
  size_t depth = 512;      ///< elements nested deeper are read as if their tags were not there
  size_t attributes = 64;  ///< further attributes of a tag are not read
  size_t memory = 0;       ///< bytes that the parser may take
};

/// Parses clean UTF-8. Fails (kInput) when the page needs more memory than the limit.
[[nodiscard]] Result<HtmlTree> parse_html(std::string_view page, const HtmlTreeLimits& limits);

/// Writes the text of one text node, with the map back through `page`, the text that was parsed. Runs of blanks and
/// line ends become one blank, unless `out` already ends in one.
void append_text(const HtmlNode& node, const MappedText& page, MappedText& out);

}  // namespace tocsin
