// Claims about the whole pipeline on the real model: spaCy's annotation, the same for every arithmetic set, thread and
// order, and linear time.
#include "nlp/pipeline.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <thread>

#include "nlp/model_folders.h"

namespace tocsin::nlp {
namespace {

std::filesystem::path model_path() {
  const char* const named = std::getenv("TOCSIN_MODEL");
  return named != nullptr ? std::filesystem::path(named) : real_model();
}

constexpr const char* kOfficials =
    "Officials in Berlin said on Tuesday that they had not received the letter which Acme Corp. sent. They will reply "
    "soon.";
constexpr const char* kShelling =
    "Artillery fire hit two villages near the border overnight, killing at least three people, the regional governor "
    "wrote on Telegram.\n\n\"We did not start this,\" a spokeswoman for the ministry told reporters; she wouldn't give "
    "her name.  Talks, which both sides had called \"constructive\", are to resume on 14 March in Geneva.";

/// Everything that the pipeline sets, a line a token.
std::string printed(const Document& doc) {
  std::string out;
  for (const Token& tok : doc.tokens) {
    for (const std::string_view field : {tok.text, tok.norm, tok.lemma, tok.tag, tok.dep_label, tok.morph, tok.ent_type,
                                         name_of(tok.pos), name_of(tok.dep)}) {
      out.append(field).append("\t");
    }
    out += std::to_string(tok.head) + "\t" + std::to_string(tok.sent) + "\t" + tok.ent_iob +
           (tok.sent_start ? "\tS" : "\t-") + (tok.space_after ? "\t_\n" : "\t-\n");
  }
  return out;
}

class PipelineTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto opened = Pipeline::open(model_path());
    if (opened) pipeline_ = new Pipeline(std::move(*opened));
  }
  static void TearDownTestSuite() {
    delete pipeline_;
    pipeline_ = nullptr;
  }
  void SetUp() override {
    if (!std::filesystem::exists(model_path())) {
      GTEST_SKIP() << "no model at " << model_path() << "; fetch it with `make model` or set TOCSIN_MODEL";
    }
    ASSERT_NE(pipeline_, nullptr) << Pipeline::open(model_path()).error().message;
  }
  static Document annotate(const Pipeline& pipeline, const std::string& text, Scratch& scratch) {
    Document doc(text);
    const auto done = pipeline.run(doc, scratch);
    EXPECT_TRUE(done.has_value());
    return doc;
  }
  static std::string print_alone(const Pipeline& pipeline, const std::string& text) {
    Scratch scratch;
    return printed(annotate(pipeline, text, scratch));
  }
  static Pipeline* pipeline_;
};

Pipeline* PipelineTest::pipeline_ = nullptr;

TEST_F(PipelineTest, FindsTagsHeadsLabelsAndSentencesAsSpacyDoes) {
  Scratch scratch;
  const Document doc = annotate(*pipeline_, kOfficials, scratch);
  const std::vector<uint32_t> heads = {3,  0,  1,  3,  3,  4, 10, 10, 10, 10, 3, 12,
                                       10, 16, 15, 16, 12, 3, 20, 20, 20, 20, 20};
  const std::vector<std::string> tags = {"NNS", "IN", "NNP", "VBD", "IN", "NNP", "IN",  "PRP",
                                         "VBD", "RB", "VBN", "DT",  "NN", "WDT", "NNP", "NNP",
                                         "VBD", ".",  "PRP", "MD",  "VB", "RB",  "."};
  const std::vector<std::string> labels = {"nsubj", "prep",  "pobj",  "ROOT", "prep", "pobj",   "mark",     "nsubj",
                                           "aux",   "neg",   "ccomp", "det",  "dobj", "dobj",   "compound", "nsubj",
                                           "relcl", "punct", "nsubj", "aux",  "ROOT", "advmod", "punct"};
  ASSERT_EQ(doc.tokens.size(), heads.size());
  for (size_t i = 0; i < heads.size(); ++i) {
    EXPECT_EQ(doc.tokens[i].head, heads[i]) << doc.tokens[i].text;
    EXPECT_EQ(doc.tokens[i].tag, tags[i]) << doc.tokens[i].text;
    EXPECT_EQ(doc.tokens[i].dep_label, labels[i]) << doc.tokens[i].text;
    EXPECT_EQ(doc.tokens[i].dep, dep_named(labels[i])) << doc.tokens[i].text;
  }
  ASSERT_EQ(doc.sentences.size(), 2U);
  EXPECT_EQ(doc.sentences[1].tokens, (Range{18, 23}));
  EXPECT_EQ(doc.sentences[1].root, 20U);
}

TEST_F(PipelineTest, FindsEntitiesAsSpacyDoes) {
  Scratch scratch;
  const Document doc = annotate(*pipeline_, kOfficials, scratch);
  ASSERT_EQ(doc.entities.size(), 3U);
  EXPECT_EQ(doc.entities[0].label, "GPE");
  EXPECT_EQ(doc.entities[1].label, "DATE");
  EXPECT_EQ(doc.entities[2].label, "ORG");
  EXPECT_EQ(doc.entities[2].tokens, (Range{14, 16}));
}

TEST_F(PipelineTest, TheExactLoopsGiveWhatThePlainLoopsGive) {
  const auto plain = Pipeline::open(model_path(), {Arithmetic::kPlain});
  ASSERT_TRUE(plain.has_value());
  EXPECT_EQ(plain->arithmetic(), "plain");
  for (const char* text : {kOfficials, kShelling}) EXPECT_EQ(print_alone(*plain, text), print_alone(*pipeline_, text));
}

TEST_F(PipelineTest, TheFastLoopsFindTheSameTokensAndNearlyTheSameTags) {
  const auto fast = Pipeline::open(model_path(), {Arithmetic::kFast});
  ASSERT_TRUE(fast.has_value());
  Scratch scratch;
  Scratch other;
  const Document exact_doc = annotate(*pipeline_, kShelling, scratch);
  const Document fast_doc = annotate(*fast, kShelling, other);
  ASSERT_EQ(exact_doc.tokens.size(), fast_doc.tokens.size());
  size_t different = 0;
  for (size_t i = 0; i < exact_doc.tokens.size(); ++i) different += exact_doc.tokens[i].tag != fast_doc.tokens[i].tag;
  EXPECT_LE(different, 1U);
}

TEST_F(PipelineTest, ADocumentDoesNotDependOnWhatTheScratchHasSeen) {
  Scratch scratch;
  std::string filler;
  for (int i = 0; i < 40'000; ++i) filler += "word" + std::to_string(i) + " ";
  annotate(*pipeline_, kShelling, scratch);
  const std::string before = printed(annotate(*pipeline_, kOfficials, scratch));
  annotate(*pipeline_, filler, scratch);  // more types than the cache holds
  EXPECT_EQ(before, printed(annotate(*pipeline_, kOfficials, scratch)));
  EXPECT_EQ(before, print_alone(*pipeline_, kOfficials));
}

TEST_F(PipelineTest, OneScratchServesOneModelAfterAnother) {
  const auto again = Pipeline::open(model_path());
  ASSERT_TRUE(again.has_value());
  Scratch scratch;
  const std::string first = printed(annotate(*pipeline_, kShelling, scratch));
  EXPECT_EQ(first, printed(annotate(*again, kShelling, scratch)));
}

TEST_F(PipelineTest, TwoWorkersFindWhatOneFinds) {
  const std::vector<std::string> texts = {kOfficials, kShelling, std::string(kShelling) + "\n\n" + kOfficials};
  std::vector<std::string> alone;
  for (const std::string& text : texts) alone.push_back(print_alone(*pipeline_, text));
  std::vector<std::vector<std::string>> found(2);
  std::vector<std::thread> workers;
  for (size_t worker = 0; worker < found.size(); ++worker) {
    workers.emplace_back([&, worker] {
      Scratch scratch;
      for (int round = 0; round < 20; ++round) {
        found[worker].clear();
        for (const std::string& text : texts) found[worker].push_back(printed(annotate(*pipeline_, text, scratch)));
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  EXPECT_EQ(found[0], alone);
  EXPECT_EQ(found[1], alone);
}

TEST_F(PipelineTest, AnnotatesTextsOfNoOneAndOnlyWhiteSpaceTokens) {
  Scratch scratch;
  EXPECT_TRUE(annotate(*pipeline_, "", scratch).tokens.empty());
  EXPECT_TRUE(annotate(*pipeline_, "", scratch).sentences.empty());
  const Document one = annotate(*pipeline_, "Fire", scratch);
  ASSERT_EQ(one.tokens.size(), 1U);
  EXPECT_EQ(one.tokens[0].head, 0U);
  EXPECT_EQ(one.tokens[0].dep, Dep::kRoot);
  const Document space = annotate(*pipeline_, " \n\n ", scratch);
  ASSERT_EQ(space.tokens.size(), 1U);
  EXPECT_EQ(space.tokens[0].ent_iob, 'O');
}

TEST_F(PipelineTest, EveryHeadLiesInItsSentence) {
  Scratch scratch;
  const Document doc = annotate(*pipeline_, std::string(kShelling) + " " + kOfficials, scratch);
  for (const Token& tok : doc.tokens) EXPECT_EQ(doc.tokens[tok.head].sent, tok.sent);
}

}  // namespace
}  // namespace tocsin::nlp
