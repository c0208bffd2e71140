// A scan over tags that keeps a stack of open elements, near enough to the standard's to tell real depth.
#include "ingest/html_flatten.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/one_of.h"

namespace tocsin {
namespace {

constexpr size_t kEndSearch = 512;    // how far down the stack an end tag looks for its element
constexpr size_t kClosedSearch = 16;  // how far down an element looks for the one that it closes

constexpr std::array<std::string_view, 16> kVoid = {"area",  "base",  "br",     "col",  "embed", "hr",
                                                    "img",   "input", "link",   "meta", "param", "source",
                                                    "track", "wbr",   "keygen", "frame"};
constexpr std::array<std::string_view, 8> kRawText = {"script", "style",  "textarea", "title",
                                                      "xmp",    "iframe", "noembed",  "noframes"};
/// Elements that end where the next of their kind begins.
constexpr std::array<std::string_view, 13> kSelfClosing = {"p",  "li", "dt",    "dd",    "tr",     "td",      "th",
                                                           "rt", "rp", "tbody", "thead", "option", "optgroup"};
constexpr std::array<std::string_view, 5> kScopes = {"ul", "ol", "dl", "table", "select"};

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

/// A tag as it stands in the page.
struct Tag {
  std::string name;
  bool is_end = false;
  size_t begin = 0, end = 0;  ///< '<' and past '>'
  size_t attributes_end = 0;  ///< past the last attribute that may stay; 0 when all may
};

class Flattener {
 public:
  Flattener(std::string_view page, size_t depth, size_t attributes)
      : page_(page), out_(page), depth_(depth), attributes_(attributes) {}

  std::string run(std::vector<std::string>& notes) {
    for (size_t at = page_.find('<'); at != std::string_view::npos; at = page_.find('<', at)) at = take(at);
    if (unclosed_) notes.push_back("a comment or script is never closed: nothing behind it was read");
    if (deep_count_ > 0)
      notes.push_back("ignored " + std::to_string(deep_count_) + " tags nested deeper than " + std::to_string(depth_) +
                      " elements");
    if (attribute_tag_count_ > 0)
      notes.push_back("ignored attributes beyond " + std::to_string(attributes_) + " in " +
                      std::to_string(attribute_tag_count_) + " tags");
    return std::move(out_);
  }

 private:
  /// Takes what begins at '<' and gives where to look on.
  size_t take(size_t at) {
    const std::string_view rest = page_.substr(at);
    if (rest.starts_with("<!--")) return skip_to("-->", at + 4);
    const size_t name_at = rest.starts_with("</") ? 2 : 1;
    if (rest.size() <= name_at || !ascii::is_letter(rest[name_at])) return at + 1;
    const Tag tag = read_tag(at, at + name_at);
    if (tag.is_end)
      end_tag(tag);
    else
      start_tag(tag);
    if (tag.is_end || !is_one_of(tag.name, kRawText)) return tag.end;
    return skip_raw_text(tag);
  }

  size_t skip_to(std::string_view mark, size_t from) {
    const size_t found = page_.find(mark, from);
    if (found != std::string_view::npos) return found + mark.size();
    unclosed_ = true;
    return page_.size();
  }

  size_t skip_raw_text(const Tag& tag) {
    for (size_t at = page_.find("</", tag.end); at != std::string_view::npos; at = page_.find("</", at + 2)) {
      const std::string_view name = page_.substr(at + 2, tag.name.size());
      if (std::ranges::equal(name, tag.name, {}, [](char c) { return ascii::lower(c); })) return at;
    }
    unclosed_ = true;
    return page_.size();
  }

  Tag read_tag(size_t begin, size_t name_begin) {
    Tag tag{.is_end = page_[begin + 1] == '/', .begin = begin};
    size_t at = name_begin;
    while (at < page_.size() && !is_blank(page_[at]) && page_[at] != '>' && page_[at] != '/')
      tag.name += ascii::lower(page_[at++]);
    size_t count = 0;
    while (at < page_.size() && page_[at] != '>') {
      if (is_blank(page_[at]) || page_[at] == '/') {
        ++at;
        continue;
      }
      at = skip_attribute(at);
      if (++count == attributes_) tag.attributes_end = at;
    }
    if (count <= attributes_) tag.attributes_end = 0;
    tag.end = std::min(at + 1, page_.size());
    return tag;
  }

  size_t skip_attribute(size_t at) const {
    const auto skip = [&](auto unwanted) {
      while (at < page_.size() && !unwanted(page_[at])) ++at;
    };
    ++at;
    skip([](char c) { return is_blank(c) || c == '=' || c == '>' || c == '/'; });
    size_t value = at;
    while (value < page_.size() && is_blank(page_[value])) ++value;
    if (value >= page_.size() || page_[value] != '=') return at;
    at = value + 1;
    skip([](char c) { return !is_blank(c); });
    if (at >= page_.size() || page_[at] == '>') return at;
    if (page_[at] == '"' || page_[at] == '\'') {
      const size_t close = page_.find(page_[at], at + 1);
      return close == std::string_view::npos ? page_.size() : close + 1;
    }
    skip([](char c) { return is_blank(c) || c == '>'; });
    return at;
  }

  void start_tag(const Tag& tag) {
    if (tag.attributes_end > 0) {
      ++attribute_tag_count_;
      blank_out(tag.attributes_end, tag.end - 1);
    }
    if (is_one_of(tag.name, kVoid) || is_one_of(tag.name, kRawText)) return;
    if (is_one_of(tag.name, kSelfClosing)) close_open(tag.name);
    if (open_.size() >= depth_) drop(tag);
    open_.push_back(tag.name);
  }

  void end_tag(const Tag& tag) {
    const size_t lowest = open_.size() > kEndSearch ? open_.size() - kEndSearch : 0;
    for (size_t i = open_.size(); i > lowest; --i) {
      if (open_[i - 1] != tag.name) continue;
      if (i > depth_) drop(tag);
      open_.resize(i - 1);
      return;
    }
  }

  void close_open(std::string_view name) {
    const size_t lowest = open_.size() > kClosedSearch ? open_.size() - kClosedSearch : 0;
    for (size_t i = open_.size(); i > lowest && !is_one_of(open_[i - 1], kScopes); --i)
      if (open_[i - 1] == name) return open_.resize(i - 1);
  }

  void drop(const Tag& tag) {
    ++deep_count_;
    blank_out(tag.begin, tag.end);
  }

  void blank_out(size_t begin, size_t end) {
    if (begin < end)
      std::fill(out_.begin() + static_cast<std::ptrdiff_t>(begin), out_.begin() + static_cast<std::ptrdiff_t>(end),
                ' ');
  }

  std::string_view page_;
  std::string out_;
  size_t depth_, attributes_;
  std::vector<std::string> open_;
  size_t deep_count_ = 0, attribute_tag_count_ = 0;
  bool unclosed_ = false;
};

}  // namespace

std::string flatten_html(std::string_view page, size_t depth, size_t attributes, std::vector<std::string>& notes) {
  return Flattener(page, depth, attributes).run(notes);
}

}  // namespace tocsin
