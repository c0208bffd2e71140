// Lists of tags are HTML's own; lists of class names are what news sites have in common.
#include "ingest/html_blocks.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "base/one_of.h"

namespace tocsin {
namespace {

constexpr std::array<std::string_view, 22> kNoTextTags = {
    "script", "style", "noscript", "button", "select", "iframe", "svg",   "template", "textarea", "input", "head",
    "menu",   "video", "audio",    "canvas", "object", "embed",  "title", "noembed",  "noframes", "map",   "math"};
constexpr std::array<std::string_view, 9> kFurnitureTags = {"nav",        "aside",  "footer",   "form", "figure",
                                                            "figcaption", "dialog", "fieldset", "label"};
constexpr std::array<std::string_view, 8> kFurnitureRoles = {"navigation", "banner", "contentinfo", "complementary",
                                                             "search",     "dialog", "menu",        "alert"};
constexpr std::array<std::string_view, 40> kBlockTags = {
    "html",    "body",       "article", "section", "main",    "div",     "p",    "h1",     "h2",     "h3",
    "h4",      "h5",         "h6",      "ul",      "ol",      "li",      "dl",   "dt",     "dd",     "table",
    "tr",      "td",         "th",      "tbody",   "thead",   "tfoot",   "pre",  "hr",     "header", "hgroup",
    "address", "blockquote", "center",  "caption", "details", "summary", "form", "footer", "figure", "aside"};
/// Their classes name topics and layouts of the article, not furniture.
constexpr std::array<std::string_view, 5> kTrustedTags = {"html", "body", "main", "article", "p"};
/// Found anywhere in a class or id.
constexpr std::array<std::string_view, 46> kFurnitureParts = {
    "comment",       "related",      "newsletter", "sidebar",   "social",    "sharing",   "sharetool",
    "share-",        "promo",        "breadcrumb", "advert",    "sponsor",   "recommend", "footer",
    "masthead",      "navigation",   "popup",      "modal",     "cookie",    "consent",   "disqus",
    "outbrain",      "taboola",      "author-bio", "authorbio", "byline",    "caption",   "credit",
    "subscribe",     "signup",       "sign-up",    "trending",  "most-read", "mostread",  "read-more",
    "readmore",      "see-also",     "pagination", "toolbar",   "skip-link", "sr-only",   "visually-hidden",
    "screen-reader", "more-stories", "read-next",  "copyright"};
/// Words of a class or id, between marks or changes of case.
constexpr std::array<std::string_view, 22> kFurnitureWords = {
    "ad",   "ads",   "nav",    "bio",      "rail",      "teaser", "tags",  "tag",     "share",     "hidden", "menu",
    "meta", "aside", "author", "dateline", "timestamp", "widget", "print", "gallery", "slideshow", "login",  "popular"};

/// "display: none" → ";display:none;".
std::string as_rules(std::string_view style) {
  std::string out = ";";
  for (const char c : style)
    if (c != ' ' && c != '\n' && c != '\t') out += ascii::lower(c);
  out += ';';
  return out;
}

bool hides(std::string_view raw_style) {
  if (raw_style.empty()) return false;
  const std::string style = as_rules(raw_style);
  for (const std::string_view rule : {";display:none", ";visibility:hidden", ";font-size:0;", ";font-size:0px",
                                      ";opacity:0;", ";opacity:0.0;", ";text-indent:-9999"})
    if (style.contains(rule)) return true;
  const size_t colour = style.find(";color:");
  const size_t ground = style.find(";background-color:") != std::string::npos ? style.find(";background-color:") + 18
                                                                              : style.find(";background:") + 12;
  if (colour == std::string::npos || ground < 18) return false;
  const auto value = [&](size_t at) { return style.substr(at, style.find_first_of(";!", at) - at); };
  return value(colour + 7) == value(ground);
}

BlockKind kind_of(std::string_view tag) {
  if (tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6') return BlockKind::kHeading;
  if (tag == "li" || tag == "dd" || tag == "dt") return BlockKind::kListItem;
  if (tag == "td" || tag == "th" || tag == "caption") return BlockKind::kCell;
  return BlockKind::kParagraph;
}

/// Does the class or id say that this is navigation, sharing, comments, a caption, a pointer to other articles …?
bool is_named_furniture(const HtmlNode& node) {
  if (is_one_of(node.tag, kTrustedTags) || node.attribute("itemprop") == "articleBody") return false;
  for (const std::string_view kind : {"class", "id"}) {
    const std::string_view names = node.attribute(kind);
    if (names.empty()) continue;
    const std::string low = ascii::lower(names);
    if (low.contains("embed") || low.contains("tweet")) continue;  // what others posted is part of a report about it
    if (std::ranges::any_of(kFurnitureParts, [&](std::string_view part) { return low.contains(part); })) return true;
    for (size_t begin = 0; begin < low.size();) {
      size_t end = begin;
      while (end < low.size() && ascii::is_alnum(names[end]) &&
             !(end > begin && names[end] != low[end] && names[end - 1] == low[end - 1]))
        ++end;
      if (is_one_of(std::string_view(low).substr(begin, end - begin), kFurnitureWords)) return true;
      begin = std::max(end, begin + 1);
      while (begin < low.size() && !ascii::is_alnum(low[begin])) ++begin;
    }
  }
  return false;
}

/// Builds blocks while the walk opens and closes elements.
class BlockBuilder {
 public:
  BlockBuilder(const HtmlTree& page, const MappedText& page_text) : page_(page), page_text_(page_text) {}

  std::vector<Block> run(const std::vector<bool>& skip) {
    for (uint32_t i = 0; i < page_.nodes.size();) {
      close_until(i);
      if (skip[i]) {
        if (is_one_of(page_.nodes[i].tag, kBlockTags)) end_block();
        i = page_.nodes[i].end;
        continue;
      }
      take(i++);
    }
    end_block();
    return std::move(blocks_);
  }

 private:
  void take(uint32_t i) {
    const HtmlNode& node = page_.nodes[i];
    if (node.is_text) return take_text(i);
    const bool is_block = is_one_of(node.tag, kBlockTags);
    if (is_block) end_block();
    if (node.tag == "br") return take_break();
    open_.push_back({i, is_block});
    if (node.tag == "a") ++links_;
  }

  void close_until(uint32_t i) {
    while (!open_.empty() && page_.nodes[open_.back().node].end <= i) {
      if (open_.back().is_block) end_block();
      if (page_.nodes[open_.back().node].tag == "a") --links_;
      open_.pop_back();
    }
  }

  void take_text(uint32_t i) {
    if (block_.text.size() == 0) block_.first_node = i;
    const size_t before = block_.text.size();
    append_text(page_.nodes[i], page_text_, block_.text);
    if (links_ > 0) block_.link_bytes += block_.text.size() - before;
    if (block_.text.size() > before) breaks_ = 0;
  }

  /// Two line breaks in a row end a paragraph; one is a line end.
  void take_break() {
    if (++breaks_ == 2) return end_block();
    if (block_.text.size() > 0) block_.text.make("\n");
  }

  void end_block() {
    const Range range = trimmed(block_.text.text(), {0, static_cast<uint32_t>(block_.text.size())});
    if (!range.empty()) {
      MappedText text;
      text.copy_from(block_.text, range);
      block_.text = std::move(text);
      set_element();
      blocks_.push_back(std::move(block_));
    }
    block_ = {};
  }

  /// A paragraph inside a list item or a cell is of their kind.
  void set_element() {
    for (auto element = open_.rbegin(); element != open_.rend(); ++element) {
      if (!element->is_block) continue;
      if (block_.node == 0) block_.node = element->node;
      const BlockKind kind = kind_of(page_.nodes[element->node].tag);
      if (kind != BlockKind::kParagraph) {
        block_.kind = kind;
        return;
      }
    }
  }

  struct Open {
    uint32_t node;
    bool is_block;
  };
  const HtmlTree& page_;
  const MappedText& page_text_;
  std::vector<Open> open_;
  std::vector<Block> blocks_;
  Block block_;
  size_t links_ = 0, breaks_ = 0;
};

}  // namespace

Exclusion exclusion_of(const HtmlNode& node) {
  if (node.is_text) return Exclusion::kNone;
  if (is_one_of(node.tag, kNoTextTags)) return Exclusion::kNoText;
  if (node.has_attribute("hidden") || hides(node.attribute("style"))) return Exclusion::kHidden;
  const bool likely = is_one_of(node.tag, kFurnitureTags) || is_one_of(node.attribute("role"), kFurnitureRoles) ||
                      node.attribute("aria-hidden") == "true" || is_named_furniture(node);
  return likely ? Exclusion::kLikelyFurniture : Exclusion::kNone;
}

std::vector<Block> blocks_of(const HtmlTree& page, const MappedText& page_text, const std::vector<bool>& skip) {
  return BlockBuilder(page, page_text).run(skip);
}

}  // namespace tocsin
