// Walks the tree once for meta tags and marked elements; JSON-LD goes through simdjson.
#include "ingest/html_metadata.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace tocsin {
namespace {

namespace dom = simdjson::dom;

constexpr std::array<std::string_view, 14> kDateNames = {"article:published_time",
                                                         "datepublished",
                                                         "og:published_time",
                                                         "og:article:published_time",
                                                         "parsely-pub-date",
                                                         "sailthru.date",
                                                         "dc.date.issued",
                                                         "dcterms.created",
                                                         "dc.date",
                                                         "dcterms.date",
                                                         "pubdate",
                                                         "publishdate",
                                                         "publish-date",
                                                         "date"};
constexpr std::array<std::string_view, 3> kHeadlineNames = {"og:title", "twitter:title", "dc.title"};
constexpr std::array<std::string_view, 2> kPublisherNames = {"og:site_name", "application-name"};

std::optional<Date> any_date(std::string_view text) {
  text = trimmed(text);
  if (const std::optional<Date> date = parse_timestamp(text)) return date;
  const std::optional<WrittenDate> written = parse_written_date(text);
  return written ? std::optional(written->date) : std::nullopt;
}

/// The first value by the order of `names`, not by that of the page.
template <size_t N>
class Ranked {
 public:
  explicit Ranked(const std::array<std::string_view, N>& names) : names_(names) {}
  void offer(std::string_view name, std::string_view value) {
    const auto found = std::ranges::find(names_, name);
    const auto rank = static_cast<size_t>(found - names_.begin());
    if (rank < rank_ && !value.empty()) rank_ = rank, value_ = value;
  }
  [[nodiscard]] const std::string& value() const { return value_; }

 private:
  const std::array<std::string_view, N>& names_;
  size_t rank_ = N;
  std::string value_;
};

bool is_article(const dom::object& object) {
  const auto names_article = [](std::string_view type) {
    return type.ends_with("Article") || type == "BlogPosting" || type == "Report" || type == "LiveBlogPosting";
  };
  dom::element type;
  if (object.at_key("@type").get(type) != simdjson::SUCCESS) return false;
  std::string_view name;
  if (type.get(name) == simdjson::SUCCESS) return names_article(name);
  dom::array list;
  if (type.get(list) != simdjson::SUCCESS) return false;
  return std::ranges::any_of(
      list, [&](dom::element each) { return each.get(name) == simdjson::SUCCESS && names_article(name); });
}

std::string string_at(const dom::object& object, std::string_view key) {
  std::string_view value;
  return object.at_key(key).get(value) == simdjson::SUCCESS ? std::string(trimmed(value)) : std::string();
}

void take_article(const dom::object& object, PageMetadata& found) {
  if (found.headline.empty()) found.headline = string_at(object, "headline");
  if (!found.published) found.published = any_date(string_at(object, "datePublished"));
  if (found.article_body.empty()) found.article_body = string_at(object, "articleBody");
  dom::object publisher;
  if (found.publisher.empty() && object.at_key("publisher").get(publisher) == simdjson::SUCCESS)
    found.publisher = string_at(publisher, "name");
}

/// Objects may stand alone, in a list, or in the list `@graph`.
void take_json_ld(const dom::element& element, int depth, PageMetadata& found) {
  dom::array list;
  if (element.get(list) == simdjson::SUCCESS && depth < 4)
    for (const dom::element each : list) take_json_ld(each, depth + 1, found);
  dom::object object;
  if (element.get(object) != simdjson::SUCCESS) return;
  if (is_article(object)) take_article(object, found);
  dom::element graph;
  if (depth < 4 && object.at_key("@graph").get(graph) == simdjson::SUCCESS) take_json_ld(graph, depth + 1, found);
}

class Collector {
 public:
  explicit Collector(const HtmlTree& page) : page_(page) {}

  PageMetadata run() {
    for (uint32_t i = 0; i < page_.nodes.size(); ++i) take(i);
    if (found_.headline.empty()) found_.headline = headlines_.value();
    if (!found_.published) found_.published = any_date(dates_.value());
    if (!found_.published) found_.published = marked_date_ ? marked_date_ : first_time_;
    if (found_.publisher.empty()) found_.publisher = publishers_.value();
    return std::move(found_);
  }

 private:
  void take(uint32_t i) {
    const HtmlNode& node = page_.nodes[i];
    if (node.is_text) return;
    if (node.tag == "meta") return take_meta(node);
    if (node.tag == "script" && node.attribute("type") == "application/ld+json") return take_script(i);
    if (node.tag == "title" && found_.document_title.empty()) found_.document_title = trimmed(page_.text_of(i));
    if (node.tag == "html") take_language(node.attribute("lang"));
    if (node.tag == "link" && node.attribute("rel") == "canonical") take_url(node.attribute("href"));
    if (marked_date_) return;
    const bool is_marked =
        ascii::lower(node.attribute("itemprop")).contains("datepublished") || node.has_attribute("pubdate");
    if (is_marked || node.tag == "time") take_marked_date(i, is_marked);
  }

  void take_meta(const HtmlNode& node) {
    const std::string_view content = trimmed(node.attribute("content"));
    for (const std::string_view kind : {"property", "name", "itemprop"}) {
      const std::string name = ascii::lower(node.attribute(kind));
      if (name.empty()) continue;
      headlines_.offer(name, content);
      publishers_.offer(name, content);
      if (any_date(content)) dates_.offer(name, content);
      if (name == "og:url") take_url(content);
    }
  }

  void take_script(uint32_t i) {
    const std::string text = page_.text_of(i);
    dom::element root;
    if (parser_.parse(text).get(root) == simdjson::SUCCESS) take_json_ld(root, 0, found_);
  }

  void take_language(std::string_view code) {
    const std::string letters = ascii::lower(code.substr(0, 2));
    const bool is_code = letters.size() == 2 && std::ranges::all_of(letters, [](char c) { return ascii::is_lower(c); });
    if (is_code && (code.size() == 2 || code[2] == '-' || code[2] == '_')) found_.language = letters;
  }

  void take_url(std::string_view url) {
    if (found_.url.empty() && (url.starts_with("http://") || url.starts_with("https://"))) found_.url = url;
  }

  /// A marked element goes before the first time element of the page.
  void take_marked_date(uint32_t i, bool is_marked) {
    const HtmlNode& node = page_.nodes[i];
    std::optional<Date> date = any_date(node.attribute("datetime"));
    if (!date) date = any_date(node.attribute("content"));
    if (!date) date = any_date(page_.text_of(i));
    if (is_marked)
      marked_date_ = date;
    else if (!first_time_)
      first_time_ = date;
  }

  const HtmlTree& page_;
  PageMetadata found_;
  Ranked<kHeadlineNames.size()> headlines_{kHeadlineNames};
  Ranked<kPublisherNames.size()> publishers_{kPublisherNames};
  Ranked<kDateNames.size()> dates_{kDateNames};
  std::optional<Date> marked_date_, first_time_;
  dom::parser parser_;
};

}  // namespace

PageMetadata page_metadata(const HtmlTree& page) { return Collector(page).run(); }

}  // namespace tocsin
