// Changes to what is stored already, each inside the writer's batch; for src/store alone.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/reading_changes.h"
#include "store/sqlite.h"
#include "store/writer.h"

namespace tocsin::store {

/// Takes away text, search entry and records of a document, what it says of other documents' entries and what recoding
/// kept of it, and leaves its row.
[[nodiscard]] Result<void> forget_all(const sqlite::Connection& connection, int64_t doc);
/// Takes away its text with the search entry, and what recoding kept of it.
[[nodiscard]] Result<void> forget_text(const sqlite::Connection& connection, int64_t doc);
/// Takes away its records alone.
[[nodiscard]] Result<void> forget_records(const sqlite::Connection& connection, int64_t doc);

/// Writes search index and file anew, so that nothing of what was deleted is left in them.
[[nodiscard]] Result<void> rewrite_file(const sqlite::Connection& connection);

/// The row of the document with this id. Fails (kInput) where there is none.
[[nodiscard]] Result<int64_t> document_row(const sqlite::Connection& connection, std::string_view id);

/// Keeps what recoding took away or changed (recode.h).
[[nodiscard]] Result<void> keep_changes(const sqlite::Connection& connection, int64_t doc, const std::string& coding,
                                        const std::vector<RecordChange>& changes);
/// Writes down who read the document, and what its text's sentences and predicates are now.
[[nodiscard]] Result<void> name_coding(const sqlite::Connection& connection, const Recoded& recoded);
/// The moves of a document's entries that somebody told, not those that derive_across() works out.
[[nodiscard]] Result<std::vector<LedgerMove>> told_moves(const sqlite::Connection& connection, int64_t doc);

/// StoreWriter::withdraw and StoreWriter::move.
[[nodiscard]] Result<void> withdraw_document(const sqlite::Connection& connection, std::string_view id,
                                             std::string_view reason);
[[nodiscard]] Result<void> move_entry(const sqlite::Connection& connection, const LedgerMove& move);

}  // namespace tocsin::store
