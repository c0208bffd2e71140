// Claims about what a store works out from its documents together, and that the order of arrival does not matter.
#include "store/across.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "readings.h"
#include "record/near_duplicates.h"
#include "store/sqlite.h"

namespace tocsin {
namespace {

const LedgerWords kWords{{"monday", "said"}, {"not", "stop"}};

void put(StoreWriter& writer, const Reading& reading) {
  const std::string print = Fingerprinter().of(reading.document.text).to_bytes();
  ASSERT_TRUE(writer.put(reading, {.source_key = reading.document.external_id, .fingerprint = print}));
}

/// The same attack in three papers, two of which print one report, and another attack.
std::vector<Reading> four_reports() {
  std::vector<Reading> readings = {attack("FRD", "SYL", "2024-03-05", "a"), attack("FRD", "SYL", "2024-03-06", "b"),
                                   attack("FRD", "SYL", "2024-03-06", "c"), attack("OST", "BRU", "2024-03-06", "d")};
  readings[1].document.text += " By our correspondent.";
  readings[2].document.text += " " + std::string(
                                         "Rain fell on the hills all night, roads were under water, trains "
                                         "stood still, schools were shut and markets empty, the mayor wrote.");
  return readings;
}

std::string dump_after(std::vector<Reading> readings, const std::filesystem::path& file, AcrossCounts& counts) {
  Result<Store> store = Store::open(file, StoreMode::kWrite);
  EXPECT_TRUE(store);
  {
    Result<StoreWriter> writer = store->writer();
    EXPECT_TRUE(writer);
    for (const Reading& reading : readings) put(*writer, reading);
    EXPECT_TRUE(writer->commit());
  }
  const Result<AcrossCounts> done = derive_across(*store, kWords);
  EXPECT_TRUE(done) << done.error().message;
  counts = *done;
  std::string lines;
  for (const Reading& reading : readings) {
    const Result<std::string> origin = origin_of(*store, reading.document.id);
    EXPECT_TRUE(origin);
    const std::vector<std::string> ids = record_ids(reading.document.id, reading.events);
    const auto merged = merged_event_of(*store, ids.front());
    EXPECT_TRUE(merged && *merged);
    lines += reading.document.external_id + " " + *origin + " " + (*merged)->id + " " +
             std::to_string((*merged)->documents) + " " + std::to_string((*merged)->independent_origins) + "\n";
  }
  return lines;
}

TEST(Across, OneAttackInThreePapersIsOneEventOfFewerOrigins) {
  const Folder folder;
  AcrossCounts counts;
  const std::vector<Reading> readings = four_reports();
  (void)dump_after(readings, folder / "a.db", counts);
  EXPECT_EQ(counts.merged_events, 2U);
  Result<Store> store = Store::open(folder / "a.db", StoreMode::kRead);
  ASSERT_TRUE(store);
  const std::string first = record_ids(readings[0].document.id, readings[0].events).front();
  const std::string second = record_ids(readings[1].document.id, readings[1].events).front();
  const auto merged = merged_event_of(*store, second);
  ASSERT_TRUE(merged && *merged);
  EXPECT_EQ((*merged)->id, first);
  EXPECT_EQ((*merged)->documents, 3U);
  EXPECT_EQ(*origin_of(*store, readings[1].document.id), readings[0].document.id);
}

TEST(Across, TheOrderOfArrivalChangesNothing) {
  const Folder folder;
  std::vector<Reading> readings = four_reports();
  const auto sorted_lines = [&](const std::string& name) {
    AcrossCounts counts;
    std::vector<Reading> given = readings;
    const std::string text = dump_after(given, folder / name, counts);
    std::vector<std::string> lines;
    for (size_t at = 0; at < text.size(); at = text.find('\n', at) + 1)
      lines.push_back(text.substr(at, text.find('\n', at) - at));
    std::ranges::sort(lines);
    return lines;
  };
  const auto wanted = sorted_lines("first.db");
  std::mt19937 random(2);
  for (int i = 0; i < 6; ++i) {
    std::ranges::shuffle(readings, random);
    EXPECT_EQ(sorted_lines("db" + std::to_string(i)), wanted);
  }
}

TEST(Across, WorkingItOutTwiceGivesTheSame) {
  const Folder folder;
  AcrossCounts counts;
  (void)dump_after(four_reports(), folder / "a.db", counts);
  Result<Store> store = Store::open(folder / "a.db", StoreMode::kWrite);
  ASSERT_TRUE(store);
  const Result<AcrossCounts> again = derive_across(*store, kWords);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->merged_events, counts.merged_events);
  EXPECT_EQ(again->origins, counts.origins);
  EXPECT_EQ(again->ledger_moves, counts.ledger_moves);
}

TEST(Across, ARefusalOfALaterReportMovesTheDemand) {
  const Folder folder;
  Reading refusal = attack("SYL", "FRD", "2024-03-07", "r");
  std::vector<Reading> readings = {attack("FRD", "SYL", "2024-03-05", "a"), refusal};
  const std::string demand_text = "withdraw the northern brigade from the bridge";
  readings[0].document.text += " " + demand_text;
  readings[1].document.text += " " + demand_text;
  readings[0].ledger[0].content = span_of(readings[0].document.text, demand_text);
  readings[1].ledger[0].content = span_of(readings[1].document.text, demand_text);
  readings[0].ledger[0].kind = "demand", readings[0].ledger[0].status = "open";
  readings[1].ledger[0].kind = "refusal", readings[1].ledger[0].status = "stated";
  for (int i = 0; i < 2; ++i) {
    AcrossCounts counts;
    (void)dump_after(readings, folder / ("a" + std::to_string(i) + ".db"), counts);
    EXPECT_EQ(counts.ledger_moves, 1U);
    std::ranges::reverse(readings);
  }
}

TEST(Across, AnEventThatIsNotThereHasNoMergedEvent) {
  const Folder folder;
  Result<Store> store = Store::open(folder / "a.db", StoreMode::kWrite);
  ASSERT_TRUE(store);
  const auto merged = merged_event_of(*store, "0123456789abcdef");
  ASSERT_TRUE(merged);
  EXPECT_FALSE(*merged);
}

/// What check_store() says of a store of four reports after `sql` was done to it.
std::vector<std::string> faults_after(const std::string& sql) {
  const Folder folder;
  AcrossCounts counts;
  dump_after(four_reports(), folder / "a.db", counts);
  {
    Result<sqlite::Connection> connection = sqlite::Connection::open(folder / "a.db", sqlite::Access::kWrite);
    EXPECT_TRUE(connection && connection->execute(sql));
  }
  Result<Store> store = Store::open(folder / "a.db", StoreMode::kRead);
  EXPECT_TRUE(store);
  return *check_store(*store, 9);
}

TEST(Check, FindsNothingInASoundStore) { EXPECT_TRUE(faults_after("SELECT 1").empty()); }

TEST(Check, FindsAMergedEventThatIsToldByOthersThanItSays) {
  EXPECT_FALSE(faults_after("UPDATE events_merged SET documents = documents + 1").empty());
}

TEST(Check, FindsADamagedFingerprint) {
  EXPECT_FALSE(faults_after("UPDATE fingerprints SET print = x'00' WHERE doc = 1").empty());
}

TEST(Check, FindsAnOriginThatIsNone) {
  EXPECT_FALSE(
      faults_after("UPDATE documents SET origin = 2 WHERE doc = 1; UPDATE documents SET origin = 3 WHERE doc = "
                   "2")
          .empty());
}

TEST(Check, FindsAnIndexOfOtherWords) {
  EXPECT_FALSE(faults_after("INSERT INTO search(search, rowid, text) SELECT 'delete', doc, text FROM texts WHERE doc = "
                            "1; INSERT INTO search(rowid, text) VALUES(1, 'other words')")
                   .empty());
}

TEST(Check, FindsAKeptRecordThatIsNoJson) {
  EXPECT_FALSE(faults_after("INSERT INTO records_before VALUES(1, 1, 'events', 1, 'AID', 'gone', '{')").empty());
}

}  // namespace
}  // namespace tocsin
