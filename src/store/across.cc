// Reads all current documents once, in the order of publication, and writes what follows from them together.
#include "store/across.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <vector>

#include "record/json.h"
#include "record/merged_events.h"
#include "record/near_duplicates.h"
#include "store/parts.h"
#include "store/rows.h"

namespace tocsin {
namespace {

using sqlite::Connection;
using sqlite::Statement;

constexpr const char* kCurrent = "status = 'stored' AND superseded_by IS NULL";

/// The row of each document and that of its origin, by id.
class Origins {
 public:
  Result<void> read(const Connection& connection) {
    TRY(Statement row,
        connection.prepare(std::string("SELECT d.doc, d.id, d.published, f.print FROM fingerprints f JOIN documents d "
                                       "USING(doc) WHERE d.") +
                           kCurrent + " ORDER BY d.published, d.id"));
    OriginClusters clusters;
    for (;;) {
      TRY(const bool found, row.step());
      if (!found) return {};
      std::optional<Fingerprint> print = Fingerprint::from_bytes(row.text(3));
      if (!print)
        return fail(ErrorKind::kResource, "document " + std::string(row.text(1)) +
                                              ": its fingerprint is damaged; a copy made by `tocsin backup` takes the "
                                              "file's place");
      const std::string id(row.text(1));
      const OriginClusters::Added added = clusters.add(id, row.text(2), std::move(*print));
      rows_[id] = row.integer(0);
      origin_[id] = added.origin;
      for (const std::string& old : added.renamed) renamed_[old] = added.origin;
    }
  }

  /// Empty for a document without a fingerprint.
  [[nodiscard]] std::string of(const std::string& id) const {
    const auto found = origin_.find(id);
    if (found == origin_.end()) return {};
    std::string origin = found->second;
    for (auto next = renamed_.find(origin); next != renamed_.end(); next = renamed_.find(origin)) origin = next->second;
    return origin;
  }

  Result<uint64_t> write(const Connection& connection) const {
    TRY_VOID(connection.execute("UPDATE documents SET origin = NULL WHERE origin IS NOT NULL"));
    TRY(Statement set, connection.prepare("UPDATE documents SET origin = ? WHERE doc = ?"));
    uint64_t count = 0;
    for (const auto& [id, row] : rows_) {
      const std::string origin = of(id);
      count += origin == id ? 1 : 0;
      set.bind(1, rows_.at(origin));
      set.bind(2, row);
      TRY_VOID(set.run());
    }
    return count;
  }

 private:
  std::map<std::string, int64_t> rows_;
  std::map<std::string, std::string> origin_, renamed_;
};

std::string json_of(const std::vector<Disagreement>& disagreements, const std::vector<ToldEvent>& events) {
  std::string out = "[";
  const auto next = [&out] {
    if (out.back() != '[') out += ',';
  };
  for (const Disagreement& each : disagreements) {
    next();
    out += "{\"what\":";
    append_json_string(out, each.what);
    out += ",\"versions\":[";
    for (const Disagreement::Version& version : each.versions) {
      next();
      out += "{\"value\":";
      append_json_string(out, version.value);
      out += ",\"events\":[";
      for (const size_t telling : version.tellings) next(), append_json_string(out, events[telling].id);
      out += "]}";
    }
    out += "]}";
  }
  return out + "]";
}

/// Everything that documents tell, as it is compared.
class Across {
 public:
  Across(const LedgerWords& words, const Origins& origins) : words_(words), origins_(origins), history_(words.ending) {}

  void add(const Reading& reading) {
    const DocumentRecord& rec = reading.document;
    const DocumentWords words(reading, words_.common);
    const std::string origin = origins_.of(rec.id);
    LedgerReport report{rec.id, rec.published, {}, {}, {}};
    const std::vector<std::string> event_ids = record_ids(rec.id, reading.events);
    for (size_t i = 0; i < event_ids.size(); ++i) {
      report.events.push_back(told_event(words, reading.events[i], event_ids[i], origin));
      report.event_evidence.push_back(reading.events[i].evidence.empty() ? reading.events[i].trigger
                                                                         : reading.events[i].evidence.front());
    }
    const std::vector<std::string> entry_ids = record_ids(rec.id, reading.ledger);
    for (size_t i = 0; i < entry_ids.size(); ++i)
      report.entries.push_back(told_entry(words, reading.ledger[i], entry_ids[i]));
    for (EntryMove& move : history_.add(report))
      if (!move.status.empty()) moves_.push_back(std::move(move));
    std::ranges::move(report.events, std::back_inserter(events_));
  }

  Result<uint64_t> write_events(const Connection& connection) const {
    TRY_VOID(connection.execute("DELETE FROM tellings; DELETE FROM events_merged"));
    TRY(Statement merged, connection.prepare("INSERT INTO events_merged(id, documents, independent_origins, "
                                             "disagreements) VALUES(?, ?, ?, ?)"));
    TRY(Statement telling,
        connection.prepare("INSERT INTO tellings(doc, n, merged) SELECT doc, n, ?2 FROM events WHERE key = ?1"));
    const std::vector<MergedEvent> all = merge_events(events_);
    for (const MergedEvent& each : all) {
      const std::string disagreements = json_of(each.disagreements, events_);
      merged.bind(1, *store::key_of(each.id));
      merged.bind(2, static_cast<int64_t>(each.documents));
      merged.bind(3, static_cast<int64_t>(each.independent_origins));
      merged.bind_text(4, disagreements);
      TRY_VOID(merged.run());
      for (const size_t one : each.tellings) {
        telling.bind(1, *store::key_of(events_[one].id));
        telling.bind(2, *store::key_of(each.id));
        TRY_VOID(telling.run());
      }
    }
    return all.size();
  }

  Result<uint64_t> write_moves(const Connection& connection) const {
    TRY_VOID(connection.execute("DELETE FROM ledger_history WHERE derived = 1"));
    TRY(Statement insert,
        connection.prepare(
            "INSERT INTO ledger_history(doc, n, move, day, status, told_by, evidence, why, derived) "
            "SELECT l.doc, l.n, (SELECT coalesce(max(h.move), 0) + 1 FROM ledger_history h WHERE h.doc = "
            "l.doc AND h.n = l.n), ?1, ?2, d.doc, ?3, ?4, 1 FROM ledger l, documents d WHERE l.key = ?5 "
            "AND d.id = ?6"));
    for (const EntryMove& move : moves_) {
      // The quote stands in the row itself: the text of the document that tells it may not be kept.
      store::RowBinder binder(insert, {{}, false});
      binder.value(1, move.day);
      insert.bind_text(2, move.status);
      binder.value(3, move.evidence);
      binder.value(4, move.why);
      insert.bind(5, *store::key_of(move.entry));
      insert.bind_text(6, move.document);
      TRY_VOID(insert.run());
    }
    return moves_.size();
  }

 private:
  const LedgerWords& words_;
  const Origins& origins_;
  LedgerHistory history_;
  std::vector<ToldEvent> events_;
  std::vector<EntryMove> moves_;
};

Result<AcrossCounts> derive(Store& store, const LedgerWords& words) {
  const Connection& connection = store.parts().connection;
  AcrossCounts counts;
  Origins origins;
  TRY_VOID(origins.read(connection));
  Across across(words, origins);
  TRY_VOID(
      store.readings({}, [&](const StoredDocument&, const Reading& reading) { return across.add(reading), true; }));
  TRY(counts.origins, origins.write(connection));
  TRY(counts.merged_events, across.write_events(connection));
  TRY(counts.ledger_moves, across.write_moves(connection));
  return counts;
}

}  // namespace

Result<AcrossCounts> derive_across(Store& store, const LedgerWords& words) {
  const Connection& connection = store.parts().connection;
  if (Result<void> begun = connection.execute("BEGIN IMMEDIATE"); !begun) return store.parts().named(begun.error());
  Result<AcrossCounts> counts = derive(store, words);
  const Result<void> ended = connection.execute(counts ? "COMMIT" : "ROLLBACK");
  if (!counts) return store.parts().named(counts.error());
  if (!ended) return store.parts().named(ended.error());
  return counts;
}

Result<std::optional<MergedRow>> merged_event_of(Store& store, std::string_view event_id) {
  const std::optional<int64_t> key = store::key_of(event_id);
  if (!key) return std::nullopt;
  TRY(Statement row, store.parts().connection.prepare(
                         "SELECT m.id, m.documents, m.independent_origins, m.disagreements FROM tellings t JOIN "
                         "events_merged m ON m.id = t.merged JOIN events e USING(doc, n) WHERE e.key = ?"));
  row.bind(1, *key);
  TRY(const bool found, row.step());
  if (!found) return std::nullopt;
  return MergedRow{store::id_of(row.integer(0)), static_cast<uint64_t>(row.integer(1)),
                   static_cast<uint64_t>(row.integer(2)), std::string(row.text(3))};
}

Result<std::string> origin_of(Store& store, std::string_view document_id) {
  TRY(Statement row, store.parts().connection.prepare(
                         "SELECT o.id FROM documents d JOIN documents o ON o.doc = d.origin WHERE d.id = ?"));
  row.bind_text(1, document_id);
  TRY(const bool found, row.step());
  return found ? std::string(row.text(0)) : std::string();
}

}  // namespace tocsin
