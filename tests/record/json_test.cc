// Claims about the JSON of records: FORMATS.md's fields in its order, code points, null for unknown, valid UTF-8.
#include "record/json.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace tocsin {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

/// “Ja”, sagt N1: quotation marks of three bytes stand in front of everything.
Reading small_reading() {
  Reading reading;
  reading.document.id = "0123456789abcdef";
  reading.document.text = "“Yes,” said Šarić.";
  EntityRecord& ent = reading.entities.emplace_back();
  ent.id = "N1";
  ent.name = "Šarić";
  ent.mentions.push_back({Span{16, 23, "Šarić"}, "name"});
  StatementRecord& st = reading.statements.emplace_back();
  st.id = "S1";
  st.speakers = {"N1"};
  st.cue = {11, 15, "said"};
  st.content = {Span{3, 6, "Yes"}};
  st.confidence = 0.9;
  EventRecord& ev = reading.events.emplace_back();
  ev.id = "E1";
  ev.score = 1.5;
  ev.confidence = 0.1 + 0.2;
  ev.why = {"a rule"};
  return reading;
}

TEST(Json, ADocumentHasTheFieldsOfFormatsInTheirOrder) {
  const Json json = Json::parse(to_json(small_reading()));
  EXPECT_EQ(keys_of(json), (std::vector<std::string>{"tocsin", "ontology", "document", "entities", "statements",
                                                     "events", "ledger", "times", "places", "notes", "predicates"}));
  EXPECT_EQ(keys_of(json["document"]),
            (std::vector<std::string>{"id", "external_id", "supersedes", "source", "publisher", "url", "title",
                                      "published", "published_from", "language", "text"}));
  EXPECT_EQ(keys_of(json["statements"][0]),
            (std::vector<std::string>{"id", "speakers", "addressees", "cue", "content", "form", "venue", "medium",
                                      "when", "sentence", "confidence"}));
  EXPECT_EQ(keys_of(json["events"][0]),
            (std::vector<std::string>{"id",       "type",     "modes",      "contexts",   "cameo",      "quad",
                                      "score",    "actors",   "recipients", "reciprocal", "factuality", "trigger",
                                      "evidence", "when",     "where",      "stated_in",  "assertion",  "deaths",
                                      "sizes",    "sentence", "confidence"}));
}

TEST(Json, OtherRecordsHaveTheFieldsOfFormatsInTheirOrder) {
  Reading reading = small_reading();
  reading.entities[0].role.emplace().title = "President";
  reading.ledger.emplace_back().id = "L1";
  reading.times.emplace_back().id = "T1";
  reading.places.emplace_back().id = "P1";
  reading.events[0].sizes.emplace_back().high = 4;
  const Json json = Json::parse(to_json(reading));
  EXPECT_EQ(keys_of(json["entities"][0]),
            (std::vector<std::string>{"id", "name", "kind", "code", "country", "sectors", "role", "mentions"}));
  EXPECT_EQ(keys_of(json["entities"][0]["role"]), (std::vector<std::string>{"title", "since", "until", "from"}));
  EXPECT_EQ(keys_of(json["entities"][0]["mentions"][0]), (std::vector<std::string>{"start", "end", "text", "as"}));
  EXPECT_EQ(
      keys_of(json["ledger"][0]),
      (std::vector<std::string>{"id", "kind", "by", "to", "about", "content", "status", "deadline", "condition",
                                "required_for", "contested_by", "contested_with", "behind", "when", "confidence"}));
  EXPECT_EQ(keys_of(json["times"][0]),
            (std::vector<std::string>{"id", "span", "kind", "value", "mod", "start", "end", "anchor"}));
  EXPECT_EQ(keys_of(json["places"][0]), (std::vector<std::string>{"id", "span", "name", "country", "admin1", "lat",
                                                                  "lon", "geonameid", "precision"}));
  EXPECT_EQ(json["events"][0]["sizes"][0]["high"], 4);
}

TEST(Json, OffsetsAreCodePoints) {
  const Json json = Json::parse(to_json(small_reading()));
  EXPECT_EQ(json["statements"][0]["content"][0], (Json{{"start", 1}, {"end", 4}, {"text", "Yes"}}));
  EXPECT_EQ(json["entities"][0]["mentions"][0]["start"], 12);
  EXPECT_EQ(json["entities"][0]["mentions"][0]["end"], 17);
}

TEST(Json, WhatIsUnknownIsNullOrEmpty) {
  const Json json = Json::parse(to_json(small_reading()));
  EXPECT_TRUE(json["document"]["title"].is_null());
  EXPECT_TRUE(json["entities"][0]["code"].is_null());
  EXPECT_TRUE(json["entities"][0]["role"].is_null());
  EXPECT_TRUE(json["statements"][0]["venue"].is_null());
  EXPECT_TRUE(json["events"][0]["deaths"].is_null());
  EXPECT_TRUE(json["events"][0]["trigger"].is_null());
  EXPECT_EQ(json["events"][0]["modes"], Json::array());
}

TEST(Json, AnEmptyTextIsAnEmptyString) {
  const Json json = Json::parse(to_json(Reading{}));
  EXPECT_EQ(json["document"]["text"], "");
}

TEST(Json, ReasonsAreShownOnlyWhenAskedFor) {
  EXPECT_FALSE(Json::parse(to_json(small_reading()))["events"][0].contains("why"));
  EXPECT_EQ(Json::parse(to_json(small_reading(), {.explain = true}))["events"][0]["why"], Json::array({"a rule"}));
}

TEST(Json, NumbersReadBackTheSame) {
  const std::string json = to_json(small_reading());
  EXPECT_NE(json.find("\"score\":1.5,"), std::string::npos);
  EXPECT_EQ(Json::parse(json)["events"][0]["confidence"].get<double>(), 0.1 + 0.2);
}

TEST(Json, ANumberThatIsNoneIsNull) {
  Reading reading = small_reading();
  reading.events[0].confidence = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(Json::parse(to_json(reading))["events"][0]["confidence"].is_null());
}

TEST(Json, EveryByteMakesAStringThatReadsBack) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text = std::string("a") + static_cast<char>(byte) + "z";
    std::string json;
    append_json_string(json, text);
    ASSERT_TRUE(is_valid_utf8(json)) << byte;
    ASSERT_EQ(Json::parse(json).get<std::string>(), repair_utf8(text).text) << byte;
  }
}

TEST(Json, OneDocumentIsOneLine) {
  Reading reading;
  reading.document.text = "a\nb\r\n\tc\x01";
  EXPECT_EQ(to_json(reading).find_first_of("\n\r\t\x01"), std::string::npos);
}

}  // namespace
}  // namespace tocsin
