// Claims about what is kept, what counts as the same document, and what a query finds.
#include "store/store.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "readings.h"
#include "record/json.h"

namespace tocsin {
namespace {

Store opened(const std::filesystem::path& file) {
  Result<Store> store = Store::open(file, StoreMode::kRead);
  EXPECT_TRUE(store) << store.error().message;
  return std::move(*store);
}

TEST(Store, ADocumentComesBackAsItWasPut) {
  const Folder folder;
  const Reading reading = attack("ARM", "AZE", "2024-03-05", "one");
  fill(folder / "a.db", {reading});
  Store store = opened(folder / "a.db");
  const auto back = store.reading(reading.document.id);
  ASSERT_TRUE(back && *back);
  EXPECT_EQ(to_json(**back), to_json(reading));
}

TEST(Store, ReadingTheSameAgainAddsNothing) {
  const Folder folder;
  const std::vector<Reading> readings = {attack("ARM", "AZE", "2024-03-05", "one"),
                                         attack("SDN", "SSD", "2024-03-05", "two")};
  fill(folder / "a.db", readings);
  const std::string before = dump_of(folder / "a.db");
  fill(folder / "a.db", readings);
  EXPECT_EQ(dump_of(folder / "a.db"), before);
  EXPECT_EQ(std::ranges::count(before, '\n'), 2 * 10);
}

TEST(Store, TheDumpIsTheSameForAnyOrderOfArrival) {
  const Folder folder;
  std::vector<Reading> readings = {attack("ARM", "AZE", "2024-03-05", "one"), attack("SDN", "SSD", "", "two"),
                                   attack("ARM", "AZE", "2024-03-04", "three"), attack("ARM", "AZE", "", "four")};
  std::ranges::sort(readings, {}, [](const Reading& reading) { return reading.document.id; });
  std::string wanted;
  do {
    std::filesystem::remove(folder / "a.db");
    fill(folder / "a.db", readings);
    const std::string dump = dump_of(folder / "a.db");
    if (wanted.empty()) wanted = dump;
    ASSERT_EQ(dump, wanted);
  } while (
      std::ranges::next_permutation(readings, {}, [](const Reading& reading) { return reading.document.id; }).found);
}

TEST(Store, OfTheSameTextTheOnePublishedFirstIsStored) {
  const Folder folder;
  const Reading later = attack("ARM", "AZE", "2024-03-05", "one"), first = attack("ARM", "AZE", "2024-03-04", "two"),
                undated = attack("ARM", "AZE", "", "three");
  fill(folder / "a.db", {undated, later, first});
  Store store = opened(folder / "a.db");
  EXPECT_EQ((*store.document(first.document.id))->status, DocumentStatus::kStored);
  for (const Reading& copy : {later, undated}) {
    const StoredDocument document = **store.document(copy.document.id);
    EXPECT_EQ(document.status, DocumentStatus::kDuplicate);
    EXPECT_EQ(document.duplicate_of, first.document.id);
    EXPECT_TRUE((*store.reading(copy.document.id))->events.empty());
  }
  EXPECT_EQ(store.counts()->events, 1);
  EXPECT_EQ(*store.look("0123456789abcdef", first.document.text, "2024-03-06"), Seen::kDuplicate);
  EXPECT_EQ(*store.look("0123456789abcdef", first.document.text, "2024-03-01"), Seen::kNew);
  EXPECT_EQ(*store.look(later.document.id, first.document.text, "2024-03-01"), Seen::kKnown);
}

TEST(Store, AnotherTextUnderTheSameKeyIsANewVersion) {
  const Folder folder;
  const Reading first = attack("ARM", "AZE", "2024-03-05", "one"), second = attack("ARM", "GEO", "2024-03-05", "one");
  fill(folder / "a.db", {first, second}, {.source_key = "https://example.org/one"});
  Store store = opened(folder / "a.db");
  const StoredDocument old = **store.document(first.document.id), current = **store.document(second.document.id);
  EXPECT_EQ(old.superseded_by, second.document.id);
  EXPECT_EQ(current.record.supersedes, first.document.id);
  EXPECT_EQ(current.version, 2);
  EXPECT_FALSE((*store.reading(first.document.id))->events.empty()) << "history is kept";
  int current_count = 0, all_count = 0;
  ASSERT_TRUE(store.events({}, [&](const Found<EventRecord>&) { return ++current_count > 0; }));
  ASSERT_TRUE(store.events({.with_history = true}, [&](const Found<EventRecord>&) { return ++all_count > 0; }));
  EXPECT_EQ(current_count, 1);
  EXPECT_EQ(all_count, 2);
}

TEST(Store, AWithdrawnDocumentStaysAsHistory) {
  const Folder folder;
  const Reading reading = attack("ARM", "AZE", "2024-03-05", "one");
  fill(folder / "a.db", {reading});
  {
    Result<Store> store = Store::open(folder / "a.db", StoreMode::kWrite);
    Result<StoreWriter> writer = store->writer();
    ASSERT_TRUE(writer->withdraw(reading.document.id, "retracted"));
    ASSERT_TRUE(writer->commit());
    EXPECT_EQ(writer->withdraw("0123456789abcdef", "").error().kind, ErrorKind::kInput);
  }
  Store store = opened(folder / "a.db");
  EXPECT_EQ((*store.document(reading.document.id))->reason, "retracted");
  int count = 0;
  ASSERT_TRUE(store.events({}, [&](const Found<EventRecord>&) { return ++count > 0; }));
  EXPECT_EQ(count, 0);
}

TEST(Store, WithoutTheTextOffsetsAndShortQuotesAreKept) {
  const Folder folder;
  const Reading reading = attack("ARM", "AZE", "2024-03-05", "one");
  fill(folder / "a.db", {reading}, {.keep_text = false});
  Store store = opened(folder / "a.db");
  const Reading back = **store.reading(reading.document.id);
  EXPECT_TRUE(back.document.text.empty());
  EXPECT_EQ(back.events[0].trigger.text, "attacked");
  // "é" is two bytes and one character: offsets are those of characters.
  EXPECT_EQ(back.events[0].trigger.begin + 1, reading.events[0].trigger.begin);
  EXPECT_EQ(record_ids(reading.document.id, reading.events).size(), 1);
  int found = 0;
  ASSERT_TRUE(store.events({.search = "attacked"}, [&](const Found<EventRecord>&) { return ++found > 0; }));
  EXPECT_EQ(found, 1) << "quotes can be searched for";
}

TEST(Store, WhatIsNotCommittedIsNotThere) {
  const Folder folder;
  {
    Result<Store> store = Store::open(folder / "a.db", StoreMode::kWrite);
    Result<StoreWriter> writer = store->writer();
    ASSERT_TRUE(writer->put(attack("ARM", "AZE", "2024-03-05", "one"), {}));
    EXPECT_EQ(writer->uncommitted_count(), 1);
  }
  EXPECT_EQ(dump_of(folder / "a.db"), "");
}

TEST(Store, QuarantinedOnceHoweverOftenItIsRead) {
  const Folder folder;
  for (int i = 0; i < 2; ++i) {
    Result<Store> store = Store::open(folder / "a.db", StoreMode::kWrite);
    Result<StoreWriter> writer = store->writer();
    const Result<Put> put = writer->quarantine({"news.jsonl", 120, "not JSON"});
    ASSERT_TRUE(put);
    EXPECT_EQ(put->was_there, i == 1);
    EXPECT_EQ(put->status, DocumentStatus::kQuarantined);
    ASSERT_TRUE(writer->commit());
  }
  Store store = opened(folder / "a.db");
  EXPECT_EQ(store.counts()->quarantined, 1);
  ASSERT_TRUE(store.documents({.with_history = true}, [](const StoredDocument& document) {
    EXPECT_EQ(document.byte_offset, 120);
    EXPECT_EQ(document.reason, "not JSON");
    return true;
  }));
}

int events_found(Store& store, const Filter& filter) {
  int count = 0;
  const Result<void> walked = store.events(filter, [&](const Found<EventRecord>& found) {
    EXPECT_EQ(found.record.trigger.text, "attacked");
    ++count;
    return true;
  });
  EXPECT_TRUE(walked) << walked.error().message;
  return count;
}

TEST(Store, FiltersAskForPartiesKindsTimesPlacesAndWords) {
  const Folder folder;
  fill(folder / "a.db", {attack("ARM", "AZE", "2024-03-05", "one"), attack("SDN", "SSD", "2024-03-05", "two"),
                         attack("AZE", "ARM", "2024-03-05", "three")});
  Store store = opened(folder / "a.db");
  EXPECT_EQ(events_found(store, {}), 3);
  EXPECT_EQ(events_found(store, {.actors = {"ARM"}}), 1);
  EXPECT_EQ(events_found(store, {.actors = {"ARM", "SDN"}}), 2);
  EXPECT_EQ(events_found(store, {.recipients = {"AZEGOV"}}), 1);
  EXPECT_EQ(events_found(store, {.actors = {"ARM"}, .recipients = {"AZE"}}), 1);
  EXPECT_EQ(events_found(store, {.actors = {"ARM"}, .recipients = {"AZE"}, .either_way = true}), 2);
  EXPECT_EQ(events_found(store, {.actors = {"ARM"}, .recipients = {"ARM"}}), 0);
  EXPECT_EQ(events_found(store, {.kinds = {"CONSULT"}}), 0);
  EXPECT_EQ(events_found(store, {.kinds = {"CONSULT", "ASSAULT"}, .modes = {"firearms"}}), 3);
  EXPECT_EQ(events_found(store, {.factuality = {"denied"}}), 0);
  EXPECT_EQ(events_found(store, {.since = "2024-03-04", .until = "2024-03-04"}), 3);
  EXPECT_EQ(events_found(store, {.since = "2024-03-05"}), 0);
  EXPECT_EQ(events_found(store, {.until = "2024-03-03"}), 0);
  EXPECT_EQ(events_found(store, {.place = "ssd"}), 1);
  EXPECT_EQ(events_found(store, {.search = "attacks AND sdn"}), 1) << "words are found by their stems";
  EXPECT_EQ(events_found(store, {.source = "The Daily Test"}), 3);
  EXPECT_EQ(events_found(store, {.source = "another"}), 0);
}

TEST(Store, ASearchThatIsNoneIsTheUsersFault) {
  const Folder folder;
  fill(folder / "a.db", {attack("ARM", "AZE", "2024-03-05", "one")});
  Store store = opened(folder / "a.db");
  const Result<void> walked = store.events({.search = "\"open"}, [](const Found<EventRecord>&) { return true; });
  ASSERT_FALSE(walked);
  EXPECT_EQ(walked.error().kind, ErrorKind::kUsage);
}

TEST(Store, ARecordIsFoundByItsIdAcrossDocuments) {
  const Folder folder;
  const Reading reading = attack("ARM", "AZE", "2024-03-05", "one");
  fill(folder / "a.db", {reading, attack("SDN", "SSD", "2024-03-05", "two")});
  Store store = opened(folder / "a.db");
  const auto place = store.find(record_ids(reading.document.id, reading.ledger)[0]);
  ASSERT_TRUE(place && *place);
  EXPECT_EQ((*place)->document, reading.document.id);
  EXPECT_EQ((*place)->record, "L1");
  EXPECT_FALSE(*store.find("0123456789abcdef"));
  EXPECT_FALSE(*store.find("L1"));
}

TEST(Store, RecordsWithTheSameEvidenceHaveTheirOwnIds) {
  Reading reading = attack("ARM", "AZE", "2024-03-05", "one");
  reading.events.push_back(reading.events[0]);
  const std::vector<std::string> ids = record_ids(reading.document.id, reading.events);
  EXPECT_NE(ids[0], ids[1]);
}

TEST(Store, ALedgerEntryKeepsEachMoveOnce) {
  const Folder folder;
  const Reading first = attack("ARM", "AZE", "2024-03-05", "one"), later = attack("AZE", "ARM", "2024-04-05", "two");
  fill(folder / "a.db", {first, later});
  const LedgerMove move{.entry = record_ids(first.document.id, first.ledger)[0],
                        .status = "met",
                        .day = "2024-04-05",
                        .document = later.document.id,
                        .evidence = later.events[0].trigger,
                        .why = "told later"};
  for (int i = 0; i < 2; ++i) {
    Result<Store> store = Store::open(folder / "a.db", StoreMode::kWrite);
    Result<StoreWriter> writer = store->writer();
    ASSERT_TRUE(writer->move(move));
    ASSERT_TRUE(writer->commit());
  }
  const std::string dump = dump_of(folder / "a.db");
  const size_t at = dump.find("ledger_history");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(dump.find("ledger_history", at + 1), std::string::npos);
  EXPECT_NE(dump.find("\"status\":\"met\",\"told_by\":\"" + later.document.id), std::string::npos);
}

}  // namespace
}  // namespace tocsin
