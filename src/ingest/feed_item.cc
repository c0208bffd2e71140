// Fields by their local names: RSS, RDF, Dublin Core and Atom hardly ever contradict each other there.
#include "ingest/feed_item.h"

#include <libxml/tree.h>

#include <algorithm>
#include <array>

#include "ingest/article_text.h"
#include "ingest/html_blocks.h"
#include "ingest/html_tree.h"
#include "ingest/xml_text.h"

namespace tocsin {
namespace {

constexpr size_t kKeyBytes = 24;            // by which a field is found in the source
constexpr size_t kSearchBytes = 256 << 10;  // how far behind an item's start its fields are looked for
constexpr size_t kHtmlMemory = size_t{64} << 20;

std::string attribute(const xmlNode& node, const char* name) {
  for (const xmlAttr* at = node.properties; at != nullptr; at = at->next)
    if (view(at->name) == name && at->children != nullptr) return std::string(view(at->children->content));
  return {};
}

/// The text below a node; the elements of XHTML content as tags without attributes.
void append_content(const xmlNode& node, std::string& out) {
  for (const xmlNode* child = node.children; child != nullptr; child = child->next) {
    if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
      out += view(child->content);
    } else if (child->type == XML_ELEMENT_NODE) {
      out.append("<").append(view(child->name)).append(">");
      append_content(*child, out);
      out.append("</").append(view(child->name)).append(">");
    }
  }
}

std::string content_of(const xmlNode& node) {
  std::string out;
  append_content(node, out);
  return out;
}

/// What XML writes for a character of its own.
std::string_view reference_of(char c) {
  switch (c) {
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '&':
      return "&amp;";
    case '"':
      return "&quot;";
    case '\'':
      return "&apos;";
    default:
      return {};
  }
}

/// How many bytes of `source` write the character at the front of `content`; 0 = others do.
size_t written_size(std::string_view source, char c) {
  if (source.starts_with(c)) return 1;
  const std::string_view reference = reference_of(c);
  return !reference.empty() && source.starts_with(reference) ? reference.size() : 0;
}

/// `content` with its map into `source`, where it is written as it is or with the five references of XML.
MappedText found_in(const MappedText& source, Range where, std::string_view content) {
  MappedText out;
  const std::string_view text = where.of(source.text());
  const std::string_view key = content.substr(0, kKeyBytes);
  size_t at = key.size() < 3 ? std::string_view::npos : text.find(key);
  if (at == std::string_view::npos && key.size() >= 3) {
    std::string escaped;
    for (const char c : key) {
      const std::string_view reference = c == '"' || c == '\'' ? std::string_view() : reference_of(c);
      if (reference.empty())
        escaped += c;
      else
        escaped += reference;
    }
    at = text.find(escaped);
  }
  for (size_t i = 0; i < content.size(); ++i) {
    const size_t size = at < text.size() ? written_size(text.substr(at), content[i]) : 0;
    if (size == 0) {
      out.make(content.substr(i));
      break;
    }
    if (size == 1) {
      const auto begin = static_cast<uint32_t>(where.begin + at);
      out.copy_from(source, {begin, begin + 1});
    } else {
      out.make(content.substr(i, 1));
    }
    at += size;
  }
  return out;
}

/// HTML as paragraphs of text with a blank line between them.
Result<MappedText> text_of_html(const MappedText& html, std::vector<std::string>& notes) {
  if (html.text().find_first_of("<&") == std::string_view::npos) return html;
  TRY(HtmlTree page, parse_html(html.text(), {.memory = kHtmlMemory}));
  notes.insert(notes.end(), page.notes.begin(), page.notes.end());
  std::vector<bool> skip(page.nodes.size(), false);
  bool is_hidden = false;
  for (size_t i = 0; i < page.nodes.size(); ++i) {
    const Exclusion exclusion = exclusion_of(page.nodes[i]);
    skip[i] = exclusion == Exclusion::kNoText || exclusion == Exclusion::kHidden;
    is_hidden = is_hidden || exclusion == Exclusion::kHidden;
  }
  if (is_hidden) notes.emplace_back("dropped hidden text");
  MappedText out;
  for (const Block& block : blocks_of(page, html, skip)) {
    const Range range = trimmed(block.text.text(), {0, static_cast<uint32_t>(block.text.size())});
    if (range.empty()) continue;
    if (out.size() > 0) out.make("\n\n");
    out.copy_from(block.text, range);
  }
  return out;
}

/// "Mon, 25 May 2026 10:00:00 GMT", "2026-05-25T10:00:00Z", "25 May 2026".
std::optional<Date> date_of(std::string_view written, const std::optional<Date>& latest) {
  written = trimmed(written);
  std::optional<Date> date = parse_timestamp(written);
  if (!date)
    if (const std::optional<WrittenDate> words = parse_written_date(written)) date = words->date;
  constexpr Date kNoFeedsBefore{std::chrono::year(1970), std::chrono::January, std::chrono::day(2)};
  if (date && (*date < kNoFeedsBefore || (latest && *date > *latest))) date.reset();
  return date;
}

}  // namespace

FeedItem feed_item(const xmlNode& node, const MappedText& source, size_t& search_begin) {
  const std::string_view text = source.text();
  const std::string tag =
      "<" + (node.ns != nullptr && node.ns->prefix != nullptr ? std::string(view(node.ns->prefix)) + ":" : "") +
      std::string(view(node.name));
  const size_t begin = std::min(text.find(tag, search_begin), text.size());
  search_begin = std::min(begin + tag.size(), text.size());
  const Range where{static_cast<uint32_t>(begin), static_cast<uint32_t>(std::min(begin + kSearchBytes, text.size()))};

  FeedItem item;
  std::string title, body, updated;
  for (const xmlNode* field = node.children; field != nullptr; field = field->next) {
    if (field->type != XML_ELEMENT_NODE) continue;
    const std::string_view name = view(field->name);
    const auto take = [&](std::string& into) {
      if (into.empty()) into = std::string(trimmed(content_of(*field)));
    };
    if (name == "title") {
      take(title);
    } else if (name == "encoded" || name == "content" || name == "description" || name == "summary" || name == "body") {
      std::string content(trimmed(content_of(*field)));
      if (content.size() > body.size()) body = std::move(content);
    } else if (name == "link") {
      const std::string address = attribute(*field, "href"), relation = attribute(*field, "rel");
      if (address.empty())
        take(item.link);
      else if (item.link.empty() || relation.empty() || relation == "alternate")
        item.link = address;
    } else if (name == "guid" || name == "id") {
      take(item.guid);
    } else if (name == "pubDate" || name == "date" || name == "published" || name == "issued") {
      take(item.date);
    } else if (name == "updated" || name == "modified") {
      take(updated);
    } else if (name == "publisher" || name == "source") {
      if (field->children != nullptr && field->children->type != XML_ELEMENT_NODE) take(item.publisher);
    }
  }
  if (item.date.empty()) item.date = updated;
  item.title = found_in(source, where, title);
  item.body = found_in(source, where, body);
  return item;
}

Result<Article> article_of(const FeedItem& item, const FeedLimits& limits) {
  Article art;
  art.external_id = item.guid;
  art.publisher = item.publisher;
  if (item.link.starts_with("http://") || item.link.starts_with("https://")) art.url = item.link;
  art.published = date_of(item.date, limits.latest);
  if (art.published) art.published_from = PublishedFrom::kFeed;
  if (!art.published && !item.date.empty())
    art.notes.push_back("the item's date \"" + item.date.substr(0, 60) + "\" is not believed");
  TRY(const MappedText title, text_of_html(item.title, art.notes));
  TRY(const MappedText body, text_of_html(item.body, art.notes));
  set_text(art, clean_text(title, limits.clean, art.notes), clean_text(body, limits.clean, art.notes));
  std::ranges::sort(art.notes);
  const auto repeated = std::ranges::unique(art.notes);
  art.notes.erase(repeated.begin(), repeated.end());
  date_from_dateline(art);
  return art;
}

}  // namespace tocsin
