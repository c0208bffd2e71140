// Puts documents into the store; SQLite's transaction is the batch.
#include "store/writer.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/hash.h"
#include "store/changes.h"
#include "store/parts.h"
#include "store/rows.h"

namespace tocsin {
namespace {

using sqlite::Statement;

template <typename Record>
Result<Statement> prepare_insert(const sqlite::Connection& connection, const std::string& table,
                                 std::initializer_list<const char*> keys) {
  std::string columns, values;
  for (const char* key : keys)
    columns += std::string(columns.empty() ? "" : ", ") + key, values += values.empty() ? "?" : ", ?";
  for (const store::Column& column : store::columns_of<Record>()) columns += ", " + column.name, values += ", ?";
  return connection.prepare("INSERT INTO " + table + "(" + columns + ") VALUES(" + values + ")");
}

/// The number in "E12".
Result<int64_t> number_in(std::string_view id) {
  int64_t number = 0;
  const auto [end, fault] = std::from_chars(id.data() + (id.empty() ? 0 : 1), id.data() + id.size(), number);
  if (fault != std::errc() || end != id.data() + id.size() || number < 1)
    return fail(ErrorKind::kInternal, "a record's id is no letter and number: \"" + std::string(id) + "\"");
  return number;
}

/// What is searched of a document whose text is not kept: its short quotes, each word of the text at most once.
std::string quotes_of(const Reading& reading) {
  std::vector<Span> spans;
  const auto add = [&](const Span& span) {
    if (span.empty()) return;
    const std::string_view quote = store::short_quote(span.text);
    spans.push_back({span.begin, static_cast<uint32_t>(span.begin + quote.size()), std::string(quote)});
  };
  for (const StatementRecord& st : reading.statements)
    for (const Span& span : st.content) add(span);
  for (const EventRecord& ev : reading.events)
    for (const Span& span : ev.evidence) add(span);
  for (const LedgerRecord& entry : reading.ledger) add(entry.content);
  std::ranges::sort(
      spans, [](const Span& a, const Span& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
  std::string quotes;
  uint32_t end = 0;
  for (const Span& span : spans) {
    if (span.end <= end) continue;
    quotes += span.text + "\n";
    end = span.end;
  }
  return quotes;
}

struct Earlier {
  int64_t doc = 0;
  std::string published, id;
  int64_t version = 0;
};

}  // namespace

struct StoreWriter::Parts {
  Store::Parts* store = nullptr;
  uint64_t uncommitted = 0;
  int64_t last_row_before = 0;  ///< of the documents that were there when this writer began
  Statement known, same_text, same_source, document, text, fingerprint, search, supersede;
  Statement entity, statement, event, entry, time, place, note;

  Result<void> prepare();
  Result<void> begin();
  Result<Put> put(const Reading& reading, const PutOptions& options);
  Result<Put> quarantine(const Damage& damage);
  Result<std::vector<RecordChange>> recode(const Recoded& recoded);
  Result<void> redact(int64_t doc, const Reading& masked, bool text_is_kept);
  Result<std::optional<Put>> find_known(std::string_view id);
  Result<std::optional<Earlier>> find(Statement& by, int64_t hash);
  Result<int64_t> add_document(const Reading& reading, const PutOptions& options, DocumentStatus status,
                               const std::optional<Earlier>& original);
  Result<void> add_records(int64_t doc, const Reading& reading, bool keep_text);
  Result<void> add_text(int64_t doc, const Reading& reading, bool keep_text);
  Result<void> make_duplicate(const Earlier& earlier, int64_t of);
  template <typename T>
  Result<T> in_batch(Result<T> result);
};

Result<void> StoreWriter::Parts::prepare() {
  const sqlite::Connection& connection = store->connection;
  TRY(last_row_before, connection.integer("SELECT max(doc) FROM documents"));
  TRY(known, connection.prepare("SELECT status, doc FROM documents WHERE id = ?"));
  TRY(same_text, connection.prepare("SELECT doc, published, id, version FROM documents WHERE content = ? AND status IN "
                                    "('stored', 'withdrawn')"));
  TRY(same_source,
      connection.prepare("SELECT doc, published, id, version FROM documents WHERE source_key = ? AND superseded_by IS "
                         "NULL AND status IN ('stored', 'duplicate')"));
  TRY(supersede, connection.prepare("UPDATE documents SET superseded_by = ? WHERE doc = ?"));
  TRY(document, prepare_insert<DocumentRecord>(connection, "documents",
                                               {"status", "content", "source_key", "version", "duplicate_of",
                                                "text_bytes", "byte_offset", "reason", "coding", "ingest_notes"}));
  TRY(text, connection.prepare("INSERT INTO texts(doc, kept, text, sentences, predicates) VALUES(?, ?, ?, ?, ?)"));
  TRY(fingerprint, connection.prepare("INSERT INTO fingerprints(doc, print) VALUES(?, ?)"));
  TRY(search, connection.prepare("INSERT INTO search(rowid, text) VALUES(?, ?)"));
  TRY(entity, prepare_insert<EntityRecord>(connection, "entities", {"doc", "n"}));
  TRY(statement, prepare_insert<StatementRecord>(connection, "statements", {"doc", "n", "key", "day"}));
  TRY(event, prepare_insert<EventRecord>(connection, "events", {"doc", "n", "key", "day"}));
  TRY(entry, prepare_insert<LedgerRecord>(connection, "ledger", {"doc", "n", "key", "day"}));
  TRY(time, prepare_insert<TimeRecord>(connection, "times", {"doc", "n"}));
  TRY(place, prepare_insert<PlaceRecord>(connection, "places", {"doc", "n"}));
  TRY(note, prepare_insert<NoteRecord>(connection, "notes", {"doc", "n"}));
  return {};
}

Result<void> StoreWriter::Parts::begin() {
  return store->connection.in_transaction() ? Result<void>() : store->connection.execute("BEGIN IMMEDIATE");
}

/// After an error the batch is given up: half a document must never be committed.
template <typename T>
Result<T> StoreWriter::Parts::in_batch(Result<T> result) {
  if (result) return result;
  (void)store->connection.execute("ROLLBACK");
  uncommitted = 0;
  return store->named(std::move(result).error());
}

Result<std::optional<Put>> StoreWriter::Parts::find_known(std::string_view id) {
  known.reset();
  known.bind_text(1, id);
  TRY(const bool found, known.step());
  std::optional<Put> put;
  if (found) {
    const bool is_ours = known.integer(1) > last_row_before;
    const std::optional<DocumentStatus> status = store::status_named(known.text(0));
    put = {is_ours ? DocumentStatus::kDuplicate : status.value_or(DocumentStatus::kStored), true};
  }
  known.reset();
  return put;
}

Result<std::optional<Earlier>> StoreWriter::Parts::find(Statement& by, int64_t hash) {
  by.reset();
  by.bind(1, hash);
  TRY(const bool found, by.step());
  std::optional<Earlier> earlier;
  if (found) earlier = {by.integer(0), std::string(by.text(1)), std::string(by.text(2)), by.integer(3)};
  by.reset();
  return earlier;
}

Result<Put> StoreWriter::Parts::put(const Reading& reading, const PutOptions& options) {
  TRY_VOID(begin());
  const DocumentRecord& rec = reading.document;
  TRY(const std::optional<Put> there, find_known(rec.id));
  if (there) return *there;
  TRY(const std::optional<Earlier> earlier, find(same_text, store::content_hash(rec.text)));
  const bool is_duplicate = earlier && store::goes_before({earlier->published, earlier->id}, {rec.published, rec.id});
  ++uncommitted;
  if (is_duplicate) {
    TRY_VOID(add_document(reading, options, DocumentStatus::kDuplicate, earlier));
    return Put{DocumentStatus::kDuplicate, false};
  }
  TRY(const int64_t doc, add_document(reading, options, DocumentStatus::kStored, std::nullopt));
  TRY_VOID(add_text(doc, reading, options.keep_text));
  if (!options.fingerprint.empty()) {
    fingerprint.bind(1, doc);
    fingerprint.bind_blob(2, options.fingerprint);
    TRY_VOID(fingerprint.run());
  }
  TRY_VOID(add_records(doc, reading, options.keep_text));
  if (earlier) TRY_VOID(make_duplicate(*earlier, doc));
  return Put{DocumentStatus::kStored, false, earlier && earlier->doc > last_row_before};
}

Result<int64_t> StoreWriter::Parts::add_document(const Reading& reading, const PutOptions& options,
                                                 DocumentStatus status, const std::optional<Earlier>& original) {
  std::optional<Earlier> before;
  std::optional<int64_t> source_key;
  if (!options.source_key.empty()) {
    source_key = store::source_key_hash(options.source_key);
    TRY(before, find(same_source, *source_key));
  }
  DocumentRecord rec = reading.document;
  if (before) rec.supersedes = before->id;
  store::RowBinder binder(document, {});
  document.bind_text(1, name_of(status));
  document.bind(2, store::content_hash(rec.text));
  binder.value(3, source_key);
  document.bind(4, before ? before->version + 1 : int64_t{1});
  binder.value(5, original ? std::optional(original->doc) : std::nullopt);
  document.bind(6, static_cast<int64_t>(rec.text.size()));
  document.bind_null(7);
  document.bind_null(8);
  binder.value(9, store::key_of(options.coding));
  document.bind(10, static_cast<int64_t>(options.ingest_notes));
  binder.record(11, rec);
  TRY_VOID(document.run());
  const int64_t doc = store->connection.last_row();
  if (before) {
    supersede.bind(1, doc);
    supersede.bind(2, before->doc);
    TRY_VOID(supersede.run());
  }
  return doc;
}

Result<void> StoreWriter::Parts::add_text(int64_t doc, const Reading& reading, bool keep_text) {
  const std::string quotes = keep_text ? std::string() : quotes_of(reading);
  const std::string& kept_text = keep_text ? reading.document.text : quotes;
  const CodePointIndex points(reading.document.text);
  store::RowBinder binder(text, {reading.document.text, keep_text, keep_text ? nullptr : &points, quotes});
  text.bind(1, doc);
  text.bind_text(2, keep_text ? "whole" : "quotes");
  text.bind_text(3, kept_text);
  // Where no text is kept, a sentence is two offsets: a quote of each would be the text again.
  std::vector<Span> sentences = reading.sentences;
  if (!keep_text)
    for (Span& sentence : sentences) sentence.text.clear();
  binder.value(4, sentences);
  binder.value(5, reading.predicates);
  TRY_VOID(text.run());
  search.bind(1, doc);
  search.bind_text(2, kept_text);
  return search.run();
}

namespace {

struct RecordRows {
  int64_t doc;
  const Reading& reading;
  store::KeptText kept;

  template <typename Record>
  Result<void> add(Statement& insert, const std::vector<Record>& records) const {
    int64_t n = 0;
    for (const Record& record : records) {
      ++n;
      if constexpr (requires { record.id; }) {
        TRY(n, number_in(record.id));
      }
      store::RowBinder binder(insert, kept);
      insert.bind(1, doc);
      insert.bind(2, n);
      binder.record(3, record);
      TRY_VOID(insert.run());
    }
    return {};
  }

  template <typename Record>
  Result<void> add_keyed(Statement& insert, const std::vector<Record>& records) const {
    const std::vector<std::string> ids = record_ids(reading.document.id, records);
    for (size_t i = 0; i < records.size(); ++i) {
      TRY(const int64_t n, number_in(records[i].id));
      const std::string day = day_of(reading, records[i].when);
      store::RowBinder binder(insert, kept);
      insert.bind(1, doc);
      insert.bind(2, n);
      insert.bind(3, *store::key_of(ids[i]));
      binder.value(4, day);
      binder.record(5, records[i]);
      TRY_VOID(insert.run());
    }
    return {};
  }
};

}  // namespace

Result<void> StoreWriter::Parts::add_records(int64_t doc, const Reading& reading, bool keep_text) {
  const std::string quotes = keep_text ? std::string() : quotes_of(reading);
  const CodePointIndex points(reading.document.text);
  const RecordRows rows{doc, reading, {reading.document.text, keep_text, keep_text ? nullptr : &points, quotes}};
  TRY_VOID(rows.add(entity, reading.entities));
  TRY_VOID(rows.add_keyed(statement, reading.statements));
  TRY_VOID(rows.add_keyed(event, reading.events));
  TRY_VOID(rows.add_keyed(entry, reading.ledger));
  TRY_VOID(rows.add(time, reading.times));
  TRY_VOID(rows.add(place, reading.places));
  return rows.add(note, reading.notes);
}

Result<std::vector<RecordChange>> StoreWriter::Parts::recode(const Recoded& recoded) {
  TRY_VOID(begin());
  const sqlite::Connection& connection = store->connection;
  const int64_t doc = recoded.document.row;
  std::vector<RecordChange> changes = changes_between(recoded.before, recoded.after);
  TRY_VOID(store::keep_changes(connection, doc, recoded.coding, changes));
  TRY(const std::vector<LedgerMove> moves, store::told_moves(connection, doc));
  TRY_VOID(store::forget_records(connection, doc));
  TRY_VOID(add_records(doc, recoded.after, true));
  for (const LedgerMove& move : moves)
    if (const Result<void> moved = store::move_entry(connection, move);
        !moved && moved.error().kind != ErrorKind::kInput)
      return std::unexpected(moved.error());
  TRY_VOID(store::name_coding(connection, recoded));
  ++uncommitted;
  return changes;
}

Result<void> StoreWriter::Parts::redact(int64_t doc, const Reading& masked, bool text_is_kept) {
  TRY_VOID(begin());
  const sqlite::Connection& connection = store->connection;
  TRY(const std::vector<LedgerMove> moves, store::told_moves(connection, doc));
  TRY_VOID(store::forget_records(connection, doc));
  TRY_VOID(store::forget_text(connection, doc));
  TRY_VOID(add_text(doc, masked, text_is_kept));
  TRY_VOID(add_records(doc, masked, text_is_kept));
  for (const LedgerMove& move : moves) TRY_VOID(store::move_entry(connection, move));
  TRY(Statement title, connection.prepare("UPDATE documents SET title = ?, reason = iif(reason IS NULL, 'redacted', "
                                          "reason || '; redacted') WHERE doc = ?"));
  store::RowBinder(title, {}).value(1, masked.document.title);
  title.bind(2, doc);
  ++uncommitted;
  return title.run();
}

/// The one stored so far gives its place to one that was published before it.
Result<void> StoreWriter::Parts::make_duplicate(const Earlier& earlier, int64_t of) {
  TRY_VOID(store::forget_all(store->connection, earlier.doc));
  const std::string to = std::to_string(of), from = std::to_string(earlier.doc);
  TRY_VOID(store->connection.execute("UPDATE documents SET duplicate_of = " + to + " WHERE duplicate_of = " + from));
  return store->connection.execute("UPDATE documents SET status = 'duplicate', duplicate_of = " + to +
                                   " WHERE doc = " + from);
}

Result<Put> StoreWriter::Parts::quarantine(const Damage& damage) {
  TRY_VOID(begin());
  const std::string at = damage.byte_offset ? std::to_string(*damage.byte_offset) : std::string();
  DocumentRecord rec;
  rec.id = hash_of({"quarantined", damage.source, at, damage.reason});
  rec.source = damage.source;
  TRY(const std::optional<Put> there, find_known(rec.id));
  if (there) return *there;
  store::RowBinder binder(document, {});
  document.bind_text(1, name_of(DocumentStatus::kQuarantined));
  document.bind_null(2);
  document.bind_null(3);
  document.bind(4, int64_t{1});
  document.bind_null(5);
  document.bind(6, int64_t{0});
  binder.value(7, damage.byte_offset);
  binder.value(8, damage.reason);
  document.bind_null(9);
  document.bind_null(10);
  binder.record(11, rec);
  ++uncommitted;
  TRY_VOID(document.run());
  return Put{DocumentStatus::kQuarantined, false};
}

StoreWriter::StoreWriter(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
StoreWriter::StoreWriter(StoreWriter&&) noexcept = default;
StoreWriter::~StoreWriter() {
  if (parts_ && parts_->store->connection.in_transaction()) (void)parts_->store->connection.execute("ROLLBACK");
}

Result<StoreWriter> Store::writer() {
  auto parts = std::make_unique<StoreWriter::Parts>();
  parts->store = parts_.get();
  if (Result<void> ready = parts->prepare(); !ready) return parts_->named(ready.error());
  return StoreWriter(std::move(parts));
}

Result<Put> StoreWriter::put(const Reading& reading, const PutOptions& options) {
  return parts_->in_batch(parts_->put(reading, options));
}

Result<Put> StoreWriter::quarantine(const Damage& damage) { return parts_->in_batch(parts_->quarantine(damage)); }

Result<std::vector<RecordChange>> StoreWriter::recode(const Recoded& recoded) {
  return parts_->in_batch(parts_->recode(recoded));
}

Result<void> StoreWriter::redact(const StoredDocument& document, const Reading& masked, bool text_is_kept) {
  return parts_->in_batch(parts_->redact(document.row, masked, text_is_kept));
}

Result<void> StoreWriter::commit() {
  if (!parts_->store->connection.in_transaction()) return {};
  TRY_VOID(parts_->in_batch(parts_->store->connection.execute("COMMIT")));
  parts_->uncommitted = 0;
  return {};
}

Result<void> StoreWriter::withdraw(std::string_view id, std::string_view reason) {
  TRY_VOID(parts_->in_batch(parts_->begin()));
  return parts_->in_batch(store::withdraw_document(parts_->store->connection, id, reason));
}

Result<void> StoreWriter::move(const LedgerMove& move) {
  TRY_VOID(parts_->in_batch(parts_->begin()));
  return parts_->in_batch(store::move_entry(parts_->store->connection, move));
}

uint64_t StoreWriter::uncommitted_count() const { return parts_->uncommitted; }

}  // namespace tocsin
