// Copies a store with SQLite's online backup.
#include <sqlite3.h>

#include <filesystem>
#include <memory>

#include "store/parts.h"
#include "store/upkeep.h"

namespace tocsin {
namespace {

constexpr int kPagesAtATime = 1024;

Result<void> copy_pages(sqlite3* from, sqlite3* to, const std::function<void(uint64_t, uint64_t)>& progress) {
  const std::unique_ptr<sqlite3_backup, int (*)(sqlite3_backup*)> backup(sqlite3_backup_init(to, "main", from, "main"),
                                                                         &sqlite3_backup_finish);
  if (!backup) return std::unexpected(sqlite::error_of(to, sqlite3_extended_errcode(to)));
  for (;;) {
    const int code = sqlite3_backup_step(backup.get(), kPagesAtATime);
    const auto total = static_cast<uint64_t>(sqlite3_backup_pagecount(backup.get()));
    progress(total - static_cast<uint64_t>(sqlite3_backup_remaining(backup.get())), total);
    if (code == SQLITE_DONE) return {};
    // Somebody writes: the copy starts again by itself with the next step.
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) sqlite3_sleep(50);
    if (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED)
      return std::unexpected(sqlite::error_of(to, code));
  }
}

Result<void> write_copy(Store& store, const std::filesystem::path& part,
                        const std::function<void(uint64_t, uint64_t)>& progress) {
  TRY(const sqlite::Connection copy, sqlite::Connection::open(part, sqlite::Access::kCreate));
  TRY_VOID(copy.execute("PRAGMA synchronous=FULL"));
  TRY_VOID(copy_pages(store.parts().connection.handle(), copy.handle(), progress));
  // One file: a copy that needs a -wal beside it is easily carried away without it.
  return copy.execute("PRAGMA journal_mode=DELETE");
}

}  // namespace

Result<void> backup_store(const std::filesystem::path& source, const std::filesystem::path& target,
                          const std::function<void(uint64_t, uint64_t)>& progress) {
  std::error_code error;
  if (std::filesystem::exists(target, error))
    return fail(ErrorKind::kUsage, target.string() + ": is there already; name a new file");
  TRY(Store store, Store::open(source, StoreMode::kRead));
  std::filesystem::path part = target;
  part += ".part";
  std::filesystem::remove(part, error);
  Result<void> written = write_copy(store, part, progress);
  if (written) std::filesystem::rename(part, target, error);
  if (written && !error) return {};
  if (written) written = fail(ErrorKind::kResource, "cannot be written: " + error.message());
  std::filesystem::remove(part, error);
  return std::unexpected(std::move(written).error().in(target.string()));
}

}  // namespace tocsin
