// The article is the element whose blocks score most: what reads like prose counts for it, what reads like furniture
// against it. Text-density and container scoring follow the ideas of Readability and boilerpipe; weights are our own.
#include "ingest/main_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "ingest/html_blocks.h"
#include "ingest/letters.h"
#include "ingest/unwrap.h"

namespace tocsin {
namespace {

constexpr size_t kProseBytes = 80;       // a block as long as this is prose without a full stop, too
constexpr size_t kShortProseBytes = 30;  // with one, it may be as short as this
constexpr double kLinkShare = 0.45;      // more of a block in links: a list of pointers
constexpr double kFurnitureWeight = 30;  // what a block of furniture takes from its element, in bytes of prose
constexpr double kFurnitureShare = 0.5;  // an element with more of the page's prose is no furniture, whatever its name
constexpr double kArticleBytes = 400;    // prose outside the comments that may be an article by itself
constexpr double kTrustedShare = 0.05;   // names of classes that leave less of the page's prose are not to be trusted
constexpr size_t kTeaserBytes = 500;     // a longer paragraph below a linked heading is no teaser
constexpr size_t kHintLetters = 300;     // a shorter hint is a summary
constexpr double kHintShare = 0.85;      // what of a hint must be found for it to be followed
constexpr size_t kHintedLetters = 20;    // the first block found must be as long as this
constexpr size_t kHintGap = 1500;        // letters of the hint that may be missing between two blocks

bool is_prose(const Block& block) {
  if (block.link_share() > kLinkShare || block.kind == BlockKind::kHeading) return false;
  const size_t size = block.text.size();
  return size >= kProseBytes || (size >= kShortProseBytes && ends_like_sentence(block.text.text()));
}

double score_of(const Block& block) {
  if (is_prose(block))
    return std::min(static_cast<double>(block.text.size()), 600.0) * (block.kind == BlockKind::kParagraph ? 1 : 0.5);
  const bool is_neutral = block.kind == BlockKind::kHeading || block.kind == BlockKind::kCell;
  return is_neutral && block.link_share() < kLinkShare ? 0 : -kFurnitureWeight;
}

/// Sums over subtrees in constant time.
class Sums {
 public:
  Sums(size_t node_count, const std::vector<Block>& blocks, double (*value)(const Block&))
      : before_(node_count + 1, 0.0) {
    for (const Block& block : blocks) before_[block.first_node + 1] += value(block);
    for (size_t i = 1; i < before_.size(); ++i) before_[i] += before_[i - 1];
  }
  [[nodiscard]] double of(uint32_t begin, uint32_t end) const { return before_[end] - before_[begin]; }

 private:
  std::vector<double> before_;
};

double prose_bytes(const Block& block) { return is_prose(block) ? static_cast<double>(block.text.size()) : 0; }

double prose_in(const std::vector<Block>& blocks) {
  double sum = 0;
  for (const Block& block : blocks) sum += prose_bytes(block);
  return sum;
}

/// The innermost element around the heading that also holds the text node `other`.
uint32_t element_of_both(const HtmlTree& page, uint32_t heading, uint32_t other) {
  while (heading != 0 && page.nodes[heading].end <= other) heading = page.nodes[heading].parent;
  return heading;
}

/// A heading that is one link, perhaps a line of date or author, and a short paragraph, alone in their element: that
/// points to another article. Where more prose stands in the element, it is the article's own.
void drop_teasers(const HtmlTree& page, std::vector<Block>& blocks) {
  std::vector<bool> is_teaser(blocks.size(), false);
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].kind != BlockKind::kHeading || blocks[i].link_share() < 0.9) continue;
    size_t next = i + 1;
    while (next < blocks.size() && next < i + 4 && !is_prose(blocks[next]) && blocks[next].kind != BlockKind::kHeading)
      ++next;
    if (next >= blocks.size() || !is_prose(blocks[next]) || blocks[next].text.size() > kTeaserBytes) continue;
    const uint32_t end = page.nodes[element_of_both(page, blocks[i].node, blocks[next].first_node)].end;
    const bool is_alone =
        next + 1 == blocks.size() || blocks[next + 1].first_node >= end || !is_prose(blocks[next + 1]);
    if (is_alone) is_teaser[next] = true;
  }
  size_t at = 0;
  std::erase_if(blocks, [&](const Block&) { return is_teaser[at++]; });
}

/// Comments may be longer than what they comment on: their name is believed whatever their share.
bool holds_comments(const HtmlNode& node) {
  for (const std::string_view kind : {"class", "id"})
    for (const std::string_view mark : {"comment", "disqus"}) {
      const std::string_view names = node.attribute(kind);
      const size_t at = names.find(mark);
      if (at == 0 || (at != std::string_view::npos && names[at - 1] == ' ')) return true;
    }
  return false;
}

class Finder {
 public:
  Finder(const HtmlTree& page, const MappedText& page_text, std::string_view body_hint)
      : page_(page), page_text_(page_text), hint_(letters_of(body_hint)), skip_(page.nodes.size(), false) {}

  MainText run() {
    exclude_certain();
    std::vector<Block> blocks = blocks_of(page_, page_text_, skip_);
    std::vector<Block> kept = hinted(blocks);
    if (kept.empty()) {
      const std::vector<bool> certain = skip_;
      exclude_likely(blocks);
      std::vector<Block> likely = blocks_of(page_, page_text_, skip_);
      if (prose_in(likely) >= kTrustedShare * prose_in(blocks))
        blocks = std::move(likely);
      else
        skip_ = certain;
      drop_teasers(page_, blocks);
      const uint32_t element = best_element(blocks);
      std::erase_if(blocks, [&](const Block& block) {
        return block.first_node < element || block.first_node >= page_.nodes[element].end;
      });
      kept = keep(blocks);
    }
    if (kept.empty()) {  // a page of a few words: all of them
      std::ranges::copy_if(blocks, std::back_inserter(kept),
                           [](const Block& block) { return block.link_share() <= kLinkShare; });
      if (kept.empty()) kept = std::move(blocks);
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
  void exclude_certain() {
    for (uint32_t i = 0; i < page_.nodes.size();) {
      const Exclusion exclusion = exclusion_of(page_.nodes[i]);
      skip_[i] = exclusion == Exclusion::kNoText || exclusion == Exclusion::kHidden;
      if (exclusion == Exclusion::kHidden && !trimmed(page_.text_of(i)).empty()) ++hidden_count_;
      i = skip_[i] ? page_.nodes[i].end : i + 1;
    }
  }

  void exclude_likely(const std::vector<Block>& blocks) {
    const Sums prose(page_.nodes.size(), blocks, prose_bytes);
    const double all = prose.of(0, static_cast<uint32_t>(page_.nodes.size()));
    for (uint32_t i = 0; i < page_.nodes.size();) {
      const HtmlNode& node = page_.nodes[i];
      const double inside = prose.of(i, node.end);
      const bool may_go = inside <= kFurnitureShare * all || (holds_comments(node) && all - inside >= kArticleBytes);
      if (!skip_[i] && may_go && exclusion_of(node) == Exclusion::kLikelyFurniture) skip_[i] = true;
      i = skip_[i] ? node.end : i + 1;
    }
  }

  /// The blocks whose words stand in the hint, one after another; none when they are not most of the hint.
  [[nodiscard]] std::vector<Block> hinted(const std::vector<Block>& blocks) const {
    std::vector<Block> found;
    size_t at = 0, size = 0;
    for (const Block& block : blocks) {
      const std::string letters = letters_of(block.text.text());
      const size_t place =
          letters.size() < kHintedLetters && found.empty() ? std::string::npos : hint_.find(letters, at);
      if (place == std::string::npos || place > at + kHintGap) continue;
      at = place + letters.size();
      size += letters.size();
      found.push_back(block);
    }
    if (hint_.size() < kHintLetters || static_cast<double>(size) < kHintShare * static_cast<double>(hint_.size()))
      found.clear();
    return found;
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
      if (score > best_score + 0.5 || (is_deeper && score > best_score - 0.5))
        best = i, best_score = std::max(score, best_score);
    }
    return best;
  }

  /// From the first to the last block of prose, what is no list of links; headings only where something follows.
  [[nodiscard]] static std::vector<Block> keep(const std::vector<Block>& blocks) {
    const auto first = std::ranges::find_if(blocks, is_prose);
    const auto last = std::find_if(blocks.rbegin(), blocks.rend(), is_prose).base();
    std::vector<Block> kept;
    for (auto block = first; block < last; ++block) {
      const bool heads_nothing = block->kind == BlockKind::kHeading && block + 1 < last &&
                                 (block + 1)->kind == BlockKind::kHeading && (block + 1)->link_share() > kLinkShare;
      if (block->link_share() <= kLinkShare && !heads_nothing) kept.push_back(*block);
    }
    return kept;
  }

  const HtmlTree& page_;
  const MappedText& page_text_;
  std::string hint_;
  std::vector<bool> skip_;
  size_t hidden_count_ = 0;
};

}  // namespace

MainText main_text(const HtmlTree& page, const MappedText& page_text, std::string_view body_hint) {
  return Finder(page, page_text, body_hint).run();
}

MappedText main_heading(const HtmlTree& page, const MappedText& page_text) {
  for (uint32_t i = 0; i < page.nodes.size(); ++i) {
    if (page.nodes[i].tag != "h1" || exclusion_of(page.nodes[i]) == Exclusion::kHidden) continue;
    MappedText heading;
    for (uint32_t j = i; j < page.nodes[i].end; ++j)
      if (page.nodes[j].is_text) append_text(page.nodes[j], page_text, heading);
    if (!trimmed(heading.text()).empty()) return heading;
  }
  return {};
}

}  // namespace tocsin
