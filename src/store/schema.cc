// Tables are made from the field description; what a query needs beside the fields stands here.
#include "store/schema.h"

#include <algorithm>
#include <array>
#include <set>

#include "store/rows.h"

namespace tocsin::store {
namespace {

// A table of records: `keys` are the columns that a query needs beside the fields.
template <typename Record>
std::string record_table(const std::string& name, const std::string& keys) {
  std::string sql = "CREATE TABLE " + name +
                    "(doc INTEGER NOT NULL REFERENCES documents(doc) ON DELETE CASCADE, n INTEGER NOT NULL" + keys;
  for (const Column& column : columns_of<Record>()) sql += ", " + column.name + " " + std::string(column.type);
  return sql + ", PRIMARY KEY(doc, n)) WITHOUT ROWID;\n";
}

// `byte_offset` and `reason` belong to what is quarantined. `content` is the hash of the text, `source_key` that of
// what names the document at its source: another text under the same key is a new version.
std::string documents_table() {
  std::string sql =
      "CREATE TABLE documents(doc INTEGER PRIMARY KEY, status TEXT NOT NULL, content INTEGER, source_key INTEGER, "
      "version INTEGER NOT NULL DEFAULT 1, superseded_by INTEGER REFERENCES documents(doc) ON DELETE SET NULL, "
      "duplicate_of INTEGER REFERENCES documents(doc) ON DELETE SET NULL, byte_offset INTEGER, reason TEXT, "
      "text_bytes INTEGER NOT NULL DEFAULT 0";
  for (const Column& column : columns_of<DocumentRecord>()) sql += ", " + column.name + " " + std::string(column.type);
  return sql + ");\n";
}

// n is the number in the record's id (E3 → 3). `key` is the record's id across documents; `day` the first day of its
// time, else the day of publication.
std::string first_version() {
  const std::string keyed = ", key INTEGER NOT NULL, day TEXT";
  return documents_table() +
         "CREATE UNIQUE INDEX documents_by_id ON documents(id);\n"
         "CREATE INDEX documents_by_content ON documents(content) WHERE content IS NOT NULL;\n"
         "CREATE INDEX documents_by_source_key ON documents(source_key) WHERE source_key IS NOT NULL;\n"
         "CREATE INDEX documents_by_duplicate ON documents(duplicate_of) WHERE duplicate_of IS NOT NULL;\n"
         "CREATE INDEX documents_by_successor ON documents(superseded_by) WHERE superseded_by IS NOT NULL;\n"
         "CREATE INDEX documents_by_day ON documents(published, id);\n"
         // `kept` is `whole`, or `quotes`: then text holds the short quotes alone, for searching.
         "CREATE TABLE texts(doc INTEGER PRIMARY KEY REFERENCES documents(doc) ON DELETE CASCADE, kept TEXT NOT NULL, "
         "text TEXT NOT NULL, sentences BLOB, predicates BLOB);\n"
         "CREATE VIRTUAL TABLE search USING fts5(text, content='texts', content_rowid='doc', "
         "tokenize='porter unicode61 remove_diacritics 2');\n" +
         record_table<EntityRecord>("entities", "") + record_table<StatementRecord>("statements", keyed) +
         record_table<EventRecord>("events", keyed) + record_table<LedgerRecord>("ledger", keyed) +
         record_table<TimeRecord>("times", "") + record_table<PlaceRecord>("places", "") +
         record_table<NoteRecord>("notes", "") +
         "CREATE INDEX entities_by_code ON entities(code) WHERE code IS NOT NULL;\n"
         "CREATE INDEX statements_by_key ON statements(key);\n"
         "CREATE INDEX events_by_key ON events(key);\n"
         "CREATE INDEX events_by_day ON events(day);\n"
         "CREATE INDEX ledger_by_key ON ledger(key);\n"
         // Each move of an entry: who says so is a document, where it says so a span of that document.
         "CREATE TABLE ledger_history(doc INTEGER NOT NULL, n INTEGER NOT NULL, move INTEGER NOT NULL, day TEXT, "
         "status TEXT NOT NULL, told_by INTEGER NOT NULL REFERENCES documents(doc) ON DELETE CASCADE, evidence BLOB, "
         "why TEXT, PRIMARY KEY(doc, n, move), FOREIGN KEY(doc, n) REFERENCES ledger(doc, n) ON DELETE CASCADE) "
         "WITHOUT ROWID;\n"
         "CREATE INDEX ledger_history_by_teller ON ledger_history(told_by);\n";
}

// What follows from documents together (store/across.h): all of it but the fingerprints can be worked out again.
std::string second_version() {
  return "CREATE TABLE fingerprints(doc INTEGER PRIMARY KEY REFERENCES documents(doc) ON DELETE CASCADE, print BLOB "
         "NOT "
         "NULL);\n"
         "ALTER TABLE documents ADD COLUMN origin INTEGER REFERENCES documents(doc) ON DELETE SET NULL;\n"
         "CREATE INDEX documents_by_origin ON documents(origin) WHERE origin IS NOT NULL;\n"
         // id is the key of the first telling; disagreements are JSON.
         "CREATE TABLE events_merged(id INTEGER PRIMARY KEY, documents INTEGER NOT NULL, independent_origins INTEGER "
         "NOT "
         "NULL, disagreements TEXT NOT NULL);\n"
         "CREATE TABLE tellings(doc INTEGER NOT NULL, n INTEGER NOT NULL, merged INTEGER NOT NULL REFERENCES "
         "events_merged(id) ON DELETE CASCADE, PRIMARY KEY(doc, n), FOREIGN KEY(doc, n) REFERENCES events(doc, n) ON "
         "DELETE CASCADE) WITHOUT ROWID;\n"
         "CREATE INDEX tellings_by_event ON tellings(merged);\n"
         // 1 = worked out from documents; 0 = said by somebody.
         "ALTER TABLE ledger_history ADD COLUMN derived INTEGER NOT NULL DEFAULT 0;\n";
}

// `coding` names the tables, model and program that read the document; `ingest_notes` counts those of its notes that
// say how its source was. records_before keeps what recoding took away or changed: `tab` and `key` name the record.
std::string third_version() {
  return "ALTER TABLE documents ADD COLUMN coding INTEGER;\n"
         "ALTER TABLE documents ADD COLUMN ingest_notes INTEGER;\n"
         "CREATE TABLE records_before(doc INTEGER NOT NULL REFERENCES documents(doc) ON DELETE CASCADE, coding INTEGER "
         "NOT NULL, tab TEXT NOT NULL, key INTEGER NOT NULL, label TEXT NOT NULL, change TEXT NOT NULL, record TEXT, "
         "PRIMARY KEY(doc, coding, tab, key)) WITHOUT ROWID;\n";
}

/// Step i makes version i + 1 out of version i.
std::array<std::string, kSchemaVersion> upgrade_steps() { return {first_version(), second_version(), third_version()}; }

Result<std::set<std::string>> present_columns(const sqlite::Connection& connection, const std::string& table) {
  TRY(sqlite::Statement statement, connection.prepare("SELECT name FROM pragma_table_info(?)"));
  statement.bind_text(1, table);
  std::set<std::string> names;
  for (;;) {
    TRY(const bool found, statement.step());
    if (!found) return names;
    names.insert('"' + std::string(statement.text(0)) + '"');
  }
}

template <typename Record>
Result<void> add_columns(const sqlite::Connection& connection, const std::string& table) {
  TRY(const std::set<std::string> present, present_columns(connection, table));
  for (const Column& column : columns_of<Record>()) {
    if (present.contains(column.name)) continue;
    TRY_VOID(
        connection.execute("ALTER TABLE " + table + " ADD COLUMN " + column.name + " " + std::string(column.type)));
  }
  return {};
}

Result<void> add_new_fields(const sqlite::Connection& connection) {
  TRY_VOID(add_columns<DocumentRecord>(connection, "documents"));
  TRY_VOID(add_columns<EntityRecord>(connection, "entities"));
  TRY_VOID(add_columns<StatementRecord>(connection, "statements"));
  TRY_VOID(add_columns<EventRecord>(connection, "events"));
  TRY_VOID(add_columns<LedgerRecord>(connection, "ledger"));
  TRY_VOID(add_columns<TimeRecord>(connection, "times"));
  TRY_VOID(add_columns<PlaceRecord>(connection, "places"));
  return add_columns<NoteRecord>(connection, "notes");
}

/// The version of a database that is ours, 0 for an empty one.
Result<int64_t> version_of(const sqlite::Connection& connection) {
  TRY(const int64_t table_count, connection.integer("SELECT count(*) FROM sqlite_schema"));
  TRY(const int64_t application, connection.integer("PRAGMA application_id"));
  TRY(const int64_t version, connection.integer("PRAGMA user_version"));
  if (application != kApplicationId) {
    if (table_count == 0) return 0;
    return fail(ErrorKind::kResource, "is a database of another program; name another file with --db");
  }
  if (version > kSchemaVersion)
    return fail(ErrorKind::kResource, "was written by a newer tocsin (schema " + std::to_string(version) +
                                          ", this one knows " + std::to_string(kSchemaVersion) +
                                          "); use that one, or another file with --db");
  return version;
}

Result<void> upgrade(const sqlite::Connection& connection) {
  TRY(const int64_t version, version_of(connection));
  const auto steps = upgrade_steps();
  for (auto step = static_cast<size_t>(version); step < steps.size(); ++step) TRY_VOID(connection.execute(steps[step]));
  TRY_VOID(connection.execute("PRAGMA application_id=" + std::to_string(kApplicationId) +
                              "; PRAGMA user_version=" + std::to_string(kSchemaVersion)));
  return add_new_fields(connection);
}

}  // namespace

const std::vector<std::string>& table_names() {
  static const std::vector<std::string> names = {
      "documents", "texts", "entities",       "statements",   "events",        "ledger",   "times",
      "places",    "notes", "ledger_history", "fingerprints", "events_merged", "tellings", "records_before"};
  return names;
}

Result<void> prepare_for_writing(const sqlite::Connection& connection) {
  TRY_VOID(version_of(connection));
  TRY_VOID(connection.execute("BEGIN IMMEDIATE"));
  if (Result<void> done = upgrade(connection); !done) {
    (void)connection.execute("ROLLBACK");
    return done;
  }
  return connection.execute("COMMIT");
}

Result<void> check_schema(const sqlite::Connection& connection) {
  TRY(const int64_t version, version_of(connection));
  if (version == kSchemaVersion) return {};
  if (version == 0) return fail(ErrorKind::kResource, "holds no documents yet; `tocsin code` fills it");
  return fail(ErrorKind::kResource, "was written by an older tocsin (schema " + std::to_string(version) +
                                        "); `tocsin code` with this one upgrades it");
}

}  // namespace tocsin::store
