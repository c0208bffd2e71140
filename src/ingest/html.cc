// The road of a page: character set, tree, metadata, main text, cleaning.
#include "ingest/html.h"

#include <algorithm>

#include "ingest/article_text.h"
#include "ingest/charset.h"
#include "ingest/html_metadata.h"
#include "ingest/html_tree.h"
#include "ingest/letters.h"
#include "ingest/main_text.h"

namespace tocsin {
namespace {

constexpr size_t kPrescanBytes = 4096;

/// What `charset=` and `encoding=` at the front of the page name, in meta tags of either form or an XML declaration;
/// the meta tags go first.
std::vector<std::string_view> declared_charsets(std::string_view bytes) {
  const std::string_view front = bytes.substr(0, kPrescanBytes);
  std::vector<std::string_view> names;
  for (const std::string_view mark : {"charset=", "CHARSET=", "encoding="})
    for (size_t at = front.find(mark); at != std::string_view::npos; at = front.find(mark, at)) {
      at += mark.size();
      if (at < front.size() && (front[at] == '"' || front[at] == '\'')) ++at;
      names.push_back(front.substr(at, front.find_first_of("\"' >;/?", at) - at));
    }
  return names;
}

/// "Talks resume in Geneva - The Daily Post" → its first part, where that is the longer one.
std::string without_publisher(const std::string& title) {
  for (const std::string_view mark : {" | ", " - ", " – ", " — ", " :: ", " » "}) {
    const size_t at = title.rfind(mark);
    if (at != std::string::npos && at > title.size() / 2) return title.substr(0, at);
  }
  return title;
}

/// The heading that readers see when the metadata agree with it, because it has a map; else what the metadata say.
MappedText title_of(const PageMetadata& metadata, MappedText heading) {
  const std::string said = metadata.headline.empty() ? without_publisher(metadata.document_title) : metadata.headline;
  const std::string seen = letters_of(heading.text()), known = letters_of(said),
                    document = letters_of(metadata.document_title);
  const bool agrees =
      !seen.empty() && (known.empty() || known.contains(seen) || seen.contains(known) || document.contains(seen));
  if (agrees) return heading;
  MappedText title;
  title.make(said);
  return title;
}

}  // namespace

Result<Article> read_html(std::string_view bytes, const HtmlLimits& limits, const HtmlOrigin& origin) {
  std::vector<std::string_view> charsets = declared_charsets(bytes);
  if (!origin.charset.empty()) charsets.insert(charsets.begin(), origin.charset);
  TRY(DecodedBytes decoded, decode_bytes(bytes, origin.raw_begin, charsets));
  TRY(HtmlTree page, parse_html(decoded.text.text(), {.depth = limits.depth, .memory = limits.memory}));
  const PageMetadata metadata = page_metadata(page);

  Article art;
  art.notes = std::move(decoded.notes);
  art.notes.insert(art.notes.end(), page.notes.begin(), page.notes.end());
  art.publisher = metadata.publisher;
  art.url = metadata.url;
  art.language = metadata.language;
  art.published = metadata.published;
  if (art.published) art.published_from = PublishedFrom::kMetadata;
  const MainText body = main_text(page, decoded.text, metadata.article_body);
  if (body.hidden_count > 0)
    art.notes.push_back("dropped hidden text of " + std::to_string(body.hidden_count) + " elements");
  std::vector<std::string> title_notes;
  const MappedText title = clean_text(title_of(metadata, main_heading(page, decoded.text)), limits.clean, title_notes);
  set_text(art, title, clean_text(body.text, limits.clean, art.notes));
  date_from_dateline(art);
  return art;
}

}  // namespace tocsin
