// One item of a feed: its fields, found in the bytes again, and the Article they make.
#pragma once

#include <string>

#include "base/result.h"
#include "doc/article.h"
#include "ingest/feed.h"
#include "ingest/mapped_text.h"

struct _xmlNode;

namespace tocsin {

struct FeedItem {
  MappedText title;  ///< may hold HTML
  MappedText body;   ///< HTML; the fullest of content, description and summary
  std::string link;
  std::string guid;
  std::string date;  ///< as written
  std::string publisher;
};

/// The fields of an `item` or `entry` element. Their map is found by looking for the words in `source`, the text that
/// was parsed, from `search_begin` on, which moves behind the start of this item.
[[nodiscard]] FeedItem feed_item(const _xmlNode& node, const MappedText& source, size_t& search_begin);

/// Title and text without tags, the date of publication where it is a day of the calendar. Fails (kInput) when the
/// HTML needs too much memory.
[[nodiscard]] Result<Article> article_of(const FeedItem& item, const FeedLimits& limits);

}  // namespace tocsin
