// Withdrawing documents, moving entries of the ledger, and taking records away.
#include "store/changes.h"

#include <array>
#include <optional>

#include "store/parts.h"
#include "store/rows.h"

namespace tocsin::store {
namespace {

struct EntryRow {
  int64_t doc = 0;
  int64_t n = 0;
};

Result<EntryRow> entry_row(const sqlite::Connection& connection, std::string_view id) {
  const std::optional<int64_t> key = key_of(id);
  TRY(sqlite::Statement row, connection.prepare("SELECT doc, n FROM ledger WHERE key = ?"));
  row.bind(1, key.value_or(0));
  TRY(const bool found, row.step());
  if (!key || !found) return fail(ErrorKind::kInput, "no entry of the ledger has the id \"" + std::string(id) + "\"");
  return EntryRow{row.integer(0), row.integer(1)};
}

}  // namespace

Result<int64_t> document_row(const sqlite::Connection& connection, std::string_view id) {
  TRY(sqlite::Statement row, connection.prepare("SELECT doc FROM documents WHERE id = ?"));
  row.bind_text(1, id);
  TRY(const bool found, row.step());
  if (!found)
    return fail(ErrorKind::kInput, "no document has the id \"" + std::string(id) + "\"; `tocsin documents` lists them");
  return row.integer(0);
}

Result<void> forget_records(const sqlite::Connection& connection, int64_t doc) {
  const std::string number = std::to_string(doc);
  // What was merged from it falls apart until derive_across() puts the rest together again.
  TRY_VOID(connection.execute(
      "DELETE FROM events_merged WHERE id IN (SELECT merged FROM tellings WHERE doc = " + number + ")"));
  for (const char* table : {"ledger_history", "entities", "statements", "events", "ledger", "times", "places", "notes"})
    TRY_VOID(connection.execute(std::string("DELETE FROM ") + table + " WHERE doc = " + number));
  return {};
}

Result<void> forget_text(const sqlite::Connection& connection, int64_t doc) {
  const std::string number = std::to_string(doc);
  // The index keeps no text of its own: it has to be told what it held.
  TRY_VOID(connection.execute(
      "INSERT INTO search(search, rowid, text) SELECT 'delete', doc, text FROM texts WHERE doc = " + number));
  TRY_VOID(connection.execute("DELETE FROM records_before WHERE doc = " + number));
  return connection.execute("DELETE FROM texts WHERE doc = " + number);
}

Result<void> forget_all(const sqlite::Connection& connection, int64_t doc) {
  const std::string number = std::to_string(doc);
  TRY_VOID(forget_text(connection, doc));
  TRY_VOID(forget_records(connection, doc));
  TRY_VOID(connection.execute("DELETE FROM fingerprints WHERE doc = " + number));
  return connection.execute("DELETE FROM ledger_history WHERE told_by = " + number);
}

Result<void> withdraw_document(const sqlite::Connection& connection, std::string_view id, std::string_view reason) {
  TRY_VOID(document_row(connection, id));
  TRY(sqlite::Statement change,
      connection.prepare("UPDATE documents SET status = 'withdrawn', reason = ? WHERE id = ? AND status = 'stored'"));
  change.bind_text(1, reason);
  change.bind_text(2, id);
  TRY_VOID(change.run());
  if (connection.change_count() == 1) return {};
  return fail(ErrorKind::kInput,
              "document " + std::string(id) + " is no stored document: a duplicate, withdrawn or quarantined already");
}

Result<void> move_entry(const sqlite::Connection& connection, const LedgerMove& move) {
  TRY(const EntryRow entry, entry_row(connection, move.entry));
  TRY(const int64_t told_by, document_row(connection, move.document));
  TRY(sqlite::Statement there,
      connection.prepare("SELECT 1 FROM ledger_history WHERE doc = ? AND n = ? AND status = ? AND told_by = ?"));
  there.bind(1, entry.doc);
  there.bind(2, entry.n);
  there.bind_text(3, move.status);
  there.bind(4, told_by);
  TRY(const bool found, there.step());
  there.reset();
  if (found) return {};
  TRY(sqlite::Statement insert,
      connection.prepare("INSERT INTO ledger_history(doc, n, move, day, status, told_by, evidence, why) VALUES(?1, ?2, "
                         "(SELECT coalesce(max(move), 0) + 1 FROM ledger_history WHERE doc = ?1 AND n = ?2), ?3, ?4, "
                         "?5, ?6, ?7)"));
  // The quote stands in the row itself: the text of the document that tells it may not be kept.
  RowBinder binder(insert, {{}, false});
  insert.bind(1, entry.doc);
  insert.bind(2, entry.n);
  binder.value(3, move.day);
  insert.bind_text(4, move.status);
  insert.bind(5, told_by);
  binder.value(6, move.evidence);
  binder.value(7, move.why);
  return insert.run();
}

}  // namespace tocsin::store
