// Claims about the way from a parser's arcs to heads and sentences.
#include "nlp/dependency_tree.h"

#include <gtest/gtest.h>

namespace tocsin::nlp {
namespace {

class DependencyTreeTest : public testing::Test {
 protected:
  void set(std::vector<int32_t> heads, const std::vector<std::string>& labels) {
    tree_.heads = std::move(heads);
    tree_.labels.clear();
    for (const std::string& label : labels) tree_.labels.push_back(names_.add(label));
    is_space_.assign(tree_.heads.size(), 0);
  }
  std::string label_of(size_t token) const { return names_.all[static_cast<size_t>(tree_.labels[token])].name; }

  TreeLabels names_;
  DependencyTree tree_;
  std::vector<uint8_t> is_space_;
};

TEST_F(DependencyTreeTest, KnowsTheTwoPartsOfADecoratedLabel) {
  const auto& label = names_.all[static_cast<size_t>(names_.add("acl||dobj"))];
  EXPECT_EQ(names_.all[static_cast<size_t>(label.plain)].name, "acl");
  EXPECT_EQ(names_.all[static_cast<size_t>(label.head_label)].name, "dobj");
}

TEST_F(DependencyTreeTest, MovesADecoratedArcToTheFirstDescendantOfThatLabel) {
  // saw(0) man(1) yesterday(2) who(3): "who" hangs at "saw" but belongs to the object.
  set({0, 0, 0, 0}, {"ROOT", "dobj", "npadvmod", "relcl||dobj"});
  tree_.deprojectivize(names_, is_space_);
  EXPECT_EQ(tree_.heads[3], 1);
  EXPECT_EQ(label_of(3), "relcl");
}

TEST_F(DependencyTreeTest, LooksLevelByLevelAndFromTheLeft) {
  // 1 hangs at 0; 2, of the label sought, at 1; 3, of that label too, at 0 itself.
  set({0, 0, 1, 0, 0}, {"ROOT", "prep", "pobj", "pobj", "acl||pobj"});
  tree_.deprojectivize(names_, is_space_);
  EXPECT_EQ(tree_.heads[4], 3);
}

TEST_F(DependencyTreeTest, KeepsTheHeadWhereNoDescendantHasTheLabel) {
  set({0, 0, 0}, {"ROOT", "nsubj", "acl||dobj"});
  tree_.deprojectivize(names_, is_space_);
  EXPECT_EQ(tree_.heads[2], 0);
  EXPECT_EQ(label_of(2), "acl");
}

TEST_F(DependencyTreeTest, NeverMovesAnArcBelowItselfOrToWhiteSpace) {
  set({0, 0, 1, 0}, {"ROOT", "conj||dobj", "dobj", "dobj"});
  is_space_[3] = 1;
  tree_.deprojectivize(names_, is_space_);
  EXPECT_EQ(tree_.heads[1], 0);
}

TEST_F(DependencyTreeTest, SentencesStartAtTheLeftmostTokenBelowARoot) {
  std::vector<uint8_t> starts;
  set({1, 1, 1, 4, 4}, {"nsubj", "ROOT", "punct", "nsubj", "ROOT"});
  tree_.find_sentence_starts(starts);
  EXPECT_EQ(starts, (std::vector<uint8_t>{1, 0, 0, 1, 0}));
}

TEST_F(DependencyTreeTest, ACrossingArcWidensTheSentenceThatItReachesFrom) {
  std::vector<uint8_t> starts;
  set({0, 3, 0, 3}, {"ROOT", "dep", "dep", "ROOT"});
  tree_.find_sentence_starts(starts);
  EXPECT_EQ(starts, (std::vector<uint8_t>{1, 1, 0, 0}));
}

}  // namespace
}  // namespace tocsin::nlp
