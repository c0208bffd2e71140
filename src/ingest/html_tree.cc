// Runs gumbo over the flattened page with all its memory in one arena, and copies out what is kept.
#include "ingest/html_tree.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <memory>

#include "base/ascii.h"
#include "base/utf8.h"
#include "ingest/html_flatten.h"

namespace tocsin {
namespace {

/// Memory of one parse. gumbo takes no null from its allocator and frees its tree by recursion, which a deep page turns
/// into a crash: so nothing is freed before the whole arena is, and a parse that wants too much is left by a jump.
class Arena {
 public:
  explicit Arena(size_t limit) : limit_(limit) {}

  void* take(size_t size) {
    size = (size + kAlign - 1) / kAlign * kAlign;
    if (size > left_) {
      const size_t block = std::max(size, kBlock);
      taken_ += block;
      if (taken_ > limit_) std::longjmp(too_much, 1);
      blocks_.push_back(std::make_unique<char[]>(block));
      at_ = blocks_.back().get();
      left_ = block;
    }
    char* piece = at_;
    at_ += size;
    left_ -= size;
    return piece;
  }

  std::jmp_buf too_much;

 private:
  static constexpr size_t kAlign = alignof(std::max_align_t);
  static constexpr size_t kBlock = 1 << 18;
  size_t limit_, taken_ = 0, left_ = 0;
  char* at_ = nullptr;
  std::vector<std::unique_ptr<char[]>> blocks_;
};

void* take_from_arena(void* arena, size_t size) { return static_cast<Arena*>(arena)->take(size); }
void give_back(void*, void*) {}

/// Null when the arena is too small. No object with a destructor may live in this function: a jump leaves it.
GumboOutput* parse_in(Arena& arena, const char* page, size_t size) {
  if (setjmp(arena.too_much) != 0) return nullptr;
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = &take_from_arena;
  options.deallocator = &give_back;
  options.userdata = &arena;
  options.max_errors = 0;
  return gumbo_parse_with_options(&options, page, size);
}

constexpr std::array<std::string_view, 20> kAttributes = {
    "class",    "id",   "itemprop",    "itemtype", "property", "name",    "content", "style", "hidden", "role",
    "datetime", "type", "aria-hidden", "rel",      "lang",     "charset", "href",    "width", "height", "pubdate"};

void copy_attributes(const GumboVector& from, HtmlNode& node) {
  for (unsigned i = 0; i < from.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(from.data[i]);
    if (std::ranges::find(kAttributes, std::string_view(attribute->name)) != kAttributes.end())
      node.attributes.emplace_back(attribute->name, attribute->value);
  }
}

/// Copies gumbo's tree without recursion.
class Copier {
 public:
  Copier(const char* page, std::vector<HtmlNode>& nodes) : page_(page), nodes_(nodes) {}

  void run(const GumboNode* root) {
    open(root, 0);
    while (!open_.empty()) {
      Open& top = open_.back();
      if (top.next == top.children->length) {
        nodes_[top.node].end = static_cast<uint32_t>(nodes_.size());
        open_.pop_back();
        continue;
      }
      const uint32_t parent = top.node;  // `top` does not outlive the push below
      open(static_cast<const GumboNode*>(top.children->data[top.next++]), parent);
    }
  }

 private:
  struct Open {
    const GumboVector* children;
    unsigned next;
    uint32_t node;
  };

  void open(const GumboNode* from, uint32_t parent) {
    const auto at = static_cast<uint32_t>(nodes_.size());
    switch (from->type) {
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE: {
        HtmlNode& node = nodes_.emplace_back();
        node.tag = gumbo_normalized_tagname(from->v.element.tag);
        node.parent = parent;
        copy_attributes(from->v.element.attributes, node);
        open_.push_back({&from->v.element.children, 0, at});
        break;
      }
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA: {
        const GumboText& text = from->v.text;
        const auto begin = static_cast<uint32_t>(text.original_text.data - page_);
        HtmlNode& node = nodes_.emplace_back();
        node.is_text = true;
        node.parent = parent;
        node.end = at + 1;
        node.source = {begin, begin + static_cast<uint32_t>(text.original_text.length)};
        node.text = text.text;
        break;
      }
      case GUMBO_NODE_DOCUMENT:
      case GUMBO_NODE_COMMENT:
        break;
    }
  }

  const char* page_;
  std::vector<HtmlNode>& nodes_;
  std::vector<Open> open_;
};

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

/// Past the character reference that begins at '&'.
size_t end_of_reference(std::string_view source, size_t at) {
  size_t end = at + 1;
  while (end < source.size() && end - at < 40 &&
         (source[end] == '#' || ascii::is_digit(source[end]) || ascii::is_lower(source[end]) ||
          (ascii::is_upper(source[end]))))
    ++end;
  return end < source.size() && source[end] == ';' ? end + 1 : end;
}

/// How many bytes of `text` a character reference made: the fewest after which both sides go on alike.
size_t size_of_reference(std::string_view text, std::string_view source_after) {
  const std::string_view next = source_after.substr(0, std::min(source_after.find_first_of("&<\r"), size_t{12}));
  for (size_t size = 1; size <= 8 && size <= text.size(); ++size) {
    const bool at_point = size == text.size() || (static_cast<unsigned char>(text[size]) & 0xC0) != 0x80;
    if (at_point && text.substr(size).starts_with(next)) return size;
  }
  return 0;
}

}  // namespace

std::string_view HtmlNode::attribute(std::string_view name) const {
  const auto found = std::ranges::find(attributes, name, &std::pair<std::string, std::string>::first);
  return found == attributes.end() ? std::string_view() : std::string_view(found->second);
}

bool HtmlNode::has_attribute(std::string_view name) const {
  return std::ranges::find(attributes, name, &std::pair<std::string, std::string>::first) != attributes.end();
}

std::string HtmlTree::text_of(uint32_t node) const {
  std::string text;
  for (uint32_t i = node; i < nodes[node].end; ++i)
    if (nodes[i].is_text) text += nodes[i].text;
  return text;
}

Result<HtmlTree> parse_html(std::string_view page, const HtmlTreeLimits& limits) {
  HtmlTree tree;
  const std::string flat = flatten_html(page, limits.depth, limits.attributes, tree.notes);
  Arena arena(limits.memory);
  const GumboOutput* output = parse_in(arena, flat.data(), flat.size());
  if (output == nullptr)
    return fail(ErrorKind::kInput, "the page needs more than " + std::to_string(limits.memory >> 20) +
                                       " MiB to parse; its tags are nested without end");
  Copier(flat.data(), tree.nodes).run(output->root);
  return tree;
}

void append_text(const HtmlNode& node, const MappedText& page, MappedText& out) {
  const std::string_view text = node.text, source = node.source.of(page.text());
  size_t i = 0, j = 0;
  const auto blank_before = [&] { return out.size() == 0 || is_blank(out.text().back()); };
  while (i < text.size()) {
    if (is_blank(text[i])) {
      if (j < source.size() && source[j] == ' ' && !blank_before())
        out.copy_from(page,
                      {node.source.begin + static_cast<uint32_t>(j), node.source.begin + static_cast<uint32_t>(j) + 1});
      else if (!blank_before())
        out.make(" ");
      j += j < source.size() && source[j] == '\r' && source.substr(j + 1).starts_with('\n') ? 2 : 1;
      ++i;
      continue;
    }
    if (j < source.size() && source[j] != '&' && source[j] == text[i]) {
      const size_t begin = j;
      while (i < text.size() && j < source.size() && source[j] == text[i] && source[j] != '&' && !is_blank(text[i]))
        ++i, ++j;
      out.copy_from(page,
                    {node.source.begin + static_cast<uint32_t>(begin), node.source.begin + static_cast<uint32_t>(j)});
      continue;
    }
    if (j < source.size() && source[j] == '&') {
      const size_t end = end_of_reference(source, j);
      const size_t size = size_of_reference(text.substr(i), source.substr(end));
      if (size > 0 && end > j + 1) {
        out.make(text.substr(i, size));
        i += size;
        j = end;
        continue;
      }
    } else if (j < source.size() && source[j] == '<') {  // a tag that the parser passed over inside this text
      j = std::min(source.find('>', j), source.size() - 1) + 1;
      continue;
    }
    const DecodedPoint next = decode_point(text.substr(i, 4));
    out.make(text.substr(i, next.size));
    i += next.size;
    j += j < source.size() ? decode_point(source.substr(j, 4)).size : 0;
  }
}

}  // namespace tocsin
