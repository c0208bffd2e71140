// What a page says of itself: headline, day of publication, publisher, address, language.
#pragma once

#include <optional>
#include <string>

#include "base/dates.h"
#include "ingest/html_tree.h"

namespace tocsin {

/// Empty = not said. Of several sources the more exact one goes first: JSON-LD of an article, then meta tags, then
/// marked elements. A date that is no day of the calendar is passed over.
struct PageMetadata {
  std::string headline;
  std::string document_title;  ///< of the title element, publisher and all
  std::string publisher;
  std::string url;
  std::string language;  ///< two letters, of the html element
  std::optional<Date> published;
  std::string article_body;  ///< JSON-LD's; a hint where the text is, never the text itself
};

[[nodiscard]] PageMetadata page_metadata(const HtmlTree& page);

}  // namespace tocsin
