// A web page as an Article: main text, title, date and publisher.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "doc/article.h"
#include "ingest/clean.h"

namespace tocsin {

struct HtmlLimits {
  CleanLimits clean;
  size_t depth = 512;                 ///< start tags nested deeper are read as if they were not there
  size_t memory = size_t{192} << 20;  ///< bytes that the parsed page may take
};

/// Where a page was found, when it was not a file of its own.
struct HtmlOrigin {
  uint64_t raw_begin = 0;    ///< byte of the source at which the page begins
  std::string_view charset;  ///< of the HTTP header, which goes before what the page says
};

/// `bytes` are the page as fetched. Hidden text, scripts, navigation, captions and comments are left out; what was
/// hidden is noted. `art.source_map` leads back to the source. Fails (kInput) when the bytes are no text or need too
/// much memory.
[[nodiscard]] Result<Article> read_html(std::string_view bytes, const HtmlLimits& limits,
                                        const HtmlOrigin& origin = {});

}  // namespace tocsin
