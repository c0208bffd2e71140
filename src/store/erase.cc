// Takes a document out of a store so that nothing of it is left in the file.
#include <string>
#include <vector>

#include "store/changes.h"
#include "store/parts.h"
#include "store/person_mask.h"
#include "store/rows.h"
#include "store/upkeep.h"
#include "store/writer.h"

namespace tocsin {
namespace {

Result<uint64_t> count_records(const sqlite::Connection& connection, const std::string& doc) {
  uint64_t count = 0;
  for (const char* table : {"entities", "statements", "events", "ledger", "times", "places", "notes"}) {
    TRY(const int64_t rows, connection.integer(std::string("SELECT count(*) FROM ") + table + " WHERE doc = " + doc));
    count += static_cast<uint64_t>(rows);
  }
  return count;
}

/// Every column but the id becomes what it is in a row of nothing.
Result<void> empty_row(const sqlite::Connection& connection, const std::string& doc) {
  TRY(sqlite::Statement columns,
      connection.prepare(
          "SELECT name FROM pragma_table_info('documents') WHERE \"notnull\" = 0 AND name NOT IN ('doc', 'id')"));
  std::string sql = "UPDATE documents SET status = 'erased', version = 1, text_bytes = 0";
  for (;;) {
    TRY(const bool found, columns.step());
    if (!found) break;
    sql += ", \"" + std::string(columns.text(0)) + "\" = NULL";
  }
  columns.reset();
  return connection.execute(sql + " WHERE doc = " + doc);
}

/// The first column of all that the statement finds.
Result<std::vector<int64_t>> rows_of(sqlite::Statement& row) {
  std::vector<int64_t> docs;
  for (;;) {
    TRY(const bool found, row.step());
    if (!found) return docs;
    docs.push_back(row.integer(0));
  }
}

/// The document and those that are its copies, in rows.
Result<std::vector<int64_t>> with_copies(const sqlite::Connection& connection, int64_t doc) {
  TRY(sqlite::Statement row, connection.prepare("SELECT doc FROM documents WHERE doc = ?1 OR duplicate_of = ?1"));
  row.bind(1, doc);
  return rows_of(row);
}

Result<Erased> erase(const sqlite::Connection& connection, std::string_view id) {
  TRY(const int64_t doc, store::document_row(connection, id));
  TRY(const std::vector<int64_t> docs, with_copies(connection, doc));
  Erased erased;
  for (const int64_t each : docs) {
    const std::string number = std::to_string(each);
    TRY(const uint64_t records, count_records(connection, number));
    erased.records += records;
    TRY_VOID(store::forget_all(connection, each));
    TRY_VOID(empty_row(connection, number));
    // The version before it does not come to life again, and the one after it stands for itself.
    TRY_VOID(connection.execute("UPDATE documents SET supersedes = NULL WHERE supersedes = '" + std::string(id) + "'"));
    ++erased.documents;
  }
  return erased;
}

}  // namespace

// The index is made anew because a term that was deleted stays in its old pages until they are merged. VACUUM writes
// the file anew because pages freed long ago still hold what stood in them; the checkpoint empties the -wal.
Result<void> store::rewrite_file(const sqlite::Connection& connection) {
  TRY_VOID(connection.execute("INSERT INTO search(search) VALUES('rebuild')"));
  TRY_VOID(connection.execute("VACUUM"));
  return connection.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

Result<Erased> erase_document(Store& store, std::string_view id) {
  const sqlite::Connection& connection = store.parts().connection;
  const auto run = [&]() -> Result<Erased> {
    TRY_VOID(connection.execute("PRAGMA secure_delete=ON; BEGIN IMMEDIATE"));
    Result<Erased> erased = erase(connection, id);
    TRY_VOID(connection.execute(erased ? "COMMIT" : "ROLLBACK"));
    if (erased) TRY_VOID(store::rewrite_file(connection));
    return erased;
  };
  Result<Erased> erased = run();
  if (!erased) return store.parts().named(erased.error());
  return erased;
}

namespace {

/// Rows of the documents in which a person of that name is an entity, or the name stands in the text.
Result<std::vector<int64_t>> documents_naming(const sqlite::Connection& connection, std::string_view name) {
  std::string phrase = "\"";
  for (const char c : name) phrase += c == '"' ? ' ' : c;
  phrase += '"';
  TRY(sqlite::Statement row,
      connection.prepare(
          "SELECT doc FROM entities WHERE kind = 'person' AND name = ?1 COLLATE NOCASE UNION SELECT rowid "
          "FROM search WHERE search MATCH ?2 ORDER BY 1"));
  row.bind_text(1, name);
  row.bind_text(2, phrase);
  return rows_of(row);
}

/// Where the document says that an entry of another one moves.
Result<void> mask_moves(const sqlite::Connection& connection, int64_t doc, const store::PersonMask& mask) {
  TRY(sqlite::Statement row,
      connection.prepare("SELECT doc, n, move, evidence FROM ledger_history WHERE told_by = ? ORDER BY 1, 2, 3"));
  TRY(sqlite::Statement set,
      connection.prepare("UPDATE ledger_history SET evidence = ? WHERE doc = ? AND n = ? AND move = ?"));
  row.bind(1, doc);
  for (;;) {
    TRY(const bool found, row.step());
    if (!found) return {};
    Span evidence;
    store::RowReader(row, {{}, false}).value(3, evidence);
    mask.cover(evidence.text);
    store::RowBinder(set, {{}, false}).value(1, evidence);
    for (int i = 0; i < 3; ++i) set.bind(i + 2, row.integer(i));
    TRY_VOID(set.run());
  }
}

Result<void> erase_person_in(Store& store, StoreWriter& writer, int64_t doc, std::string_view name, Erased& erased) {
  const sqlite::Connection& connection = store.parts().connection;
  TRY(sqlite::Statement row, connection.prepare(store::select_documents() + " WHERE d.doc = ?"));
  row.bind(1, doc);
  TRY(const bool found, row.step());
  if (!found) return {};
  TRY(const StoredDocument document, store::read_document(row));
  row.reset();
  TRY(const Reading reading, store::load_reading(connection, document));
  const store::PersonMask mask(reading, name);
  TRY_VOID(mask_moves(connection, doc, mask));
  const Reading masked = store::without_person(reading, name);
  erased.records += changes_between(reading, masked).size();
  TRY_VOID(writer.redact(document, masked, !reading.document.text.empty()));
  ++erased.documents;
  return {};
}

}  // namespace

Result<Erased> erase_person(Store& store, std::string_view name) {
  const sqlite::Connection& connection = store.parts().connection;
  const auto run = [&]() -> Result<Erased> {
    TRY_VOID(connection.execute("PRAGMA secure_delete=ON; BEGIN IMMEDIATE"));
    TRY(const std::vector<int64_t> docs, documents_naming(connection, name));
    TRY(StoreWriter writer, store.writer());
    Erased erased;
    for (const int64_t doc : docs) TRY_VOID(erase_person_in(store, writer, doc, name, erased));
    TRY_VOID(writer.commit());
    TRY_VOID(store::rewrite_file(connection));
    return erased;
  };
  Result<Erased> erased = run();
  if (erased) return erased;
  if (connection.in_transaction()) (void)connection.execute("ROLLBACK");
  return store.parts().named(erased.error());
}

}  // namespace tocsin
