// Claims about many inputs, languages and look-alikes.
#include "ingest/inputs.h"

#include "claims.h"
#include "ingest/language.h"

namespace tocsin {
namespace {

TEST(Inputs, AFolderStandsForTheFilesBelowIt) {
  const InputFolder folder;
  const std::string a = folder.write("b.txt", "One."), b = folder.write("a.jsonl", "{\"text\": \"Two.\"}\n");
  const std::string hidden = folder.write(".c.txt", "Three.");
  const std::string parent = a.substr(0, a.rfind('/'));
  EXPECT_EQ(expand_inputs({parent}), (std::vector<std::string>{b, a}));
  EXPECT_EQ(expand_inputs({parent + "/*.txt"}), std::vector<std::string>{a});
  EXPECT_EQ(expand_inputs({"-", parent + "/*.none", hidden}),
            (std::vector<std::string>{"-", parent + "/*.none", hidden}));
  ArticleInputs inputs({parent, "/no/such/file"}, {});
  std::vector<std::string> texts, errors;
  while (auto art = inputs.next()) {
    if (*art)
      texts.push_back((*art)->text);
    else
      errors.push_back(art->error().message);
  }
  EXPECT_EQ(texts, (std::vector<std::string>{"Two.", "One."}));
  EXPECT_EQ(errors.size(), 1U);
}

TEST(Inputs, AFieldIsNamedByItsKey) {
  JsonFields fields;
  EXPECT_TRUE(set_field(fields, "text=body"));
  EXPECT_EQ(fields.text, "body");
  for (const char* wrong : {"text", "text=", "colour=red", "=x"}) EXPECT_FALSE(set_field(fields, wrong)) << wrong;
}

TEST(Language, OfALongerTextIsKnown) {
  EXPECT_EQ(
      language_of(
          "The foreign ministers of the two countries met in the capital on Tuesday and agreed to continue the talks "
          "about the border next month, officials said after the meeting."),
      "en");
  EXPECT_EQ(language_of("Les ministres des affaires étrangères des deux pays se sont rencontrés mardi dans la capitale "
                        "et ont décidé de "
                        "poursuivre les négociations sur la frontière le mois prochain."),
            "fr");
  EXPECT_EQ(
      language_of(
          "Министры иностранных дел двух стран встретились во вторник в столице и договорились продолжить переговоры о "
          "границе в следующем месяце, сообщили официальные лица."),
      "ru");
  EXPECT_EQ(language_of("Kabul"), "");
}

TEST(Lookalikes, AreReadAsTheLettersTheyStandFor) {
  const ReadInput read = read_input("a.txt", "Ru\u0455\u0455i\u0430 warned \uFF29\uFF52\uFF41\uFF4E.");
  ASSERT_EQ(read.articles.size(), 1U);
  EXPECT_EQ(read.articles[0].text, "Russia warned Iran.");
  EXPECT_TRUE(has_note(read.articles[0], "confusable: read 7 look-alike letters"));
  const std::string honest = "Путин met Μητσοτάκης.";
  EXPECT_EQ(read_input("a.txt", honest).articles.at(0).text, honest);
}

}  // namespace
}  // namespace tocsin
