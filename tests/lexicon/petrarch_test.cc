// Dictionaries of the PETRARCH family: what is read, and what is said of lines that cannot be.
#include "lexicon/petrarch.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <vector>

namespace tocsin::lexicon {
namespace {

namespace fs = std::filesystem;

class Petrarch : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("tocsin-petrarch-" + std::to_string(getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  Result<PetrarchDictionary> open(const std::vector<std::string>& texts) {
    std::vector<fs::path> files;
    for (size_t i = 0; i < texts.size(); ++i) {
      files.push_back(folder_ / ("d" + std::to_string(i) + ".txt"));
      std::ofstream(files.back()) << texts[i];
    }
    return PetrarchDictionary::open(files);
  }

  std::string error_of(const std::string& text) {
    const auto dictionary = open({text});
    return dictionary ? "" : dictionary.error().message;
  }

  static std::string code(const PetrarchDictionary& dictionary, std::string_view words, std::string_view day = {}) {
    return dictionary.named(petrarch_parts(words), day).codes.front();
  }

  fs::path folder_;
};

TEST_F(Petrarch, an_actors_code_is_that_of_the_day) {
  const auto dictionary =
      open({"LORD_VASTRIN [XZAELI] # default\n+OLD_VASTRIN\n\t[XZAREB <950601]\n"
            "\t[XZAGOV 19950602 - 20010101]\n"});
  ASSERT_TRUE(dictionary.has_value()) << dictionary.error().message;
  EXPECT_EQ(code(*dictionary, "Lord Vastrin", "1995-06-01"), "XZAREB");
  EXPECT_EQ(code(*dictionary, "old Vastrin", "1995-06-02"), "XZAGOV");
  EXPECT_EQ(code(*dictionary, "Lord Vastrin", "2010-01-01"), "XZAELI");
  EXPECT_EQ(code(*dictionary, "Lord Vastrin"), "XZAELI") << "without a day no dated code holds";
}

TEST_F(Petrarch, an_actor_without_a_code_for_the_day_is_nobody) {
  const auto dictionary = open({"VASTRIN\n\t[XZAGOV >20000101]\n"});
  ASSERT_TRUE(dictionary.has_value()) << dictionary.error().message;
  EXPECT_EQ(code(*dictionary, "Vastrin", "1999-01-01"), "");
}

TEST_F(Petrarch, words_joined_by_an_underscore_stand_together_and_others_need_not) {
  const auto dictionary = open({"WHITE_TOWER [XZA]\nCOUNCIL WISE [XZB]\n"});
  ASSERT_TRUE(dictionary.has_value()) << dictionary.error().message;
  EXPECT_EQ(code(*dictionary, "the White Tower"), "XZA");
  EXPECT_EQ(code(*dictionary, "the White old Tower"), "");
  EXPECT_EQ(code(*dictionary, "the Council of the Wise"), "XZB");
}

TEST_F(Petrarch, agents_add_their_codes_once_with_plurals_and_substitutions) {
  const auto dictionary = open({"ZUBRANIA [XZA]\n",
                                "!PERSON! = MAN, WOMEN\nPOLICE!PERSON! [~COP]\nARMY [~MIL]\nCHIEF {CHIEFS_ALL} [~MIL]\n"
                                "CHARITY [NGO~]\nOPPOSITION_GROUP [~OPP]\nMAIN_OPPOSITION_GROUP [~MOP]\n"});
  ASSERT_TRUE(dictionary.has_value()) << dictionary.error().message;
  EXPECT_EQ(code(*dictionary, "Zubrania policewomen"), "XZACOP");
  EXPECT_EQ(code(*dictionary, "Zubrania armies"), "XZAMIL");
  EXPECT_EQ(code(*dictionary, "Zubrania army chief"), "XZAMIL");
  EXPECT_EQ(code(*dictionary, "Zubrania chiefs"), "XZA") << "{…} takes the place of the regular plural";
  EXPECT_EQ(code(*dictionary, "Zubrania charities"), "NGOXZA");
  EXPECT_EQ(code(*dictionary, "Zubrania main opposition groups"), "XZAMOP") << "the longest agent alone";
  EXPECT_EQ(code(*dictionary, "the army"), "MIL");
}

TEST_F(Petrarch, a_code_of_several_actors_is_several) {
  const auto dictionary = open({"THE_TWINS [XZA/XZB]\n"});
  ASSERT_TRUE(dictionary.has_value()) << dictionary.error().message;
  EXPECT_EQ(dictionary->named(petrarch_parts("The Twins"), "").codes, (std::vector<std::string>{"XZA", "XZB"}));
}

TEST_F(Petrarch, verbs_have_their_regular_or_given_forms_and_the_code_of_their_block) {
  const auto dictionary = open({"--- HIT [190] ---\nHIT {HITS HITTING}\nTICKLE\nWIRE_+TAP [1711]\n- * HARD [195]\n"});
  ASSERT_TRUE(dictionary.has_value()) << dictionary.error().message;
  const PetrarchVerbs& verbs = dictionary->verbs();
  EXPECT_EQ(verbs.forms("HITS").size(), 1u);
  EXPECT_EQ(verbs.forms("HITED").size(), 0u);
  ASSERT_EQ(verbs.forms("TICKLED").size(), 1u);
  EXPECT_EQ(verbs.forms("TICKLED").front().coding->forward, "190");
  ASSERT_EQ(verbs.forms("TAPS").size(), 1u);
  EXPECT_EQ(verbs.forms("TAPS").front().coding->forward, "1711");
  EXPECT_EQ(verbs.forms("TAPS").front().before, std::vector<std::string>{"WIRE"});
  EXPECT_EQ(verbs.forms("TICKLE").front().block->patterns.front().coding.row, "d0.txt:5");
}

TEST_F(Petrarch, sets_of_synonyms_may_hold_others_and_have_plurals) {
  const auto dictionary =
      open({"&FEUD\n+WAR\n+OLD QUARREL_\n\n&ANY_\n+&FEUD\n+BRAWL\n\n--- SEEK [030] ---\nSEEK\n- * &ANY [138]\n"});
  ASSERT_TRUE(dictionary.has_value()) << dictionary.error().message;
  const auto& step = dictionary->verbs().forms("SEEK").front().block->patterns.front().lower.front();
  EXPECT_EQ(step.words, (std::vector<std::string>{"WARS", "WAR", "OLD QUARREL", "BRAWL"}));
}

TEST_F(Petrarch, a_discard_forbids_a_sentence_or_the_whole_text) {
  const auto dictionary = open({"# sport\nWORLD CUP_\n+Formula One\n"});
  ASSERT_TRUE(dictionary.has_value()) << dictionary.error().message;
  EXPECT_NE(dictionary->discards().in("They won the World Cup.", false), nullptr);
  EXPECT_EQ(dictionary->discards().in("A world cupboard.", false), nullptr);
  EXPECT_EQ(dictionary->discards().in("They won the World Cup.", true), nullptr);
  EXPECT_NE(dictionary->discards().in("News of Formula One today", true), nullptr);
}

TEST_F(Petrarch, comments_of_every_kind_are_passed_over) {
  const auto dictionary = open({"<!-- one\nGONE [XXX]\n-->\n<! -- two -->\nA_B [XZA] ; three\nC [###] # four\n"});
  ASSERT_TRUE(dictionary.has_value()) << dictionary.error().message;
  EXPECT_EQ(code(*dictionary, "a b"), "XZA");
  EXPECT_EQ(code(*dictionary, "c"), "###");
  EXPECT_EQ(code(*dictionary, "gone"), "");
}

TEST_F(Petrarch, an_error_names_the_line_what_was_found_and_what_would_help) {
  EXPECT_EQ(error_of("ZUBRANIA [XZA]\nVASTRIN [XZAGOV 2001]\n"),
            "d0.txt:2: \"2001\" is no restriction; <date, >date or date-date is wanted");
  EXPECT_EQ(error_of("VASTRIN [XZAGOV >20011301]\n"),
            "d0.txt:1: \"20011301\" is no day; the form is YYYYMMDD or YYMMDD");
  EXPECT_EQ(error_of("VASTRIN [XZAGOV 20020101-20010101]\n"),
            "d0.txt:1: the dates 20020101-20010101 end before they begin");
  EXPECT_EQ(error_of("ZUBRANIA [XZA\n"), "d0.txt:1: \"[XZA\" is not closed; \"]\" is wanted");
  EXPECT_EQ(error_of("+ZUBRA\nZUBRANIA [XZA]\n"),
            "d0.txt:1: no actor stands above this line, to which it could belong");
  EXPECT_EQ(error_of("ARMY [~MIL]\nDEPARTMENT [~ENV}\n"), "d0.txt:2: \"[~ENV}\" is not closed; \"]\" is wanted");
  EXPECT_EQ(error_of("ARMY [~MIL]\n!X!_OF_WAR [~GOV]\n"),
            "d0.txt:2: \"!X!\" is not defined; write above: !NAME! = WORD, WORD");
  EXPECT_EQ(error_of("--- HIT [190] ---\nHIT\n- HARD [195]\n"),
            "d0.txt:3: the pattern must hold one * in the place of the verb");
  EXPECT_EQ(error_of("--- HIT [190] ---\nHIT\n- * &FEUD [195]\n"),
            "d0.txt:3: the set &FEUD is not defined; write &FEUD and its words as lines that start with +");
  EXPECT_EQ(error_of("--- HIT [190] ---\nHIT\n* HARD [195]\n"),
            "d0.txt:3: \"* HARD [195]\" is neither verb nor pattern; a pattern starts with \"- \"");
  EXPECT_EQ(error_of("--- HIT [190] ---\nHIT\n- * (WITH {OLD STICK [195]\n"),
            "d0.txt:3: the brackets { } ( ) of the pattern do not pair");
  EXPECT_EQ(error_of("--- HIT [190] ---\nHIT\n~ a (a b HIT) SAY = a b 015\n"),
            "d0.txt:3: a rule of transformation (~) cannot be applied here; put a # before the line");
  EXPECT_EQ(error_of("&A\n+&A\n\n--- HIT [190] ---\nHIT\n- * &A [195]\n"), "d0.txt:1: the set &A contains itself");
  EXPECT_EQ(error_of("# nothing\n"), (folder_ / "d0.txt").string() + ": the dictionary holds no entry");
}

TEST_F(Petrarch, a_file_that_is_not_there_is_named) {
  const std::vector<fs::path> files = {folder_ / "none.txt"};
  const auto dictionary = PetrarchDictionary::open(files);
  ASSERT_FALSE(dictionary.has_value());
  EXPECT_EQ(dictionary.error().kind, ErrorKind::kResource);
  EXPECT_EQ(dictionary.error().message, files[0].string() + ": the dictionary cannot be read; is the path right?");
}

}  // namespace
}  // namespace tocsin::lexicon
