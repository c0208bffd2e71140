// Holds a store against what must be true of it.
#include <algorithm>
#include <array>
#include <set>

#include "base/utf8.h"
#include "record/near_duplicates.h"
#include "store/parts.h"
#include "store/rows.h"
#include "store/schema.h"
#include "store/upkeep.h"

namespace tocsin {
namespace {

/// Collects faults until there are as many as are wanted.
class Faults {
 public:
  explicit Faults(size_t limit) : limit_(limit) {}
  void add(std::string fault) {
    if (!is_full()) faults_.push_back(std::move(fault));
  }
  [[nodiscard]] bool is_full() const { return faults_.size() >= limit_; }
  [[nodiscard]] std::vector<std::string> take() && { return std::move(faults_); }

 private:
  size_t limit_;
  std::vector<std::string> faults_;
};

/// Every row that the statement gives is a fault, but one that says "ok".
Result<void> ask(const sqlite::Connection& connection, const std::string& sql, const std::string& what,
                 Faults& faults) {
  TRY(sqlite::Statement row, connection.prepare(sql));
  while (!faults.is_full()) {
    TRY(const bool found, row.step());
    if (!found) break;
    if (row.text(0) != "ok") faults.add(what + std::string(row.text(0)));
  }
  return {};
}

/// What was worked out from documents together fits them; it may be missing for what came since.
Result<void> check_across(const sqlite::Connection& connection, Faults& faults) {
  TRY_VOID(
      ask(connection,
          "SELECT 'event ' || printf('%016x', m.id) || ' is told by ' || count(DISTINCT t.doc) || ' documents, not "
          "by ' || m.documents FROM events_merged m LEFT JOIN tellings t ON t.merged = m.id GROUP BY m.id HAVING "
          "count(DISTINCT t.doc) <> m.documents OR m.independent_origins NOT BETWEEN 1 AND m.documents",
          "merged events: ", faults));
  TRY_VOID(ask(connection,
               "SELECT 'event ' || printf('%016x', m.id) || ' has disagreements that are no JSON' FROM events_merged m "
               "WHERE NOT json_valid(m.disagreements)",
               "merged events: ", faults));
  TRY_VOID(ask(connection,
               "SELECT 'event ' || printf('%016x', m.id) || ' is called by an event that is not there' FROM "
               "events_merged m WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.key = m.id)",
               "merged events: ", faults));
  TRY_VOID(ask(connection,
               "SELECT 'document ' || d.id || ' has the origin ' || o.id || ', which has another one' FROM documents d "
               "JOIN documents o ON o.doc = d.origin WHERE o.origin IS NOT NULL AND o.origin <> o.doc",
               "origins: ", faults));
  TRY_VOID(ask(connection,
               "SELECT 'document ' || d.id || ' keeps a changed record that is no JSON' FROM records_before b JOIN "
               "documents d USING(doc) WHERE b.record IS NOT NULL AND NOT json_valid(b.record)",
               "history: ", faults));
  TRY(sqlite::Statement print,
      connection.prepare("SELECT d.id, f.print FROM fingerprints f JOIN documents d USING(doc)"));
  while (!faults.is_full()) {
    TRY(const bool found, print.step());
    if (!found) break;
    if (!Fingerprint::from_bytes(print.text(1)))
      faults.add("fingerprints: that of document " + std::string(print.text(0)) + " is damaged");
  }
  return {};
}

Result<void> check_structure(const sqlite::Connection& connection, Faults& faults) {
  TRY_VOID(ask(connection, "PRAGMA integrity_check(20)", "pages: ", faults));
  TRY_VOID(ask(connection,
               "SELECT 'table ' || \"table\" || ' row ' || coalesce(rowid, '?') || ' points at no row of ' || parent "
               "FROM pragma_foreign_key_check",
               "references: ", faults));
  TRY_VOID(
      ask(connection,
          "SELECT 'document ' || id || ' is a duplicate of one that is not stored' FROM documents d WHERE status = "
          "'duplicate' AND NOT EXISTS (SELECT 1 FROM documents o WHERE o.doc = d.duplicate_of AND o.status IN "
          "('stored', 'withdrawn'))",
          "documents: ", faults));
  TRY_VOID(
      ask(connection,
          "SELECT 'document ' || id || ' has no text' FROM documents WHERE status IN ('stored', 'withdrawn') AND doc "
          "NOT IN (SELECT doc FROM texts)",
          "documents: ", faults));
  TRY_VOID(check_across(connection, faults));
  return ask(connection,
             "SELECT 'documents ' || group_concat(id, ' ') || ' are all stored and have the same text' FROM documents "
             "WHERE status IN ('stored', 'withdrawn') AND content IS NOT NULL GROUP BY content HAVING count(*) > 1",
             "documents: ", faults);
}

/// The index has a row for each text.
Result<void> check_search(const sqlite::Connection& connection, Faults& faults) {
  return ask(
      connection,
      "SELECT 'document ' || d.id || ' is not in the index' FROM texts t JOIN documents d USING (doc) WHERE t.doc "
      "NOT IN (SELECT id FROM search_docsize) UNION ALL SELECT 'the index holds a text that is not there' FROM "
      "search_docsize WHERE id NOT IN (SELECT doc FROM texts)",
      "search: ", faults);
}

/// FTS5 itself holds the index against the texts. It asks for a connection that may write, though it changes nothing:
/// where the file is read-only or another writes at the moment, this check is left out.
Result<void> check_index(const std::filesystem::path& file, Faults& faults) {
  Result<sqlite::Connection> writable = sqlite::Connection::open(file, sqlite::Access::kWrite);
  if (!writable || writable->is_read_only()) return {};
  TRY_VOID(writable->execute("PRAGMA busy_timeout=200"));
  if (!writable->execute("BEGIN IMMEDIATE")) return {};
  if (!writable->execute("INSERT INTO search(search, rank) VALUES('integrity-check', 1)"))
    faults.add(
        "search: the index does not hold the words of the texts; a copy made by `tocsin backup` takes the file's "
        "place");
  (void)writable->execute("ROLLBACK");
  return {};
}

/// Judges one document: its text, its quotes and what its records name.
class DocumentCheck {
 public:
  DocumentCheck(const StoredDocument& document, const Reading& reading, Faults& faults)
      : document_(document), reading_(reading), faults_(faults) {}

  void run() {
    check_text();
    add_ids(reading_.entities), add_ids(reading_.statements), add_ids(reading_.events);
    add_ids(reading_.times), add_ids(reading_.places);
    each(reading_.entities), each(reading_.statements), each(reading_.events), each(reading_.ledger);
    each(reading_.times), each(reading_.places), each(reading_.notes), each(reading_.predicates);
    check_names();
  }

 private:
  void tell(const std::string& fault) { faults_.add("document " + document_.record.id + ": " + fault); }

  void check_text() {
    const std::string& text = reading_.document.text;
    if (text.empty()) return;
    if (text.size() != document_.text_bytes)
      tell("its text has " + std::to_string(text.size()) + " bytes, not " + std::to_string(document_.text_bytes));
    if (!is_valid_utf8(text)) tell("its text is not UTF-8");
  }

  void judge(const Span& span) {
    const std::string& text = reading_.document.text;
    if (span.empty() || text.empty()) return;
    if (span.begin > span.end || span.end > text.size() ||
        std::string_view(text).substr(span.begin, span.end - span.begin) != span.text)
      tell("the quote \"" + span.text + "\" is not at " + std::to_string(span.begin) + " of its text");
    else if (!is_valid_utf8(span.text))
      tell("a quote at " + std::to_string(span.begin) + " cuts a character in two");
  }
  template <typename Value>
  void judge(const Value&) {}
  template <typename Value>
  void judge(const std::optional<Value>& value) {
    if (value) judge(*value);
  }
  template <typename Value>
  void judge(const std::vector<Value>& values) {
    for (const Value& value : values) judge(value);
  }
  template <typename Record>
    requires kHasFields<Record>
  void judge(const Record& record) {
    std::apply([&](const auto&... field) { (judge(record.*field.member), ...); }, kFields<Record>);
  }

  template <typename Record>
  void each(const std::vector<Record>& records) {
    for (const Record& record : records) judge(record);
  }

  template <typename Record>
  void add_ids(const std::vector<Record>& records) {
    for (const Record& record : records) ids_.insert(record.id);
  }

  void names(const std::string& from, const std::vector<std::string>& ids) {
    for (const std::string& id : ids)
      if (!ids_.contains(id)) tell(from + " names " + id + ", which is not there");
  }
  void name(const std::string& from, const std::string& id) {
    if (!id.empty()) names(from, {id});
  }

  void check_names() {
    for (const StatementRecord& st : reading_.statements)
      names(st.id, st.speakers), names(st.id, st.addressees), name(st.id, st.when);
    for (const EventRecord& ev : reading_.events) {
      names(ev.id, ev.actors), names(ev.id, ev.recipients);
      name(ev.id, ev.when), name(ev.id, ev.where), name(ev.id, ev.stated_in);
    }
    for (const LedgerRecord& entry : reading_.ledger) {
      names(entry.id, entry.by), names(entry.id, entry.to), names(entry.id, entry.contested_by);
      names(entry.id, entry.behind), name(entry.id, entry.when), name(entry.id, entry.deadline);
    }
  }

  const StoredDocument& document_;
  const Reading& reading_;
  Faults& faults_;
  std::set<std::string, std::less<>> ids_;
};

Result<void> check_documents(const sqlite::Connection& connection, Faults& faults) {
  TRY(sqlite::Statement rows, connection.prepare(store::select_documents() + " ORDER BY d.id"));
  TRY(sqlite::Statement content,
      connection.prepare("SELECT content FROM documents WHERE doc = ? AND coalesce(reason, '') NOT LIKE '%redacted'"));
  while (!faults.is_full()) {
    TRY(const bool found, rows.step());
    if (!found) break;
    TRY(const StoredDocument document, store::read_document(rows));
    Result<Reading> reading = store::load_reading(connection, document);
    if (!reading) {
      faults.add(reading.error().message);
      continue;
    }
    DocumentCheck(document, *reading, faults).run();
    content.reset();
    content.bind(1, document.row);
    TRY(const bool has_content, content.step());
    if (has_content && !reading->document.text.empty() &&
        content.integer(0) != store::content_hash(reading->document.text))
      faults.add("document " + document.record.id + ": its text is not the one that was stored");
  }
  return {};
}

}  // namespace

Result<std::vector<std::string>> check_store(Store& store, size_t limit) {
  Faults faults(limit);
  const sqlite::Connection& connection = store.parts().connection;
  const auto run = [&]() -> Result<void> {
    TRY_VOID(check_structure(connection, faults));
    TRY_VOID(check_search(connection, faults));
    TRY_VOID(check_index(store.parts().file, faults));
    return check_documents(connection, faults);
  };
  if (Result<void> done = run(); !done) {
    // A page that SQLite cannot read ends the walk: that is what was looked for.
    if (done.error().kind == ErrorKind::kInternal) return store.parts().named(done.error());
    faults.add(done.error().message);
  }
  return std::move(faults).take();
}

}  // namespace tocsin
