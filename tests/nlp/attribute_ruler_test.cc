// Claims about the attribute ruler. Input: words as text/TAG/dep. Printed form: text/TAG/POS/morph/lemma, "-" for
// nothing.
#include "nlp/attribute_ruler.h"

#include <gtest/gtest.h>

#include "nlp/model_folders.h"

namespace tocsin::nlp {
namespace {

std::string_view before_slash(std::string_view& rest) {
  const size_t at = rest.find('/');
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  return part;
}

Document document(std::string_view words) {
  Document doc{std::string(words)};
  for (std::string_view rest = doc.text(); !rest.empty();) {
    const size_t at = rest.find(' ');
    std::string_view word = rest.substr(0, at);
    rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
    Token tok;
    tok.text = before_slash(word);
    if (tok.text == "\\n") tok.text = "\n";
    tok.tag = before_slash(word);
    tok.dep_label = before_slash(word);
    tok.dep = dep_named(tok.dep_label);
    doc.tokens.push_back(tok);
  }
  return doc;
}

std::string print(const Document& doc) {
  const auto or_dash = [](std::string_view text) { return text.empty() ? std::string("-") : std::string(text); };
  std::string out;
  for (const Token& tok : doc.tokens) {
    if (!out.empty()) out += ' ';
    out += tok.text == "\n" ? "\\n" : std::string(tok.text);
    out += "/" + or_dash(tok.tag) + "/" + (tok.pos == Pos::kNone ? "-" : std::string(name_of(tok.pos))) + "/" +
           or_dash(tok.morph) + "/" + or_dash(tok.lemma);
  }
  return out;
}

class SmallRuler : public testing::Test {
 protected:
  static std::string rule(const std::string& pattern, const std::string& attrs, uint64_t index = 0) {
    using namespace pack;
    return map({str("patterns"), list({pattern}), str("attrs"), attrs, str("index"), number(index)});
  }
  static std::string test(std::string_view attr, std::string_view value) {
    return pack::map({pack::str(attr), pack::str(value)});
  }
  static std::string set(std::string_view attr, std::string_view value) { return test(attr, value); }

  std::string run(std::string_view words) {
    const auto ruler = AttributeRuler::open(folder_.path());
    if (!ruler) return ruler.error().message;
    Document doc = document(words);
    ruler->run(doc);
    return print(doc);
  }
  void rules(std::initializer_list<std::string> rules) { folder_.write("attribute_ruler/patterns", pack::list(rules)); }
  TemporaryFolder folder_;
};

TEST_F(SmallRuler, ALaterRulePrevails) {
  rules({rule(pack::list({test("TAG", "NN")}), set("POS", "NOUN")),
         rule(pack::list({test("LOWER", "x")}), set("POS", "X"))});
  EXPECT_EQ(run("X/NN/ y/NN/"), "X/NN/X/-/- y/NN/NOUN/-/-");
}

TEST_F(SmallRuler, RulesSeeTheTokensAsTheyWereBefore) {
  rules(
      {rule(pack::list({test("TAG", "A")}), set("TAG", "B")), rule(pack::list({test("TAG", "B")}), set("LEMMA", "b"))});
  EXPECT_EQ(run("x/A/ y/B/"), "x/B/-/-/- y/B/-/-/b");
}

TEST_F(SmallRuler, TheIndexSaysWhichTokenIsSet) {
  rules({rule(pack::list({test("LOWER", "gon"), test("LOWER", "na")}), set("LEMMA", "to"), 1)});
  EXPECT_EQ(run("Gon/A/ na/B/ gon/A/"), "Gon/A/-/-/- na/B/-/-/to gon/A/-/-/-");
}

TEST_F(SmallRuler, ExpressionsListsAndWhatIsNotInThemAreTested) {
  using namespace pack;
  rules({rule(list({map({str("LOWER"), map({str("REGEX"), str("^n'?t$")})})}), set("LEMMA", "not")),
         rule(list({map({str("DEP"), map({str("NOT_IN"), list({str("det"), str("")})}), str("TAG"),
                         map({str("IN"), list({str("DT"), str("WDT")})})})}),
              set("POS", "PRON"))});
  EXPECT_EQ(run("N'T/RB/neg this/DT/det this/DT/nsubj this/DT/"),
            "N'T/RB/-/-/not this/DT/-/-/- this/DT/PRON/-/- this/DT/-/-/-");
}

TEST_F(SmallRuler, MorphologyIsSorted) {
  rules({rule(pack::list({test("TAG", "A")}), set("MORPH", "Tense=Past|Case=Nom,Acc")),
         rule(pack::list({test("TAG", "B")}), set("MORPH", "_"))});
  EXPECT_EQ(run("x/A/ y/B/"), "x/A/-/Case=Acc,Nom|Tense=Past/- y/B/-/-/-");
}

TEST_F(SmallRuler, WhatCannotBeRunIsNamedWithItsPattern) {
  rules({rule(pack::list({test("TAG", "A")}), set("POS", "X")),
         rule(pack::list({test("SHAPE", "Xx")}), set("POS", "X"))});
  EXPECT_NE(run("x/A/").find("attribute_ruler/patterns: pattern 1: the token attribute SHAPE is not run here"),
            std::string::npos);
  rules({rule(pack::list({pack::map({pack::str("TAG"), pack::str("A"), pack::str("OP"), pack::str("+")})}),
              set("POS", "X"))});
  EXPECT_NE(run("x/A/").find("pattern 0: the token attribute OP is not run here"), std::string::npos);
  rules({rule(pack::list({test("TAG", "A")}), set("POS", "WORD"))});
  EXPECT_NE(run("x/A/").find("there is no part of speech WORD"), std::string::npos);
}

TEST(EnglishRuler, SetsWhatTagsWordsAndDependenciesSay) {
  SKIP_WITHOUT_MODEL();
  const auto ruler = AttributeRuler::open(real_model());
  ASSERT_TRUE(ruler) << ruler.error().message;
  const std::vector<std::pair<std::string_view, std::string_view>> pairs = {
      {"Troops/NNS/nsubj", "Troops/NNS/NOUN/Number=Plur/-"},
      {"has/VBZ/aux", "has/VBZ/AUX/Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin/have"},
      {"has/VBZ/ROOT", "has/VBZ/VERB/Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin/have"},
      {"that/IN/mark", "that/IN/SCONJ/-/-"},
      {"That/DT/nsubj", "That/DT/PRON/Number=Sing|PronType=Dem/-"},
      {"ai/VBP/aux n't/RB/neg", "ai/VBP/AUX/Tense=Pres|VerbForm=Fin/be n't/RB/PART/Polarity=Neg/not"},
      {"\\n/NN/dep", "\\n/_SP/SPACE/-/-"},
  };
  for (const auto& [words, expected] : pairs) {
    Document doc = document(words);
    ruler->run(doc);
    EXPECT_EQ(print(doc), expected);
  }
}

}  // namespace
}  // namespace tocsin::nlp
