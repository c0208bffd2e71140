// Puts a document's rows together again.
#include "store/parts.h"
#include "store/rows.h"

namespace tocsin::store {
namespace {

constexpr int kOwnColumns = 9;  // those of select_documents() before the fields

Error damaged(const StoredDocument& document, std::string_view table) {
  return {ErrorKind::kResource, "document " + document.record.id + ": its rows in " + std::string(table) +
                                    " are damaged; a copy made by `tocsin backup` takes the file's place"};
}

template <typename Record>
std::string select_records(std::string_view table) {
  std::string sql = "SELECT n";
  for (const Column& column : columns_of<Record>()) sql += ", " + column.name;
  return sql + " FROM " + std::string(table) + " WHERE doc = ? ORDER BY n";
}

template <typename Record>
void set_id(Record& record, char letter, int64_t n) {
  if constexpr (requires { record.id; }) record.id = letter + std::to_string(n);
}

template <typename Record>
Result<void> load(const sqlite::Connection& connection, const StoredDocument& document, KeptText kept,
                  const char* table, char letter, std::vector<Record>& records) {
  static const std::string sql = select_records<Record>(table);
  TRY(sqlite::Statement row, connection.prepare(sql));
  row.bind(1, document.row);
  for (;;) {
    TRY(const bool found, row.step());
    if (!found) return {};
    Record& record = records.emplace_back();
    set_id(record, letter, row.integer(0));
    RowReader reader(row, kept);
    reader.record(1, record);
    if (!reader.is_sound()) return std::unexpected(damaged(document, table));
  }
}

/// The text, and what stands beside it. Gives the quotes kept instead; nothing where the text was kept.
Result<std::optional<std::string>> load_text(const sqlite::Connection& connection, const StoredDocument& document,
                                             Reading& reading) {
  TRY(sqlite::Statement row, connection.prepare("SELECT kept, text, sentences, predicates FROM texts WHERE doc = ?"));
  row.bind(1, document.row);
  TRY(const bool found, row.step());
  std::optional<std::string> quotes;
  if (!found) return quotes;
  if (row.text(0) == "whole")
    reading.document.text = row.text(1);
  else
    quotes = row.text(1);
  RowReader reader(row, {reading.document.text, !quotes, nullptr, quotes ? *quotes : std::string_view()});
  reader.value(2, reading.sentences);
  reader.value(3, reading.predicates);
  if (!reader.is_sound()) return std::unexpected(damaged(document, "texts"));
  return quotes;
}

}  // namespace

std::string select_documents() {
  std::string sql =
      "SELECT d.doc, d.status, d.version, d.byte_offset, d.reason, d.text_bytes, "
      "(SELECT id FROM documents WHERE doc = d.superseded_by), (SELECT id FROM documents WHERE doc = d.duplicate_of), "
      "d.id";
  for (const Column& column : columns_of<DocumentRecord>()) sql += ", d." + column.name;
  return sql + " FROM documents d";
}

Result<StoredDocument> read_document(const sqlite::Statement& row) {
  StoredDocument document;
  document.row = row.integer(0);
  document.record.id = row.text(8);
  const std::optional<DocumentStatus> status = status_named(row.text(1));
  if (!status) return std::unexpected(damaged(document, "documents"));
  document.status = *status;
  document.version = row.integer(2);
  if (!row.is_null(3)) document.byte_offset = static_cast<uint64_t>(row.integer(3));
  document.reason = row.text(4);
  document.text_bytes = static_cast<uint64_t>(row.integer(5));
  document.superseded_by = row.text(6);
  document.duplicate_of = row.text(7);
  RowReader(row, {}).record(kOwnColumns, document.record);
  return document;
}

Result<Reading> load_reading(const sqlite::Connection& connection, const StoredDocument& document) {
  Reading reading;
  reading.document = document.record;
  TRY(const std::optional<std::string> quotes, load_text(connection, document, reading));
  const std::string text = reading.document.text;
  const KeptText kept{text, !quotes, nullptr, quotes ? *quotes : std::string_view()};
  TRY_VOID(load(connection, document, kept, "entities", 'N', reading.entities));
  TRY_VOID(load(connection, document, kept, "statements", 'S', reading.statements));
  TRY_VOID(load(connection, document, kept, "events", 'E', reading.events));
  TRY_VOID(load(connection, document, kept, "ledger", 'L', reading.ledger));
  TRY_VOID(load(connection, document, kept, "times", 'T', reading.times));
  TRY_VOID(load(connection, document, kept, "places", 'P', reading.places));
  TRY_VOID(load(connection, document, kept, "notes", '-', reading.notes));
  return reading;
}

}  // namespace tocsin::store
