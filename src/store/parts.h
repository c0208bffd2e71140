// What stands behind Store and its writer; for src/store alone.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "store/lock.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace tocsin {

struct Store::Parts {
  std::filesystem::path file;
  std::optional<store::WriterLock> lock;  ///< goes after the connection
  sqlite::Connection connection;
  sqlite::Statement by_id, by_content;  ///< of look()

  /// The same error, with the file put in front.
  [[nodiscard]] std::unexpected<Error> named(Error error) const {
    return std::unexpected(std::move(error).in(file.string()));
  }
};

namespace store {

/// What goes into one content hash, and into the hash of a source key.
[[nodiscard]] int64_t content_hash(std::string_view text);
[[nodiscard]] int64_t source_key_hash(std::string_view key);

/// 16 hex digits as SQLite's signed number, and back.
[[nodiscard]] std::optional<int64_t> key_of(std::string_view id);
[[nodiscard]] std::string id_of(int64_t key);

/// Whether of two documents with the same text the first is the one that is stored.
struct Claim {
  std::string_view published;
  std::string_view id;
};
[[nodiscard]] bool goes_before(const Claim& one, const Claim& other);

[[nodiscard]] std::optional<DocumentStatus> status_named(std::string_view name);

/// Rows of the table of documents, joined with the ids that they point at: `SELECT` … `FROM documents d` …
[[nodiscard]] std::string select_documents();
[[nodiscard]] Result<StoredDocument> read_document(const sqlite::Statement& row);

/// Everything that was read out of the document, with `document` as its record.
[[nodiscard]] Result<Reading> load_reading(const sqlite::Connection& connection, const StoredDocument& document);

}  // namespace store
}  // namespace tocsin
