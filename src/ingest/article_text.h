// The text of an Article: the title, a blank line and the body, and what the body says of its own date.
#pragma once

#include <optional>
#include <string_view>

#include "base/dates.h"
#include "doc/article.h"
#include "ingest/mapped_text.h"

namespace tocsin {

/// Where the title ends and the body begins in clean text. An empty `title` = there is none.
struct TitleSplit {
  Range title;
  Range body;
};

/// A first line is the title when it is at most 200 bytes of at least two words, does not end like a sentence, and is
/// followed by a blank line or by a longer line of a paragraph.
[[nodiscard]] TitleSplit split_title(std::string_view text);

/// Sets `art.title`, `art.text` and `art.source_map`. `title` may be empty. A first line of the body that repeats the
/// title is left out.
void set_text(Article& art, const MappedText& title, const MappedText& body);

/// The date of a dateline at the front of the body, when it gives the year: "GENEVA, March 3, 2024 (Agency) — …",
/// "Friday, January 4, 2019" on a line of its own.
[[nodiscard]] std::optional<Date> dateline_date(std::string_view body);

/// Publication date from the dateline, where nothing else gave one.
void date_from_dateline(Article& art);

/// The id (FORMATS.md): a hash of source key and text. The key is the URL, else the source with the input's own id.
void set_id(Article& art);

}  // namespace tocsin
