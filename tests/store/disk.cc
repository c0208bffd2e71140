// The file layer of SQLite's C interface, with each write and sync asked for at Disk first.
#include "disk.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace tocsin {
namespace {

constexpr const char* kName = "failing disk";

Disk* disk = nullptr;  // SQLite hands no context to a file's methods

/// What SQLite allocates for each open file: ours, then the real one's.
struct OpenFile {
  sqlite3_file base;
  std::string* name;
  sqlite3_file* real;
};

OpenFile* of(sqlite3_file* file) { return reinterpret_cast<OpenFile*>(file); }
sqlite3_file* real_of(sqlite3_file* file) { return of(file)->real; }
sqlite3_vfs* real_vfs(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

int close_file(sqlite3_file* file) {
  const int code = real_of(file)->pMethods->xClose(real_of(file));
  delete of(file)->name;
  return code;
}
int read_file(sqlite3_file* file, void* into, int size, sqlite3_int64 offset) {
  return real_of(file)->pMethods->xRead(real_of(file), into, size, offset);
}
int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  if (const int code = disk->next_operation(); code != SQLITE_OK) return code;
  const int code = real_of(file)->pMethods->xWrite(real_of(file), bytes, size, offset);
  if (code == SQLITE_OK) disk->written(*of(file)->name, offset, bytes, size);
  return code;
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  if (const int code = disk->next_operation(); code != SQLITE_OK) return code;
  const int code = real_of(file)->pMethods->xTruncate(real_of(file), size);
  if (code == SQLITE_OK) disk->truncated(*of(file)->name, size);
  return code;
}
int sync_file(sqlite3_file* file, int flags) {
  if (const int code = disk->next_operation(); code != SQLITE_OK)
    return code == SQLITE_FULL ? SQLITE_IOERR_FSYNC : code;
  const int code = real_of(file)->pMethods->xSync(real_of(file), flags);
  if (code == SQLITE_OK) disk->synced(*of(file)->name);
  return code;
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return real_of(file)->pMethods->xFileSize(real_of(file), size);
}
int lock_file(sqlite3_file* file, int lock) { return real_of(file)->pMethods->xLock(real_of(file), lock); }
int unlock_file(sqlite3_file* file, int lock) { return real_of(file)->pMethods->xUnlock(real_of(file), lock); }
int check_lock(sqlite3_file* file, int* out) { return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out); }
int control_file(sqlite3_file* file, int what, void* arg) {
  return real_of(file)->pMethods->xFileControl(real_of(file), what, arg);
}
int sector_size(sqlite3_file* file) { return real_of(file)->pMethods->xSectorSize(real_of(file)); }
// Nothing of what the real disk promises may be counted on.
int characteristics(sqlite3_file*) { return 0; }
int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
  return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, out);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
  return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}
void shared_barrier(sqlite3_file* file) { real_of(file)->pMethods->xShmBarrier(real_of(file)); }
int unmap_shared(sqlite3_file* file, int remove) { return real_of(file)->pMethods->xShmUnmap(real_of(file), remove); }

const sqlite3_io_methods kMethods = {
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = file_size,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = check_lock,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = map_shared,
    .xShmLock = lock_shared,
    .xShmBarrier = shared_barrier,
    .xShmUnmap = unmap_shared,
};

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  OpenFile* opened = of(file);
  opened->base.pMethods = nullptr;
  opened->real = reinterpret_cast<sqlite3_file*>(opened + 1);
  const int code = real_vfs(vfs)->xOpen(real_vfs(vfs), name, opened->real, flags, out_flags);
  if (code != SQLITE_OK) return code;
  opened->name = new std::string(name != nullptr ? name : "");
  opened->base.pMethods = &kMethods;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* name, int sync) {
  if (const int code = disk->next_operation(); code != SQLITE_OK) return SQLITE_IOERR_DELETE;
  disk->removed(name);
  return real_vfs(vfs)->xDelete(real_vfs(vfs), name, sync);
}

std::string bytes_of(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

Disk::Disk() {
  sqlite3_vfs* real = sqlite3_vfs_find(nullptr);
  vfs_ = *real;
  vfs_.pNext = nullptr;
  vfs_.zName = kName;
  vfs_.pAppData = real;
  vfs_.szOsFile = static_cast<int>(sizeof(OpenFile)) + real->szOsFile;
  vfs_.xOpen = open_file;
  vfs_.xDelete = delete_file;
  disk = this;
  sqlite3_vfs_register(&vfs_, 1);
}

Disk::~Disk() {
  sqlite3_vfs_unregister(&vfs_);
  sqlite3_vfs_register(static_cast<sqlite3_vfs*>(vfs_.pAppData), 1);
  disk = nullptr;
}

void Disk::fail_after(uint64_t count, int code, bool for_good) {
  operations_ = 0;
  fails_at_ = count;
  code_ = code;
  for_good_ = for_good;
  has_failed_ = false;
}

int Disk::next_operation() {
  ++operations_;
  const bool fails = fails_at_ != 0 && (operations_ == fails_at_ || (for_good_ && operations_ > fails_at_));
  has_failed_ = has_failed_ || fails;
  return fails ? code_ : SQLITE_OK;
}

void Disk::written(const std::string& name, int64_t offset, const void* bytes, int size) {
  files_[name].pending.push_back({offset, std::string(static_cast<const char*>(bytes), static_cast<size_t>(size))});
}

void Disk::truncated(const std::string& name, int64_t size) { files_[name].pending.push_back({size, {}, true}); }

void Disk::synced(const std::string& name) { files_[name] = {bytes_of(name), {}}; }

void Disk::lose_power(uint32_t seed) {
  std::mt19937 random(seed);
  for (const auto& [name, file] : files_) {
    std::string held = file.durable;
    for (const Write& write : file.pending) {
      if (random() % 2 == 0) continue;
      const auto offset = static_cast<size_t>(write.offset);
      const size_t end = write.is_cut ? offset : std::max(held.size(), offset + write.bytes.size());
      held.resize(end);
      std::ranges::copy(write.bytes, held.begin() + static_cast<std::ptrdiff_t>(offset));
    }
    std::ofstream(name, std::ios::binary | std::ios::trunc) << held;
    std::filesystem::remove(name + "-shm");
  }
}

}  // namespace tocsin
