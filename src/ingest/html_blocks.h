// A page as a row of blocks: paragraphs, headings, list items, with what tells text from furniture.
#pragma once

#include <string_view>
#include <vector>

#include "ingest/html_tree.h"
#include "ingest/mapped_text.h"

namespace tocsin {

/// What a run of text between two block boundaries is.
enum class BlockKind { kParagraph, kHeading, kListItem, kCell };

struct Block {
  MappedText text;
  uint32_t node = 0;        ///< the block element around it
  uint32_t first_node = 0;  ///< its first text node
  size_t link_bytes = 0;    ///< bytes of `text` inside links
  BlockKind kind = BlockKind::kParagraph;

  [[nodiscard]] double link_share() const {
    return text.size() == 0 ? 0 : static_cast<double>(link_bytes) / static_cast<double>(text.size());
  }
};

/// Why an element's text is not part of what the page tells its readers.
enum class Exclusion {
  kNone,
  kNoText,          ///< scripts, menus, pictures: never text
  kHidden,          ///< the page hides it from its readers
  kLikelyFurniture  ///< by tag, role, class or id; but some sites put the article into a form or a "sidebar-layout"
};
[[nodiscard]] Exclusion exclusion_of(const HtmlNode& node);

/// The blocks of the page in order. `skip[i]` = leave out the subtree of node i.
[[nodiscard]] std::vector<Block> blocks_of(const HtmlTree& page, const MappedText& page_text,
                                           const std::vector<bool>& skip);

}  // namespace tocsin
