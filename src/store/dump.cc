// A store as text, for comparing two of them.
#include "record/json.h"
#include "store/parts.h"
#include "store/rows.h"
#include "store/upkeep.h"

namespace tocsin {
namespace {

using Write = std::function<bool(std::string_view)>;

void add(std::string& line, std::string_view name, std::string_view value) {
  line += ",\"" + std::string(name) + "\":";
  if (value.empty())
    line += "null";
  else
    append_json_string(line, value);
}

std::string document_line(const StoredDocument& document, const Reading& reading) {
  std::string line = "{\"table\":\"documents\"";
  add(line, "status", name_of(document.status));
  line += ",\"version\":" + std::to_string(document.version);
  add(line, "superseded_by", document.superseded_by);
  add(line, "duplicate_of", document.duplicate_of);
  line += ",\"byte_offset\":" + (document.byte_offset ? std::to_string(*document.byte_offset) : "null");
  add(line, "reason", document.reason);
  line += ",\"text_bytes\":" + std::to_string(document.text_bytes) + ",";
  return line + RecordJson({}).members(reading.document) + "}\n";
}

/// Writes the rows of one document.
class DocumentDump {
 public:
  DocumentDump(const Reading& reading, const Write& write)
      : reading_(reading), json_(reading.document.text), write_(write) {}

  template <typename Record>
  bool rows(std::string_view table, const std::vector<Record>& records) {
    for (const Record& record : records)
      if (!write_(head(table) + "," + json_.members(record) + "}\n")) return false;
    return true;
  }

  template <typename Record>
  bool keyed_rows(std::string_view table, const std::vector<Record>& records) {
    const std::vector<std::string> ids = record_ids(reading_.document.id, records);
    for (size_t i = 0; i < records.size(); ++i) {
      std::string line = head(table);
      add(line, "key", ids[i]);
      if constexpr (requires { records[i].when; }) add(line, "day", day_of(reading_, records[i].when));
      if (!write_(line + "," + json_.members(records[i]) + "}\n")) return false;
    }
    return true;
  }

 private:
  [[nodiscard]] std::string head(std::string_view table) const {
    std::string line = "{\"table\":\"" + std::string(table) + "\"";
    add(line, "document", reading_.document.id);
    return line;
  }

  const Reading& reading_;
  RecordJson json_;
  const Write& write_;
};

bool dump_records(const Reading& reading, const Write& write) {
  DocumentDump dump(reading, write);
  return dump.keyed_rows("entities", reading.entities) && dump.keyed_rows("statements", reading.statements) &&
         dump.keyed_rows("events", reading.events) && dump.keyed_rows("ledger", reading.ledger) &&
         dump.rows("times", reading.times) && dump.rows("places", reading.places) &&
         dump.rows("notes", reading.notes) && dump.rows("predicates", reading.predicates);
}

/// The moves of the entries of one document, in the order of entries, then of days and tellers.
Result<bool> dump_moves(const sqlite::Connection& connection, const StoredDocument& document, const Write& write) {
  TRY(sqlite::Statement row,
      connection.prepare(
          "SELECT h.n, h.day, h.status, d.id, h.evidence, h.why FROM ledger_history h JOIN documents d ON "
          "d.doc = h.told_by WHERE h.doc = ? ORDER BY h.n, h.day, d.id, h.status"));
  row.bind(1, document.row);
  for (;;) {
    TRY(const bool found, row.step());
    if (!found) return true;
    Span evidence;
    store::RowReader(row, {{}, false}).value(4, evidence);
    std::string line = "{\"table\":\"ledger_history\"";
    add(line, "document", document.record.id);
    add(line, "entry", "L" + std::to_string(row.integer(0)));
    add(line, "day", row.text(1));
    add(line, "status", row.text(2));
    add(line, "told_by", row.text(3));
    add(line, "why", row.text(5));
    const NoteRecord quote{.what = "evidence", .span = evidence};
    if (!write(line + "," + RecordJson({}).members(quote) + "}\n")) return false;
  }
}

/// What documents tell together, and what recoding kept: rows that name one document.
Result<bool> dump_across(const sqlite::Connection& connection, const StoredDocument& document, const Write& write) {
  struct Part {
    std::string_view table;
    const char* sql;  ///< of one document: values of `names`, in a stable order
    std::vector<std::string_view> names;
  };
  static const std::vector<Part> parts = {
      {"origins", "SELECT o.id FROM documents d JOIN documents o ON o.doc = d.origin WHERE d.doc = ?", {"origin"}},
      {"fingerprints", "SELECT lower(hex(print)) FROM fingerprints WHERE doc = ?", {"print"}},
      {"tellings",
       "SELECT 'E' || t.n, printf('%016x', t.merged) FROM tellings t WHERE t.doc = ? ORDER BY t.n",
       {"event", "merged"}},
      {"events_merged",
       "SELECT printf('%016x', m.id), m.documents, m.independent_origins, m.disagreements FROM events_merged m JOIN "
       "events e ON e.key = m.id WHERE e.doc = ? ORDER BY 1",
       {"id", "documents", "independent_origins", "disagreements"}},
      {"records_before",
       "SELECT printf('%016x', coding), tab, printf('%016x', key), label, change, record FROM records_before WHERE doc "
       "= ? ORDER BY 1, 2, 3",
       {"coding", "records", "key", "label", "change", "record"}}};
  for (const Part& part : parts) {
    TRY(sqlite::Statement row, connection.prepare(part.sql));
    row.bind(1, document.row);
    for (;;) {
      TRY(const bool found, row.step());
      if (!found) break;
      std::string line = "{\"table\":\"" + std::string(part.table) + "\"";
      add(line, "document", document.record.id);
      for (size_t i = 0; i < part.names.size(); ++i) add(line, part.names[i], row.text(static_cast<int>(i)));
      if (!write(line + "}\n")) return false;
    }
  }
  return true;
}

Result<void> dump(const sqlite::Connection& connection, const Write& write) {
  TRY(sqlite::Statement rows, connection.prepare(store::select_documents() + " ORDER BY d.id"));
  for (;;) {
    TRY(const bool found, rows.step());
    if (!found) return {};
    TRY(const StoredDocument document, store::read_document(rows));
    TRY(const Reading reading, store::load_reading(connection, document));
    if (!write(document_line(document, reading)) || !dump_records(reading, write)) return {};
    TRY(const bool goes_on, dump_moves(connection, document, write));
    if (!goes_on) return {};
    TRY(const bool goes_on_across, dump_across(connection, document, write));
    if (!goes_on_across) return {};
  }
}

}  // namespace

Result<void> dump_store(Store& store, const Write& write) {
  if (Result<void> done = dump(store.parts().connection, write); !done) return store.parts().named(done.error());
  return {};
}

}  // namespace tocsin
