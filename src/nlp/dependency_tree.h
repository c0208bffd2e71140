// What spaCy does to the arcs a parser found: labels that encode a lifted arc move it to its true head, and sentence
// starts follow from the roots. Source: spacy/pipeline/_parser_internals/nonproj.pyx (Nivre and Nilsson 2005),
// spacy/tokens/doc.pyx set_children_from_heads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "doc/document.h"

namespace tocsin::nlp {

/// The parser's labels as numbers. A decorated label "acl||dobj" says: an "acl" whose true head is the first "dobj"
/// below the head that the parser could give it.
struct TreeLabels {
  struct Label {
    std::string name;
    Dep dep = Dep::kNone;
    int plain = 0;        ///< the label without decoration; itself when it has none
    int head_label = -1;  ///< the decoration; -1 = none
  };
  std::vector<Label> all;
  int root = 0;

  int add(const std::string& name);  ///< index of the label, new or known
};

/// Heads and labels of one document. A worker's, reused.
class DependencyTree {
 public:
  std::vector<int32_t> heads;   ///< a root's head is itself
  std::vector<int32_t> labels;  ///< index into TreeLabels::all

  /// Moves decorated arcs to their true heads and takes the decoration off. `is_space`: white space is no head.
  void deprojectivize(const TreeLabels& names, const std::vector<uint8_t>& is_space);

  /// Which tokens start a sentence: the leftmost token below each root.
  void find_sentence_starts(std::vector<uint8_t>& starts);

 private:
  void find_edges();
  bool widen_edges();
  void list_children();
  int32_t true_head(int32_t child, int head_label, const std::vector<uint8_t>& is_space);
  void children_of(int32_t head, std::vector<int32_t>& out) const;

  std::vector<int32_t> left_edges_;
  std::vector<int32_t> right_edges_;
  std::vector<int32_t> first_child_;  ///< children_[first_child_[h], first_child_[h + 1]): as the parser attached them
  std::vector<int32_t> children_;
  std::vector<std::pair<int32_t, int32_t>> moved_;  ///< (head, child) of arcs moved since
  std::vector<uint8_t> starts_;
};

}  // namespace tocsin::nlp
