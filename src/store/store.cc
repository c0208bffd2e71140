// Opens a store and answers what is in it by id.
#include "store/store.h"

#include <array>

#include "store/parts.h"
#include "store/rows.h"
#include "store/schema.h"

namespace tocsin {
namespace {

constexpr std::array<std::string_view, 5> kStatuses = {"stored", "duplicate", "quarantined", "withdrawn", "erased"};

// WAL: readers go on while one writes, and a batch is one fsync. FULL: that fsync is made before a batch counts as
// written. The default for WAL would lose the last batches with the power.
constexpr const char* kWriteSettings =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; "
    "PRAGMA cache_size=-32768;";
constexpr const char* kReadSettings = "PRAGMA query_only=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384;";

Result<void> set_up(const sqlite::Connection& connection, StoreMode mode) {
  if (mode == StoreMode::kRead) {
    TRY_VOID(connection.execute(kReadSettings));
    return store::check_schema(connection);
  }
  if (connection.is_read_only())
    return fail(ErrorKind::kResource, "is read-only; name a file that can be written with --db");
  TRY_VOID(connection.execute(kWriteSettings));
  return store::prepare_for_writing(connection);
}

Result<std::unique_ptr<Store::Parts>> open_parts(const std::filesystem::path& file, StoreMode mode) {
  std::error_code error;
  if (std::filesystem::is_directory(file, error))
    return fail(ErrorKind::kResource, "is a folder; name a file with --db");
  auto parts = std::make_unique<Store::Parts>();
  parts->file = file;
  if (mode != StoreMode::kWrite && !std::filesystem::exists(file, error))
    return fail(ErrorKind::kResource, "is not there; `tocsin code` makes it");
  if (mode != StoreMode::kRead) {
    TRY(store::WriterLock lock, store::WriterLock::take(file));
    parts->lock.emplace(std::move(lock));
  }
  const auto access = mode == StoreMode::kRead ? sqlite::Access::kRead : sqlite::Access::kCreate;
  TRY(parts->connection, sqlite::Connection::open(file, access));
  TRY_VOID(set_up(parts->connection, mode));
  TRY(parts->by_id, parts->connection.prepare("SELECT 1 FROM documents WHERE id = ?"));
  TRY(parts->by_content, parts->connection.prepare("SELECT published, id FROM documents WHERE content = ? AND "
                                                   "status IN ('stored', 'withdrawn')"));
  return parts;
}

}  // namespace

std::string_view name_of(DocumentStatus status) { return kStatuses[static_cast<size_t>(status)]; }

Store::Store(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Store::Store(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::filesystem::path& file, StoreMode mode) {
  Result<std::unique_ptr<Parts>> parts = open_parts(file, mode);
  if (!parts) return std::unexpected(std::move(parts).error().in(file.string()));
  return Store(std::move(*parts));
}

Result<Seen> Store::look(std::string_view id, std::string_view text, std::string_view published) {
  parts_->by_id.reset();
  parts_->by_id.bind_text(1, id);
  const Result<bool> known = parts_->by_id.step();
  parts_->by_id.reset();
  if (!known) return parts_->named(known.error());
  if (*known) return Seen::kKnown;
  parts_->by_content.bind(1, store::content_hash(text));
  const Result<bool> same_text = parts_->by_content.step();
  const bool is_duplicate =
      same_text && *same_text &&
      store::goes_before({parts_->by_content.text(0), parts_->by_content.text(1)}, {published, id});
  parts_->by_content.reset();
  if (!same_text) return parts_->named(same_text.error());
  return is_duplicate ? Seen::kDuplicate : Seen::kNew;
}

Result<std::optional<StoredDocument>> Store::document(std::string_view id) {
  const auto read = [&]() -> Result<std::optional<StoredDocument>> {
    TRY(sqlite::Statement row, parts_->connection.prepare(store::select_documents() + " WHERE d.id = ?"));
    row.bind_text(1, id);
    TRY(const bool found, row.step());
    if (!found) return std::nullopt;
    return store::read_document(row);
  };
  Result<std::optional<StoredDocument>> document = read();
  if (!document) return parts_->named(document.error());
  return document;
}

Result<std::optional<Reading>> Store::reading(std::string_view id) {
  TRY(const std::optional<StoredDocument> found, document(id));
  if (!found) return std::nullopt;
  Result<Reading> reading = store::load_reading(parts_->connection, *found);
  if (!reading) return parts_->named(reading.error());
  return std::move(*reading);
}

Result<StoreCounts> Store::counts() {
  StoreCounts counts;
  const auto count = [&]() -> Result<void> {
    const sqlite::Connection& connection = parts_->connection;
    TRY(sqlite::Statement row, connection.prepare("SELECT status, count(*), sum(text_bytes), "
                                                  "count(superseded_by) FROM documents GROUP BY status"));
    const std::array<uint64_t*, 5> of_status = {&counts.stored, &counts.duplicate, &counts.quarantined,
                                                &counts.withdrawn, &counts.erased};
    for (;;) {
      TRY(const bool found, row.step());
      if (!found) break;
      const std::optional<DocumentStatus> status = store::status_named(row.text(0));
      if (!status) return fail(ErrorKind::kResource, "holds documents of a kind that is not known");
      *of_status[static_cast<size_t>(*status)] = static_cast<uint64_t>(row.integer(1));
      counts.documents += static_cast<uint64_t>(row.integer(1));
      if (*status == DocumentStatus::kStored) counts.text_bytes += static_cast<uint64_t>(row.integer(2));
      counts.superseded += static_cast<uint64_t>(row.integer(3));
    }
    const std::array<std::pair<const char*, uint64_t*>, 6> tables = {{{"entities", &counts.entities},
                                                                      {"statements", &counts.statements},
                                                                      {"events", &counts.events},
                                                                      {"ledger", &counts.ledger},
                                                                      {"times", &counts.times},
                                                                      {"places", &counts.places}}};
    for (const auto& [table, into] : tables) {
      TRY(const int64_t rows, connection.integer(std::string("SELECT count(*) FROM ") + table));
      *into = static_cast<uint64_t>(rows);
    }
    return {};
  };
  if (Result<void> done = count(); !done) return parts_->named(done.error());
  return counts;
}

namespace {

Result<std::optional<Store::Place>> find_record(const sqlite::Connection& connection, int64_t key) {
  constexpr std::array<std::pair<const char*, char>, 3> kTables = {
      {{"statements", 'S'}, {"events", 'E'}, {"ledger", 'L'}}};
  for (const auto& [table, letter] : kTables) {
    TRY(sqlite::Statement row, connection.prepare(std::string("SELECT d.id, r.n FROM ") + table +
                                                  " r JOIN documents d ON d.doc = r.doc WHERE r.key = ?"));
    row.bind(1, key);
    TRY(const bool found, row.step());
    if (found) return Store::Place{std::string(row.text(0)), letter + std::to_string(row.integer(1))};
  }
  return std::nullopt;
}

}  // namespace

Result<std::optional<Store::Place>> Store::find(std::string_view record_id) {
  const std::optional<int64_t> key = store::key_of(record_id);
  if (!key) return std::nullopt;
  Result<std::optional<Place>> place = find_record(parts_->connection, *key);
  if (!place) return parts_->named(place.error());
  return place;
}

std::optional<DocumentStatus> store::status_named(std::string_view name) {
  for (size_t i = 0; i < kStatuses.size(); ++i)
    if (kStatuses[i] == name) return static_cast<DocumentStatus>(i);
  return std::nullopt;
}

}  // namespace tocsin
