// The article is the element whose blocks score most: what reads like prose counts for it, what reads like furniture
// against it. Text-density and container scoring follow the ideas of Readability and boilerpipe; weights are our own.
#include "ingest/main_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ingest/html_blocks.h"

namespace tocsin {
namespace {

constexpr size_t kProseBytes = 80;        // a block as long as this is prose without a full stop, too
constexpr size_t kShortProseBytes = 30;   // with one, it may be as short as this
constexpr double kLinkShare = 0.45;       // more of a block in links: a list of pointers
constexpr double kFurnitureWeight = 40;   // what a block of furniture takes from its element, in bytes of prose
constexpr double kNamedShare = 0.5;       // an element with this share of the page's prose is no furniture, whatever its name

bool ends_sentence(std::string_view text) {
  for (const std::string_view closing : {"\"", "”", "’", "'", ")", "]"})
    if (text.ends_with(closing)) text.remove_suffix(closing.size());
  return !text.empty() && (std::string_view(".!?:").contains(text.back()) || text.ends_with("…"));
}

bool is_prose(const Block& block) {
  if (block.link_share() > kLinkShare || block.kind == BlockKind::kHeading) return false;
  const size_t size = block.text.size();
  return size >= kProseBytes || (size >= kShortProseBytes && ends_sentence(block.text.text()));
}

double score_of(const Block& block) {
  if (is_prose(block)) return std::min(static_cast<double>(block.text.size()), 600.0) * (block.kind == BlockKind::kParagraph ? 1 : 0.5);
  return block.kind == BlockKind::kHeading && block.link_share() < kLinkShare ? 0 : -kFurnitureWeight;
}

/// Sums over subtrees in constant time.
class Sums {
 public:
  Sums(size_t node_count, const std::vector<Block>& blocks, double (*value)(const Block&)) : before_(node_count + 1, 0.0) {
    for (const Block& block : blocks) before_[block.first_node + 1] += value(block);
    for (size_t i = 1; i < before_.size(); ++i) before_[i] += before_[i - 1];
  }
  [[nodiscard]] double of(uint32_t begin, uint32_t end) const { return before_[end] - before_[begin]; }

 private:
  std::vector<double> before_;
};

double prose_bytes(const Block& block) { return is_prose(block) ? static_cast<double>(block.text.size()) : 0; }

class Finder {
 public:
  Finder(const HtmlTree& page, const MappedText& page_text) : page_(page), page_text_(page_text), skip_(page.nodes.size(), false) {}

  MainText run() {
    exclude();
    std::vector<Block> blocks = blocks_of(page_, page_text_, skip_);
    exclude_named(blocks);
    blocks = blocks_of(page_, page_text_, skip_);
    const uint32_t element = best_element(blocks);
    std::erase_if(blocks, [&](const Block& block) { return block.first_node < element || block.first_node >= page_.nodes[element].end; });
    std::vector<Block> kept = keep(blocks);
    if (kept.empty()) {  // a page of a few words: all of them
      kept = std::move(blocks);
      std::erase_if(kept, [](const Block& block) { return block.link_share() > kLinkShare; });
    }
    MainText found;
    found.hidden_count = hidden_count_;
    for (const Block& block : kept) {
      if (found.text.size() > 0) found.text.make("\n\n");
      found.text.copy_from(block.text, {0, static_cast<uint32_t>(block.text.size())});
    }
    return found;
  }

 private:
  void exclude() {
    for (uint32_t i = 0; i < page_.nodes.size();) {
      const Exclusion exclusion = exclusion_of(page_.nodes[i]);
      skip_[i] = exclusion != Exclusion::kNone;
      if (exclusion == Exclusion::kHidden && !trimmed(page_.text_of(i)).empty()) ++hidden_count_;
      i = skip_[i] ? page_.nodes[i].end : i + 1;
    }
  }

  void exclude_named(const std::vector<Block>& blocks) {
    const Sums prose(page_.nodes.size(), blocks, prose_bytes);
    const double all = prose.of(0, static_cast<uint32_t>(page_.nodes.size()));
    for (uint32_t i = 0; i < page_.nodes.size();) {
      const HtmlNode& node = page_.nodes[i];
      const bool named = !node.is_text && !skip_[i] && is_named_furniture(node);
      if (named && prose.of(i, node.end) < kNamedShare * all) skip_[i] = true;
      i = skip_[i] ? node.end : i + 1;
    }
  }

  /// The deepest of the elements with the highest score.
  [[nodiscard]] uint32_t best_element(const std::vector<Block>& blocks) const {
    const Sums scores(page_.nodes.size(), blocks, score_of);
    uint32_t best = 0;
    double best_score = std::max(scores.of(0, page_.nodes[0].end), 1.0);
    for (uint32_t i = 0; i < page_.nodes.size(); ++i) {
      if (page_.nodes[i].is_text) continue;
      const double score = scores.of(i, page_.nodes[i].end);
      const bool is_deeper = i < page_.nodes[best].end;
      if (score > best_score + 0.5 || (is_deeper && score > best_score - 0.5)) best = i, best_score = std::max(score, best_score);
    }
    return best;
  }

  /// From the first to the last block of prose: prose, and headings that prose follows.
  [[nodiscard]] static std::vector<Block> keep(const std::vector<Block>& blocks) {
    std::vector<Block> kept;
    for (size_t i = 0; i < blocks.size(); ++i) {
      const bool heads_prose = blocks[i].kind == BlockKind::kHeading && i + 1 < blocks.size() && is_prose(blocks[i + 1]) && blocks[i].link_share() < kLinkShare;
      if (is_prose(blocks[i]) || heads_prose) kept.push_back(blocks[i]);
    }
    return kept;
  }

  const HtmlTree& page_;
  const MappedText& page_text_;
  std::vector<bool> skip_;
  size_t hidden_count_ = 0;
};

}  // namespace

MainText main_text(const HtmlTree& page, const MappedText& page_text, std::string_view) { return Finder(page, page_text).run(); }

MappedText main_heading(const HtmlTree& page, const MappedText& page_text) {
  for (uint32_t i = 0; i < page.nodes.size(); ++i) {
    if (page.nodes[i].tag != "h1" || exclusion_of(page.nodes[i]) != Exclusion::kNone) continue;
    MappedText heading;
    for (uint32_t j = i; j < page.nodes[i].end; ++j)
      if (page.nodes[j].is_text) append_text(page.nodes[j], page_text, heading);
    if (!trimmed(heading.text()).empty()) return heading;
  }
  return {};
}

}  // namespace tocsin
