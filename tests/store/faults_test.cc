// Claims about what a store survives: faults of the disk, loss of power, damage, other programs' files, other writers.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>

#include "disk.h"
#include "readings.h"

namespace tocsin {
namespace {

/// Error of opening, or empty.
std::string fault_of(const std::filesystem::path& file, StoreMode mode) {
  const Result<Store> store = Store::open(file, mode);
  if (store) return {};
  EXPECT_EQ(store.error().kind, ErrorKind::kResource);
  EXPECT_TRUE(store.error().message.starts_with(file.string() + ": ")) << store.error().message;
  return store.error().message.substr(file.string().size() + 2);
}

void run_sql(const std::filesystem::path& file, const std::string& sql) {
  sqlite3* connection = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &connection), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(connection);
  sqlite3_close(connection);
}

std::vector<Reading> some_readings(int count) {
  std::vector<Reading> readings;
  for (int i = 0; i < count; ++i) readings.push_back(attack("AAA", "BBB", "2024-03-05", std::to_string(i)));
  for (int i = 0; i < count; ++i) {
    // A text of its own for each, long enough to fill pages.
    Reading& reading = readings[static_cast<size_t>(i)];
    reading.document.text += std::string(3000, static_cast<char>('a' + i));
    reading.document.id = hash_of({reading.document.text});
  }
  return readings;
}

std::vector<std::string> faults_of(const std::filesystem::path& file) {
  Result<Store> store = Store::open(file, StoreMode::kRead);
  if (!store) return {store.error().message};
  const auto faults = check_store(*store, 5);
  return faults ? *faults : std::vector<std::string>{faults.error().message};
}

/// Puts each reading in a batch of its own; gives how many were acknowledged.
size_t acknowledged(const std::filesystem::path& file, const std::vector<Reading>& readings, Error& error) {
  Result<Store> store = Store::open(file, StoreMode::kWrite);
  if (!store) return error = store.error(), 0;
  Result<StoreWriter> writer = store->writer();
  if (!writer) return error = writer.error(), 0;
  for (size_t i = 0; i < readings.size(); ++i) {
    const Result<Put> put = writer->put(readings[i], {});
    if (!put) return error = put.error(), i;
    const Result<void> done = writer->commit();
    if (!done) return error = done.error(), i;
  }
  return readings.size();
}

/// That the store is whole and holds the first `count` readings at least, and nothing half.
void expect_whole(const std::filesystem::path& file, const std::vector<Reading>& readings, size_t count) {
  Result<Store> store = Store::open(file, StoreMode::kWrite);
  ASSERT_TRUE(store) << store.error().message;
  const auto faults = check_store(*store, 3);
  ASSERT_TRUE(faults) << faults.error().message;
  EXPECT_TRUE(faults->empty()) << faults->front();
  for (size_t i = 0; i < count; ++i) {
    const auto document = store->document(readings[i].document.id);
    ASSERT_TRUE(document && *document) << "acknowledged document " << i << " of " << count << " is gone";
  }
}

TEST(StoreFaults, AnyWriteThatFailsIsToldAndLeavesTheStoreWhole) {
  const std::vector<Reading> readings = some_readings(2);
  for (const int code : {SQLITE_FULL, SQLITE_IOERR_WRITE}) {
    for (uint64_t fails_at = 1;; ++fails_at) {
      const Folder folder;
      const std::filesystem::path file = folder / "a.db";
      Disk disk;
      disk.fail_after(fails_at, code, true);
      Error error;
      const size_t count = acknowledged(file, readings, error);
      if (!disk.has_failed()) break;
      if (count < readings.size()) {
        EXPECT_EQ(error.kind, ErrorKind::kResource) << fails_at << ": " << error.message;
        EXPECT_TRUE(error.message.contains("disk")) << error.message;
      }
      disk.fail_after(0, 0, false);
      expect_whole(file, readings, count);
      Error none;
      EXPECT_EQ(acknowledged(file, readings, none), readings.size()) << "going on: " << none.message;
    }
  }
}

TEST(StoreFaults, WhatWasAcknowledgedSurvivesALossOfPower) {
  const std::vector<Reading> readings = some_readings(2);
  for (uint64_t fails_at = 1;; ++fails_at) {
    const Folder folder;
    Disk disk;
    disk.fail_after(fails_at, SQLITE_IOERR_WRITE, true);
    Error error;
    const size_t count = acknowledged(folder / "a.db", readings, error);
    if (!disk.has_failed()) break;
    disk.lose_power(static_cast<uint32_t>(fails_at));
    disk.fail_after(0, 0, false);
    expect_whole(folder / "a.db", readings, count);
  }
}

TEST(StoreFaults, AFileThatMayNotGrowIsAnErrorAndNoDeath) {
  const Folder folder;
  const std::vector<Reading> readings = some_readings(5);
  const auto former = std::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  const rlimit small{.rlim_cur = rlim_t{180} << 10, .rlim_max = limit.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  Error error;
  const size_t count = acknowledged(folder / "a.db", readings, error);
  setrlimit(RLIMIT_FSIZE, &limit);
  std::signal(SIGXFSZ, former);
  EXPECT_LT(count, readings.size());
  EXPECT_EQ(error.kind, ErrorKind::kResource);
  EXPECT_TRUE(error.message.contains("cannot be read or written (File too large)")) << error.message;
  expect_whole(folder / "a.db", readings, count);
}

TEST(StoreFaults, ASecondWriterIsRefusedAndReadersAreNot) {
  const Folder folder;
  fill(folder / "a.db", some_readings(1));
  const Result<Store> first = Store::open(folder / "a.db", StoreMode::kWrite);
  ASSERT_TRUE(first);
  EXPECT_TRUE(fault_of(folder / "a.db", StoreMode::kWrite).starts_with("another tocsin (process "));
  EXPECT_EQ(fault_of(folder / "a.db", StoreMode::kRead), "");
}

TEST(StoreFaults, TheLockGoesWithTheWriter) {
  const Folder folder;
  fill(folder / "a.db", some_readings(1));
  EXPECT_EQ(fault_of(folder / "a.db", StoreMode::kWrite), "");
  EXPECT_FALSE(std::filesystem::exists(folder / "a.db-lock"));
}

TEST(StoreFaults, WhatIsNoStoreIsLeftAsItIs) {
  const Folder folder;
  std::ofstream(folder / "text") << "This is a text that is much longer than the header of a database would be. "
                                 << std::string(200, 'x');
  run_sql(folder / "other", "CREATE TABLE their_own(a)");
  const std::string before = dump_of(folder / "other");
  for (const StoreMode mode : {StoreMode::kRead, StoreMode::kWrite}) {
    EXPECT_EQ(fault_of(folder / "text", mode), "is not a database; name another file with --db");
    EXPECT_EQ(fault_of(folder / "other", mode), "is a database of another program; name another file with --db");
    EXPECT_TRUE(fault_of(folder / "", mode).contains("is a folder"));
  }
  EXPECT_EQ(dump_of(folder / "other"), before);
  run_sql(folder / "other", "INSERT INTO their_own VALUES(1)");
}

TEST(StoreFaults, AFileThatIsNotThereIsMadeByWritingAlone) {
  const Folder folder;
  EXPECT_EQ(fault_of(folder / "a.db", StoreMode::kRead), "is not there; `tocsin code` makes it");
  EXPECT_EQ(fault_of(folder / "a.db", StoreMode::kChange), "is not there; `tocsin code` makes it");
  EXPECT_FALSE(std::filesystem::exists(folder / "a.db"));
  EXPECT_TRUE(fault_of(folder / "none/a.db", StoreMode::kWrite).contains("No such file or directory"));
}

TEST(StoreFaults, ANewerSchemaIsRefused) {
  const Folder folder;
  fill(folder / "a.db", some_readings(1));
  run_sql(folder / "a.db", "PRAGMA user_version=99");
  for (const StoreMode mode : {StoreMode::kRead, StoreMode::kWrite})
    EXPECT_TRUE(
        fault_of(folder / "a.db", mode).starts_with("was written by a newer tocsin (schema 99, this one knows "));
}

TEST(StoreFaults, AStoreFromBeforeAFieldGetsItsColumn) {
  const Folder folder;
  fill(folder / "a.db", some_readings(2));
  run_sql(folder / "a.db", "ALTER TABLE events DROP COLUMN assertion");
  EXPECT_EQ(fault_of(folder / "a.db", StoreMode::kWrite), "");
  Result<Store> store = Store::open(folder / "a.db", StoreMode::kRead);
  ASSERT_TRUE(store);
  int count = 0;
  ASSERT_TRUE(store->events({}, [&](const Found<EventRecord>& found) {
    EXPECT_EQ(found.record.assertion, "");
    EXPECT_EQ(found.record.type, "ASSAULT");
    return ++count > 0;
  }));
  EXPECT_EQ(count, 2);
}

TEST(StoreFaults, ADamagedPageIsFoundAndSaid) {
  const Folder folder;
  fill(folder / "a.db", some_readings(20));
  ASSERT_TRUE(faults_of(folder / "a.db").empty());
  const auto size = std::filesystem::file_size(folder / "a.db");
  for (uintmax_t page = 0; page < size / 4096; ++page) {
    const std::filesystem::path copy = folder / "copy.db";
    std::filesystem::copy_file(folder / "a.db", copy, std::filesystem::copy_options::overwrite_existing);
    std::fstream file(copy, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(page * 4096));
    file << std::string(4096, '\x5A');
    file.close();
    EXPECT_FALSE(faults_of(copy).empty()) << "page " << page << " of " << size / 4096;
  }
}

TEST(StoreFaults, ATextThatWasChangedIsFound) {
  const Folder folder;
  const std::vector<Reading> readings = some_readings(1);
  fill(folder / "a.db", readings);
  run_sql(folder / "a.db", "UPDATE texts SET text = replace(text, 'attacked', 'defended')");
  const std::vector<std::string> faults = faults_of(folder / "a.db");
  ASSERT_EQ(faults.size(), 2);
  EXPECT_TRUE(faults.front().starts_with("search: the index does not hold the words of the texts"));
  EXPECT_EQ(faults.back(), "document " + readings[0].document.id + ": its text is not the one that was stored");
}

TEST(StoreFaults, ABackupIsTheSameStoreAndIsNotWrittenOver) {
  const Folder folder;
  fill(folder / "a.db", some_readings(3));
  const auto progress = [](uint64_t, uint64_t) {};
  ASSERT_TRUE(backup_store(folder / "a.db", folder / "b.db", progress));
  EXPECT_EQ(dump_of(folder / "b.db"), dump_of(folder / "a.db"));
  const Result<void> again = backup_store(folder / "a.db", folder / "b.db", progress);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::kUsage);
  Disk disk;
  disk.fail_after(3, SQLITE_FULL, true);
  const Result<void> full = backup_store(folder / "a.db", folder / "c.db", progress);
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().kind, ErrorKind::kResource);
  EXPECT_FALSE(std::filesystem::exists(folder / "c.db"));
}

TEST(StoreFaults, WhatIsErasedIsNotInTheFileAnyMore) {
  const Folder folder;
  std::vector<Reading> readings = some_readings(3);
  readings[1].document.text += " Zebulon Quince lives here.";
  readings[1].document.title = "Zebulon Quince";
  readings[1].document.id = hash_of({readings[1].document.text});
  fill(folder / "a.db", readings);
  {
    Result<Store> store = Store::open(folder / "a.db", StoreMode::kChange);
    const Result<Erased> erased = erase_document(*store, readings[1].document.id);
    ASSERT_TRUE(erased) << erased.error().message;
    EXPECT_EQ(erased->documents, 1);
    EXPECT_EQ(erased->records, 8);
    EXPECT_EQ(erase_document(*store, "0123456789abcdef").error().kind, ErrorKind::kInput);
    EXPECT_TRUE(check_store(*store, 3)->empty());
  }
  for (const char* name : {"a.db", "a.db-wal"}) {
    std::ifstream file(folder / name, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    for (const char* word : {"Zebulon", "zebulon", "quinc", "bbbbbbbb"}) EXPECT_FALSE(bytes.contains(word)) << word;
  }
  const std::string erased_dump = dump_of(folder / "a.db");
  fill(folder / "a.db", readings);
  EXPECT_EQ(dump_of(folder / "a.db"), erased_dump) << "it does not come back when it is read again";
}

}  // namespace
}  // namespace tocsin
