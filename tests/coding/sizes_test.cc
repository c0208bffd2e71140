// Claims about sizes: numbers of dead, injured, arrested and displaced and the words that tell them.
#include "coding/sizes.h"

#include "cases.h"

namespace tocsin::coding {
namespace {

const SizeWords& words() {
  static const auto opened = SizeWords::open(std::string(TOCSIN_SOURCE_DIR) + "/data");
  EXPECT_TRUE(opened.has_value()) << (opened ? "" : opened.error().message);
  return *opened;
}

/// "dead 10-15 (between 10 and 15 villagers)" for the event at the trigger.
std::string sizes_of(const std::string& name, const std::string& trigger) {
  const Document doc = document_of_case("sizes.conllu", name);
  const Grammar grammar(doc);
  std::string out;
  for (uint32_t tok = 0; tok < doc.tokens.size(); ++tok) {
    if (doc.tokens[tok].text != trigger) continue;
    for (const FoundSize& size : sizes_of_event(grammar, words(), tok)) {
      out += (out.empty() ? "" : "; ") + std::string(size.what) + " " + std::to_string(size.low);
      if (size.high != size.low) out += "-" + std::to_string(size.high);
      out += " (" + std::string(doc.text(size.bytes)) + ")";
    }
    return out;
  }
  return "no such trigger";
}

TEST(Sizes, CountWhomTheActFalls) {
  EXPECT_EQ(sizes_of("plain", "killed"), "dead 9 (nine policemen)");
  EXPECT_EQ(sizes_of("article", "killed"), "dead 2 (a woman and a child)");
  EXPECT_EQ(sizes_of("coordination", "killed"), "dead 15 (12 patients and three doctors)");
}

TEST(Sizes, ABoundIsTakenAsTold) {
  EXPECT_EQ(sizes_of("at_least", "killed"), "dead 12 (At least 12 soldiers); injured 200 (more than 200 people)");
  EXPECT_EQ(sizes_of("range", "killed"), "dead 10-15 (between 10 and 15 villagers)");
  EXPECT_EQ(sizes_of("to", "arrested"), "arrested 15-20 (15 to 20 protesters)");
}

TEST(Sizes, RoundWordsAreTheRangeThatTheyCover) {
  EXPECT_EQ(sizes_of("dozens", "wounded"), "injured 24-99 (dozens of people)");
  EXPECT_EQ(sizes_of("million", "displaced"), "displaced 1500000 (1.5 million people)");
  EXPECT_EQ(sizes_of("thousand", "fled"), "displaced 200000 (Two hundred thousand people)");
}

TEST(Sizes, TheOutcomeIsReadFromClausesAround) {
  EXPECT_EQ(sizes_of("left_dead", "attack"), "dead 30 (30 people)");
  EXPECT_EQ(sizes_of("killing", "bombed"), "dead 12 (12 patients)");
  EXPECT_EQ(sizes_of("that_killed", "bombing"), "dead 23 (23 people)");
  EXPECT_EQ(sizes_of("toll", "strike"), "dead 40 (40)");
}

TEST(Sizes, AnotherActsOutcomeIsNotCounted) {
  EXPECT_EQ(sizes_of("after", "arrested"), "arrested 3 (three men)");
  EXPECT_EQ(sizes_of("after", "attack"), "dead 5 (five people)");
  EXPECT_EQ(sizes_of("other_subject", "killed"), "dead 4 (four soldiers)");
  EXPECT_EQ(sizes_of("other_subject", "arrested"), "arrested 9 (nine suspects)");
}

TEST(Sizes, NobodyAndThingsAreNoSize) {
  EXPECT_EQ(sizes_of("no_one", "attack"), "");
  EXPECT_EQ(sizes_of("houses", "destroyed"), "");
}

TEST(Sizes, AnAgeIsNoNumberOfPeople) { EXPECT_EQ(sizes_of("age", "killed"), "dead 1 (a 12-year-old boy)"); }

TEST(Sizes, DeathsAreTheLowestNumberTold) {
  EXPECT_EQ(deaths_of({}), std::nullopt);
  EXPECT_EQ(deaths_of({{"injured", 3, 3, {}}, {"dead", 12, 15, {}}, {"dead", 9, 9, {}}}), 9);
}

}  // namespace
}  // namespace tocsin::coding
