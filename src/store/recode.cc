// Finds what has to be read again, replaces rows, and keeps those that were there.
#include "store/recode.h"

#include <algorithm>

#include "store/changes.h"
#include "store/parts.h"
#include "store/rows.h"

namespace tocsin {
namespace {

using sqlite::Connection;
using sqlite::Statement;

constexpr const char* kCurrent = "d.status = 'stored' AND d.superseded_by IS NULL";

}  // namespace

Result<std::optional<Outdated>> next_outdated(Store& store, const std::string& coding, int64_t row) {
  const Connection& connection = store.parts().connection;
  const auto find = [&]() -> Result<std::optional<Outdated>> {
    TRY(Statement next, connection.prepare(store::select_documents() + " WHERE d.doc > ? AND " + kCurrent +
                                           " AND d.coding IS NOT ? AND EXISTS (SELECT 1 FROM texts t WHERE t.doc = "
                                           "d.doc AND t.kept = 'whole') ORDER BY d.doc LIMIT 1"));
    next.bind(1, row);
    next.bind(2, *store::key_of(coding));
    TRY(const bool found, next.step());
    if (!found) return std::nullopt;
    Outdated outdated;
    TRY(outdated.document, store::read_document(next));
    TRY(outdated.reading, store::load_reading(connection, outdated.document));
    TRY(Statement count, connection.prepare("SELECT ingest_notes FROM documents WHERE doc = ?"));
    count.bind(1, outdated.document.row);
    TRY(const bool has_row, count.step());
    if (has_row && !count.is_null(0)) outdated.ingest_notes = static_cast<size_t>(count.integer(0));
    return outdated;
  };
  Result<std::optional<Outdated>> outdated = find();
  if (!outdated) return store.parts().named(outdated.error());
  return outdated;
}

uint64_t carry_ingest_notes(const Outdated& outdated, Reading& after) {
  const std::vector<NoteRecord>& old = outdated.reading.notes;
  const size_t count = std::min(old.size(), outdated.ingest_notes.value_or(old.size()));
  const size_t own_count = after.notes.size();
  for (size_t i = old.size() - count; i < old.size(); ++i) {
    const auto own_end = after.notes.begin() + static_cast<std::ptrdiff_t>(own_count);
    const bool is_own =
        std::any_of(after.notes.begin(), own_end, [&](const NoteRecord& note) { return note.what == old[i].what; });
    if (outdated.ingest_notes || !is_own) after.notes.push_back(old[i]);
  }
  return after.notes.size() - own_count;
}

Result<uint64_t> textless_count(Store& store) {
  const Result<int64_t> count = store.parts().connection.integer(
      std::string("SELECT count(*) FROM documents d JOIN texts t USING(doc) WHERE t.kept <> 'whole' AND ") + kCurrent);
  if (!count) return store.parts().named(count.error());
  return static_cast<uint64_t>(*count);
}

Result<std::vector<ChangeCount>> recoded_changes(Store& store, const std::string& coding) {
  const auto read = [&]() -> Result<std::vector<ChangeCount>> {
    TRY(Statement row, store.parts().connection.prepare(
                           "SELECT tab, label, change, count(*) FROM records_before WHERE coding = ? GROUP BY 1, 2, 3 "
                           "ORDER BY 1, 2, 3"));
    row.bind(1, *store::key_of(coding));
    std::vector<ChangeCount> counts;
    for (;;) {
      TRY(const bool found, row.step());
      if (!found) return counts;
      counts.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                        static_cast<uint64_t>(row.integer(3))});
    }
  };
  Result<std::vector<ChangeCount>> counts = read();
  if (!counts) return store.parts().named(counts.error());
  return counts;
}

Result<void> store::keep_changes(const Connection& connection, int64_t doc, const std::string& coding,
                                 const std::vector<RecordChange>& changes) {
  TRY(Statement insert,
      connection.prepare("INSERT OR REPLACE INTO records_before(doc, coding, tab, key, label, change, "
                         "record) VALUES(?, ?, ?, ?, ?, ?, ?)"));
  for (const RecordChange& change : changes) {
    RowBinder binder(insert, {});
    insert.bind(1, doc);
    insert.bind(2, *key_of(coding));
    insert.bind_text(3, change.table);
    insert.bind(4, *key_of(change.id));
    insert.bind_text(5, change.label);
    insert.bind_text(6, change.change);
    binder.value(7, change.before);
    TRY_VOID(insert.run());
  }
  return {};
}

Result<void> store::name_coding(const Connection& connection, const Recoded& recoded) {
  TRY(Statement named, connection.prepare("UPDATE documents SET coding = ?, ingest_notes = ? WHERE doc = ?"));
  named.bind(1, *key_of(recoded.coding));
  named.bind(2, static_cast<int64_t>(recoded.ingest_notes));
  named.bind(3, recoded.document.row);
  TRY_VOID(named.run());
  TRY(Statement text, connection.prepare("UPDATE texts SET sentences = ?, predicates = ? WHERE doc = ?"));
  RowBinder binder(text, {recoded.after.document.text});
  binder.value(1, recoded.after.sentences);
  binder.value(2, recoded.after.predicates);
  text.bind(3, recoded.document.row);
  return text.run();
}

Result<std::vector<LedgerMove>> store::told_moves(const Connection& connection, int64_t doc) {
  TRY(Statement row, connection.prepare("SELECT l.key, h.status, h.day, d.id, h.evidence, h.why FROM ledger_history h "
                                        "JOIN ledger l USING(doc, n) JOIN documents d ON d.doc = h.told_by WHERE "
                                        "h.doc = ? AND h.derived = 0 ORDER BY h.n, h.move"));
  row.bind(1, doc);
  std::vector<LedgerMove> moves;
  for (;;) {
    TRY(const bool found, row.step());
    if (!found) return moves;
    LedgerMove& move = moves.emplace_back();
    move.entry = id_of(row.integer(0));
    move.status = row.text(1);
    move.day = row.text(2);
    move.document = row.text(3);
    RowReader(row, {{}, false}).value(4, move.evidence);
    move.why = row.text(5);
  }
}

}  // namespace tocsin
