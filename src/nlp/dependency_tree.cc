// Edges, sentence starts and the way back from lifted arcs. Where spaCy's result depends on its order of work (edges
// that stop widening, arcs moved one after the other), the order here is the same.
#include "nlp/dependency_tree.h"

#include <algorithm>
#include <numeric>

namespace tocsin::nlp {

int TreeLabels::add(const std::string& name) {
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].name == name) return static_cast<int>(i);
  }
  const int index = static_cast<int>(all.size());
  all.push_back({name, dep_named(name), index, -1});
  if (const size_t bars = name.find("||"); bars != std::string::npos) {
    const int plain = add(name.substr(0, bars));
    const int head_label = add(name.substr(bars + 2));
    all[static_cast<size_t>(index)].plain = plain;
    all[static_cast<size_t>(index)].head_label = head_label;
  }
  return index;
}

/// One pass from the left and one from the right. True when, with the edges now known, no head lies outside its
/// sentence.
bool DependencyTree::widen_edges() {
  const auto count = static_cast<int32_t>(heads.size());
  const auto widen = [&](int32_t child) {
    const auto from = static_cast<size_t>(child);
    const auto to = static_cast<size_t>(heads[from]);
    left_edges_[to] = std::min(left_edges_[to], left_edges_[from]);
    right_edges_[to] = std::max(right_edges_[to], right_edges_[from]);
  };
  for (int32_t i = 0; i < count; ++i) widen(i);
  for (int32_t i = count - 1; i >= 0; --i) widen(i);
  starts_.assign(heads.size(), 0);
  for (size_t i = 0; i < heads.size(); ++i) {
    if (heads[i] == static_cast<int32_t>(i)) starts_[static_cast<size_t>(left_edges_[i])] = 1;
  }
  int32_t sentence = 0;
  for (int32_t i = 0; i < count; ++i) {
    if (!((i > 0 && starts_[static_cast<size_t>(i)] != 0) || i == count - 1)) continue;
    for (int32_t j = sentence; j < i; ++j) {
      const int32_t head = heads[static_cast<size_t>(j)];
      if (head < sentence || head >= i + 1) return false;
    }
    sentence = i;
  }
  return true;
}

void DependencyTree::find_edges() {
  constexpr int kMostPasses = 12;  // spaCy gives up here too
  left_edges_.resize(heads.size());
  std::iota(left_edges_.begin(), left_edges_.end(), 0);
  right_edges_ = left_edges_;
  for (int pass = 0; pass < kMostPasses && !widen_edges(); ++pass) {
  }
}

void DependencyTree::find_sentence_starts(std::vector<uint8_t>& starts) {
  find_edges();
  starts.assign(heads.size(), 0);
  for (size_t i = 0; i < heads.size(); ++i) {
    if (heads[i] == static_cast<int32_t>(i)) starts[static_cast<size_t>(left_edges_[i])] = 1;
  }
}

void DependencyTree::list_children() {
  first_child_.assign(heads.size() + 1, 0);
  for (size_t i = 0; i < heads.size(); ++i) {
    if (heads[i] != static_cast<int32_t>(i)) ++first_child_[static_cast<size_t>(heads[i]) + 1];
  }
  std::partial_sum(first_child_.begin(), first_child_.end(), first_child_.begin());
  children_.resize(heads.size());
  std::vector<int32_t> next(first_child_.begin(), first_child_.end() - 1);
  for (size_t i = 0; i < heads.size(); ++i) {
    if (heads[i] == static_cast<int32_t>(i)) continue;
    children_[static_cast<size_t>(next[static_cast<size_t>(heads[i])]++)] = static_cast<int32_t>(i);
  }
  moved_.clear();
}

/// In the order of the text, and only those within the edges that the head had before any arc moved: spaCy looks no
/// further.
void DependencyTree::children_of(int32_t head, std::vector<int32_t>& out) const {
  const auto at = static_cast<size_t>(head);
  const size_t begin = out.size();
  for (auto i = static_cast<size_t>(first_child_[at]); i < static_cast<size_t>(first_child_[at + 1]); ++i) {
    if (heads[static_cast<size_t>(children_[i])] == head) out.push_back(children_[i]);
  }
  for (const auto& [new_head, child] : moved_) {
    const bool seen = std::find(out.begin() + static_cast<ptrdiff_t>(begin), out.end(), child) != out.end();
    if (new_head == head && heads[static_cast<size_t>(child)] == head && !seen) out.push_back(child);
  }
  const auto outside = [&](int32_t child) { return child < left_edges_[at] || child > right_edges_[at]; };
  out.erase(std::remove_if(out.begin() + static_cast<ptrdiff_t>(begin), out.end(), outside), out.end());
  std::sort(out.begin() + static_cast<ptrdiff_t>(begin), out.end());
}

/// The first token labelled `head_label` below the child's head, level by level; the head itself when there is none.
int32_t DependencyTree::true_head(int32_t child, int head_label, const std::vector<uint8_t>& is_space) {
  const int32_t head = heads[static_cast<size_t>(child)];
  std::vector<int32_t> level = {head};
  std::vector<int32_t> below;
  for (size_t steps = 0; !level.empty() && steps <= heads.size(); ++steps) {
    below.clear();
    for (const int32_t above : level) {
      const size_t begin = below.size();
      children_of(above, below);
      size_t kept = begin;
      for (size_t i = begin; i < below.size(); ++i) {
        const int32_t candidate = below[i];
        if (is_space[static_cast<size_t>(candidate)] != 0 || candidate == child) continue;
        if (labels[static_cast<size_t>(candidate)] == head_label) return candidate;
        below[kept++] = candidate;
      }
      below.resize(kept);
    }
    std::swap(level, below);
  }
  return head;
}

void DependencyTree::deprojectivize(const TreeLabels& names, const std::vector<uint8_t>& is_space) {
  const auto decorated = [&](int32_t label) { return names.all[static_cast<size_t>(label)].head_label >= 0; };
  if (std::ranges::none_of(labels, decorated)) return;
  find_edges();
  list_children();
  for (size_t i = 0; i < labels.size(); ++i) {
    if (!decorated(labels[i])) continue;
    const TreeLabels::Label& label = names.all[static_cast<size_t>(labels[i])];
    const int32_t head = true_head(static_cast<int32_t>(i), label.head_label, is_space);
    if (head != heads[i]) {
      heads[i] = head;
      moved_.emplace_back(head, static_cast<int32_t>(i));
    }
    labels[i] = label.plain;
  }
}

}  // namespace tocsin::nlp
