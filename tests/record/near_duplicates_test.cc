// Claims about copies of one story: what is one, what only looks like one, and clusters that do not depend on order.
#include "record/near_duplicates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace tocsin {
namespace {

const Fingerprinter& fingerprinter() {
  static const Fingerprinter made({"two", "three", "five", "nine"});
  return made;
}

bool copies(std::string_view a, std::string_view b) {
  const Fingerprint one = fingerprinter().of(a), other = fingerprinter().of(b);
  EXPECT_EQ(are_copies(one, other), are_copies(other, one));
  return are_copies(one, other);
}

const std::string kStory =
    "The parliament of Freedonia voted on Tuesday to send its border guard to the river after a week of talks with "
    "its neighbour had brought no result. Foreign minister Ada Brook told reporters in the capital that her country "
    "would answer any crossing with force. In Sylvania, the army said that 1,200 soldiers had been moved to the "
    "bridges near Halden. An observer mission counted 14 crossings last month. Both governments blame each other for "
    "the death of two shepherds in May, whose bodies were found on the western bank.\n\n"
    "The secretary-general called on the two sides to return to the table. Traders in Halden said that the market "
    "had been closed since Sunday and that no lorry had passed for three days.";

/// Sentences first to last (of 7) of the story.
std::string sentences(const std::vector<size_t>& wanted) {
  std::vector<std::string> all;
  size_t begin = 0;
  for (size_t end = kStory.find(". "); end != std::string::npos; end = kStory.find(". ", begin)) {
    all.push_back(kStory.substr(begin, end + 1 - begin));
    begin = end + 2;
  }
  all.push_back(kStory.substr(begin));
  std::string text;
  for (const size_t i : wanted) text += all.at(i) + " ";
  return text;
}

TEST(Copies, PunctuationCaseAndLineBreaksDoNotMatter) {
  EXPECT_EQ(fingerprinter().of("It rained. “Much,” he said.").content,
            fingerprinter().of("it rained\nMUCH he said").content);
  EXPECT_TRUE(copies("Rain in Halden!", "rain in Halden"));
}

TEST(Copies, ATextIsACopyOfItself) { EXPECT_TRUE(copies(kStory, kStory)); }

TEST(Copies, TextsWithoutWordsAreNoCopies) {
  EXPECT_FALSE(copies("", ""));
  EXPECT_FALSE(copies("…", "!"));
}

TEST(Copies, ATruncatedCopyIsFound) { EXPECT_TRUE(copies(kStory, sentences({0, 1}))); }

TEST(Copies, SentencesInAnotherOrderAreACopy) { EXPECT_TRUE(copies(kStory, sentences({5, 2, 0, 4, 1, 3}))); }

TEST(Copies, ABylineAndThePapersOwnLinesAreNoOtherStory) {
  EXPECT_TRUE(copies(kStory, "By Mila Castor, Northern Post\n\n" + sentences({0, 1, 2, 3}) +
                                 "\n\nSubscribe to the newsletter of the Northern Post. All rights reserved."));
}

TEST(Copies, AnotherStoryOnTheSubjectIsNoCopy) {
  EXPECT_FALSE(
      copies(kStory,
             "Sylvania moved soldiers to the bridges near Halden on Monday. The army gave no number. Its neighbour "
             "Freedonia had warned last week that it would answer any crossing with force, and its parliament "
             "meets on Tuesday to speak of the border guard."));
}

TEST(Copies, ADigestOfManyStoriesIsNoCopyOfEach) {
  std::mt19937 random(7);
  std::string digest = kStory;
  for (int i = 0; i < 900; ++i) digest += " w" + std::to_string(random());
  EXPECT_FALSE(copies(digest, kStory));
}

TEST(Copies, TwoKilledHereAreNotTwoKilledThere) {
  const auto report = [](const std::string& town) {
    return "Two people were killed in a bombing in " + town +
           " on Tuesday, police said. The device went off near a market in the centre of the town. Nobody claimed "
           "responsibility for the attack.";
  };
  EXPECT_FALSE(copies(report("Halden"), report("Mostar")));
}

TEST(Copies, NumbersInWordsTellReportsApart) {
  const auto report = [](const std::string& dead, const std::string& hurt) {
    return "At least " + dead + " people are dead after the ferry sank in the strait, the coast guard said, and " +
           hurt + " others were pulled from the water alive.";
  };
  EXPECT_FALSE(copies(report("two", "nine"), report("five", "three")));
}

TEST(Copies, TheDailyReportOfOneTemplateIsNewEachDay) {
  const auto report = [](const std::string& size, const std::string& town, const std::string& depth) {
    return "An earthquake of magnitude " + size + " struck north of " + town +
           ", the seismological centre said. The quake was " + depth +
           " kilometres deep. There were no immediate reports of casualties or damage. Residents were advised to stay "
           "away "
           "from damaged buildings and to follow the instructions of the authorities.";
  };
  EXPECT_FALSE(copies(report("5.1", "Arvika", "10"), report("4.7", "Dobrin", "33")));
}

TEST(Fingerprint, IsTheSameAfterSaving) {
  const Fingerprint print = fingerprinter().of(kStory);
  EXPECT_EQ(Fingerprint::from_bytes(print.to_bytes()), print);
  EXPECT_EQ(Fingerprint::from_bytes(Fingerprint().to_bytes()), Fingerprint());
}

TEST(Fingerprint, BytesThatAreNoneAreRefused) {
  const std::string bytes = fingerprinter().of(kStory).to_bytes();
  EXPECT_FALSE(Fingerprint::from_bytes(""));
  EXPECT_FALSE(Fingerprint::from_bytes(bytes.substr(0, bytes.size() - 1)));
  EXPECT_FALSE(Fingerprint::from_bytes(std::string(64, '\xFF')));
}

TEST(Fingerprint, OfALongTextIsBounded) {
  std::mt19937 random(1);
  std::string text;
  for (int i = 0; i < 50'000; ++i)
    text += "In " + std::to_string(random() % 1000) + " w" + std::to_string(random()) + " we met Ada. ";
  const Fingerprint print = fingerprinter().of(text);
  EXPECT_LE(print.to_bytes().size(), 1024U);
  EXPECT_GE(print.shingles.size(), 32U);
}

TEST(Fingerprint, ContainmentOfASampleIsNearThatOfTheWhole) {
  std::mt19937 random(3);
  std::string whole, half;
  for (int i = 0; i < 4'000; ++i) {
    const std::string word = "w" + std::to_string(random()) + " ";
    whole += word;
    if (i < 2'000) half += word;
  }
  EXPECT_NEAR(containment(fingerprinter().of(whole), fingerprinter().of(half)), 1, 1e-9);
  EXPECT_NEAR(containment(fingerprinter().of(whole), fingerprinter().of(half + whole.substr(0, 0) + "x y z a b c")), 1,
              0.1);
}

struct Doc {
  std::string id, published, text;
};

std::vector<Doc> three_stories() {
  std::vector<Doc> docs = {{"a", "2024-03-05", kStory},
                           {"b", "2024-03-06", sentences({0, 1, 2})},
                           {"c", "2024-03-04", sentences({2, 3, 4, 5})},
                           {"d", "", kStory + " More follows."},
                           {"e", "2024-03-05", "Rain fell in Halden all day and the river rose by a hand."},
                           {"f", "2024-03-05", "The river fell again on Friday, and boats went out."}};
  return docs;
}

std::map<std::string, std::string> clustered(const std::vector<Doc>& docs) {
  OriginClusters clusters;
  std::map<std::string, std::string> origin;
  for (const Doc& doc : docs) {
    const OriginClusters::Added added = clusters.add(doc.id, doc.published, fingerprinter().of(doc.text));
    origin[doc.id] = added.origin;
    for (auto& [id, of] : origin)
      if (std::ranges::find(added.renamed, of) != added.renamed.end()) of = added.origin;
  }
  return origin;
}

TEST(OriginClusters, ArePartsOfOneStoryUnderItsFirstDocument) {
  const std::map<std::string, std::string> wanted = {{"a", "c"}, {"b", "c"}, {"c", "c"},
                                                     {"d", "c"}, {"e", "e"}, {"f", "f"}};
  EXPECT_EQ(clustered(three_stories()), wanted);
}

TEST(OriginClusters, DoNotDependOnTheOrderOfArrival) {
  std::vector<Doc> docs = three_stories();
  const std::map<std::string, std::string> wanted = clustered(docs);
  std::mt19937 random(5);
  for (int i = 0; i < 50; ++i) {
    std::ranges::shuffle(docs, random);
    EXPECT_EQ(clustered(docs), wanted);
  }
}

TEST(OriginClusters, CopiesFarApartInTimeAreTwoStories) {
  const auto origin = clustered({{"a", "2024-03-05", kStory}, {"b", "2024-06-05", kStory}});
  EXPECT_EQ(origin.at("b"), "b");
}

TEST(OriginClusters, GoOnWhereTheyWereRestored) {
  OriginClusters clusters;
  clusters.restore("b", "2024-03-06", "a", fingerprinter().of(sentences({0, 1, 2})));
  clusters.restore("a", "2024-03-05", "a", fingerprinter().of(kStory));
  EXPECT_EQ(clusters.add("z", "2024-03-07", fingerprinter().of(sentences({1, 2, 3}))).origin, "a");
  const OriginClusters::Added earlier = clusters.add("y", "2024-03-01", fingerprinter().of(sentences({0, 3, 4})));
  EXPECT_EQ(earlier.origin, "y");
  EXPECT_EQ(earlier.renamed, std::vector<std::string>{"a"});
}

TEST(OriginClusters, ForgetTheOldestWhenTheyAreFull) {
  OriginClusters clusters({.documents = 8});
  for (int i = 0; i < 20; ++i) {
    std::string text;
    for (int k = 0; k < 30; ++k) text += "w" + std::to_string(i * 100 + k) + " ";
    (void)clusters.add("d" + std::to_string(i), "2024-03-" + std::to_string(10 + i), fingerprinter().of(text));
  }
  EXPECT_LE(clusters.document_count(), 8U);
  (void)clusters.add("story", "2024-03-30", fingerprinter().of(kStory));
  EXPECT_EQ(clusters.add("copy", "2024-03-31", fingerprinter().of(kStory)).origin, "story");
}

TEST(OriginClusters, BoilerplateOfAThousandDocumentsJoinsNothing) {
  OriginClusters clusters;
  std::mt19937 random(11);
  const std::string tail =
      " Subscribe to our newsletter for the news of the day. All rights reserved by the publisher.";
  size_t alone = 0;
  for (int i = 0; i < 1'000; ++i) {
    std::string text = "News:";
    for (int k = 0; k < 60; ++k) text += " w" + std::to_string(random());
    const std::string id = std::to_string(i);
    alone += clusters.add(id, "2024-03-05", fingerprinter().of(text + "." + tail)).origin == id ? 1 : 0;
  }
  EXPECT_EQ(alone, 1'000U);
}

}  // namespace
}  // namespace tocsin
