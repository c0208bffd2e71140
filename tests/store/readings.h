// Readings made by hand, and stores in folders that go away.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "base/hash.h"
#include "store/store.h"
#include "store/upkeep.h"
#include "store/writer.h"

namespace tocsin {

/// A folder of one test.
class Folder {
 public:
  Folder() {
    // In memory where that goes: thousands of syncs to a real disk take minutes.
    const std::filesystem::path shared = "/dev/shm";
    std::error_code error;
    const bool has_shared = access(shared.c_str(), W_OK) == 0 && std::filesystem::space(shared, error).free > kRoom;
    std::string name =
        ((has_shared ? shared : std::filesystem::temp_directory_path()) / "tocsin-store-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  static constexpr uintmax_t kRoom = 32 << 20;
  std::filesystem::path path_;
};

inline Span span_of(const std::string& text, const std::string& words) {
  const size_t begin = text.find(words);
  EXPECT_NE(begin, std::string::npos) << words;
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + words.size()), words};
}

/// "Médiateurs: <actor> attacked <recipient> on Monday." with its entities, one event, one statement, one demand, a
/// time and a place. `source` and `id` make another document of the same text.
inline Reading attack(const std::string& actor, const std::string& recipient, const std::string& published,
                      const std::string& external_id) {
  Reading reading;
  const std::string text = "Médiateurs: " + actor + " attacked " + recipient + " on Monday. \"Go,\" " + actor +
                           " said to " + recipient + ".";
  reading.document = {.id = hash_of({"test", external_id, text}),
                      .external_id = external_id,
                      .source = "The Daily Test",
                      .published = published,
                      .published_from = published.empty() ? "" : "option",
                      .language = "en",
                      .text = text};
  reading.entities = {{.id = "N1",
                       .name = actor,
                       .kind = "state",
                       .code = actor,
                       .country = actor,
                       .mentions = {{span_of(text, actor), "name"}}},
                      {.id = "N2",
                       .name = recipient,
                       .kind = "state",
                       .code = recipient + "GOV",
                       .country = recipient,
                       .sectors = {"GOV"},
                       .role = RoleRecord{.title = "king", .from = "text"},
                       .mentions = {{span_of(text, recipient), "name"}}}};
  reading.times = {{.id = "T1",
                    .span = span_of(text, "Monday"),
                    .kind = "date",
                    .value = "2024-03-04",
                    .start = "2024-03-04",
                    .end = "2024-03-04",
                    .anchor = "published"}};
  reading.places = {{.id = "P1",
                     .span = span_of(text, recipient),
                     .name = recipient,
                     .country = recipient,
                     .lat = 1.5,
                     .lon = -2.25,
                     .geonameid = 7,
                     .precision = "country"}};
  reading.events = {{.id = "E1",
                     .type = "ASSAULT",
                     .modes = {"firearms"},
                     .cameo = "193",
                     .quad = 4,
                     .score = -9,
                     .actors = {"N1"},
                     .recipients = {"N2"},
                     .factuality = "happened",
                     .trigger = span_of(text, "attacked"),
                     .evidence = {span_of(text, actor + " attacked " + recipient)},
                     .when = "T1",
                     .where = "P1",
                     .assertion = "stated",
                     .deaths = 2,
                     .sizes = {{"dead", 2, 3, span_of(text, "attacked")}},
                     .confidence = 0.5,
                     .why = {"row 1"}}};
  reading.statements = {{.id = "S1",
                         .speakers = {"N1"},
                         .addressees = {"N2"},
                         .cue = span_of(text, "said"),
                         .content = {span_of(text, "Go")},
                         .form = "direct",
                         .venue = VenueRecord{"a hall", span_of(text, "Monday")},
                         .sentence = 1,
                         .confidence = 0.25}};
  reading.ledger = {{.id = "L1",
                     .kind = "demand",
                     .by = {"N1"},
                     .to = {"N2"},
                     .about = {actor},
                     .content = span_of(text, "Go"),
                     .status = "open",
                     .condition = span_of(text, "on Monday"),
                     .behind = {"S1", "E1"},
                     .confidence = 0.75}};
  reading.notes = {{"a \"note\"\n", {}}};
  reading.predicates = {{span_of(text, "attacked"), "denied"}};
  return reading;
}

inline std::string dump_of(const std::filesystem::path& file) {
  Result<Store> store = Store::open(file, StoreMode::kRead);
  if (!store) return store.error().message;
  std::string text;
  const Result<void> dumped = dump_store(*store, [&](std::string_view line) {
    text += line;
    return true;
  });
  EXPECT_TRUE(dumped) << dumped.error().message;
  return text;
}

/// Puts and commits; fails the test when that does not go.
inline void fill(const std::filesystem::path& file, const std::vector<Reading>& readings,
                 const PutOptions& options = {}) {
  Result<Store> store = Store::open(file, StoreMode::kWrite);
  ASSERT_TRUE(store) << store.error().message;
  Result<StoreWriter> writer = store->writer();
  ASSERT_TRUE(writer) << writer.error().message;
  for (const Reading& reading : readings) {
    const Result<Put> put = writer->put(reading, options);
    ASSERT_TRUE(put) << put.error().message;
  }
  const Result<void> done = writer->commit();
  ASSERT_TRUE(done) << done.error().message;
}

}  // namespace tocsin
