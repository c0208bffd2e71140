// Which part of a page is the article.
#pragma once

#include <string_view>

#include "ingest/html_tree.h"
#include "ingest/mapped_text.h"

namespace tocsin {

struct MainText {
  MappedText text;          ///< paragraphs, a blank line between them
  size_t hidden_count = 0;  ///< elements with text that the page hides from its readers
};

/// Scores blocks of text by length, sentence marks and share of links, finds the element that holds most of what
/// scores, and keeps its blocks without what reads like navigation, captions, sharing, comments or pointers to other
/// articles. `page_text` is the text that was parsed. `body_hint` (JSON-LD's articleBody) may be empty.
[[nodiscard]] MainText main_text(const HtmlTree& page, const MappedText& page_text, std::string_view body_hint);

/// The first h1 that is seen, with its map; empty when there is none.
[[nodiscard]] MappedText main_heading(const HtmlTree& page, const MappedText& page_text);

}  // namespace tocsin
