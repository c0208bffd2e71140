// Walks through documents and records. SQL finds the documents that can hold what is asked for; the records themselves
// are judged here, with their whole document at hand.
#include <algorithm>
#include <map>
#include <set>
#include <type_traits>

#include "base/ascii.h"
#include "store/parts.h"
#include "store/rows.h"

namespace tocsin {
namespace {

using Words = std::vector<std::string>;

bool holds(const Words& wanted, std::string_view value) {
  return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

bool holds_any(const Words& wanted, const Words& values) {
  return wanted.empty() || std::ranges::any_of(values, [&](const std::string& value) { return holds(wanted, value); });
}

/// "mali" finds Mali.
bool same_letters(std::string_view one, std::string_view other) {
  const auto low = [](char c) { return ascii::lower(c); };
  return std::ranges::equal(one, other, {}, low, low);
}

bool is_party(const Reading& reading, std::string_view id, const Words& codes) {
  if (codes.empty()) return true;
  const EntityRecord* ent = entity_of(reading, id);
  return ent != nullptr && std::ranges::any_of(codes, [&](const std::string& code) {
           if (code.starts_with('*')) return std::ranges::find(ent->sectors, code.substr(1)) != ent->sectors.end();
           return ent->code.starts_with(code) || ent->country == code;
         });
}

struct Sides {
  Words actors, recipients;
};

Sides sides_of(const Reading&, const StatementRecord& st) { return {st.speakers, st.addressees}; }
Sides sides_of(const Reading&, const LedgerRecord& entry) { return {entry.by, entry.to}; }
Sides sides_of(const Reading&, const EventRecord& ev) {
  if (!ev.reciprocal) return {ev.actors, ev.recipients};
  Words all = ev.actors;
  all.insert(all.end(), ev.recipients.begin(), ev.recipients.end());
  return {all, all};
}

/// Some actor and some recipient, not the same one.
bool are_between(const Reading& reading, const Words& actors, const Words& recipients, const Filter& filter) {
  const auto is_actor = [&](const std::string& id) { return is_party(reading, id, filter.actors); };
  const auto is_recipient = [&](const std::string& id) { return is_party(reading, id, filter.recipients); };
  if (filter.recipients.empty()) return filter.actors.empty() || std::ranges::any_of(actors, is_actor);
  if (filter.actors.empty()) return std::ranges::any_of(recipients, is_recipient);
  return std::ranges::any_of(actors, [&](const std::string& actor) {
    return is_actor(actor) && std::ranges::any_of(recipients, [&](const std::string& recipient) {
             return recipient != actor && is_recipient(recipient);
           });
  });
}

template <typename Record>
bool has_sides(const Reading& reading, const Record& record, const Filter& filter) {
  const Sides sides = sides_of(reading, record);
  return are_between(reading, sides.actors, sides.recipients, filter) ||
         (filter.either_way && are_between(reading, sides.recipients, sides.actors, filter));
}

template <typename Record>
bool is_in_time(const Reading& reading, const Record& record, const Filter& filter) {
  if (filter.since.empty() && filter.until.empty()) return true;
  const TimeRecord* time = time_of(reading, record.when);
  const bool is_known = time != nullptr && !time->start.empty();
  const std::string& start = is_known ? time->start : reading.document.published;
  const std::string& end = is_known && !time->end.empty() ? time->end : start;
  if (start.empty()) return false;
  return (filter.since.empty() || end >= filter.since) && (filter.until.empty() || start <= filter.until);
}

bool is_at(const Reading& reading, std::string_view where, const Filter& filter) {
  if (filter.place.empty()) return true;
  const PlaceRecord* place = place_of(reading, where);
  return place != nullptr && (same_letters(place->name, filter.place) || same_letters(place->country, filter.place) ||
                              same_letters(place->admin1, filter.place));
}

bool is_wanted(const Reading& reading, const EventRecord& ev, const Filter& filter) {
  return holds(filter.kinds, ev.type) && holds_any(filter.modes, ev.modes) && holds(filter.factuality, ev.factuality) &&
         is_at(reading, ev.where, filter) &&
         (filter.quads.empty() || std::ranges::find(filter.quads, ev.quad) != filter.quads.end());
}

bool is_wanted(const Reading&, const StatementRecord& st, const Filter& filter) { return holds(filter.kinds, st.form); }

bool is_wanted(const Reading&, const LedgerRecord& entry, const Filter& filter) {
  return holds(filter.kinds, entry.kind) && holds(filter.statuses, entry.status);
}

/// A condition with the texts that its question marks stand for.
class Conditions {
 public:
  void add(const std::string& condition, const Words& values = {}) {
    sql_ += (sql_.empty() ? " WHERE " : " AND ") + condition;
    values_.insert(values_.end(), values.begin(), values.end());
  }
  void add_codes(const Words& codes) {
    if (codes.empty()) return;
    std::string any;
    Words bounds;
    for (const std::string& code : codes) {
      any += any.empty() ? "" : " OR ";
      if (code.starts_with('*')) {
        any += "code LIKE ?";
        bounds.push_back("%" + code.substr(1) + "%");
        continue;
      }
      any += "(code >= ? AND code < ?)";
      bounds.push_back(code);
      bounds.push_back(code + "~");
    }
    add("d.doc IN (SELECT doc FROM entities WHERE " + any + ")", bounds);
  }
  [[nodiscard]] static std::string marks(size_t count) {
    std::string list;
    for (size_t i = 0; i < count; ++i) list += i == 0 ? "?" : ", ?";
    return "(" + list + ")";
  }
  [[nodiscard]] Result<sqlite::Statement> prepare(const sqlite::Connection& connection) const {
    TRY(sqlite::Statement rows, connection.prepare(store::select_documents() + sql_ + " ORDER BY d.published, d.id"));
    for (size_t i = 0; i < values_.size(); ++i) rows.bind_text(static_cast<int>(i) + 1, values_[i]);
    return rows;
  }

 private:
  std::string sql_;
  Words values_;
};

Conditions document_conditions(const Filter& filter) {
  Conditions conditions;
  if (!filter.with_history) conditions.add("d.status = 'stored' AND d.superseded_by IS NULL");
  if (!filter.documents.empty())
    conditions.add("d.id IN " + Conditions::marks(filter.documents.size()), filter.documents);
  if (!filter.source.empty()) conditions.add("(d.source = ? OR d.publisher = ?)", {filter.source, filter.source});
  if (!filter.search.empty())
    conditions.add("d.doc IN (SELECT rowid FROM search WHERE search MATCH ?)", {filter.search});
  return conditions;
}

/// Documents that may hold records of `table` that the filter asks for.
Conditions record_conditions(const Filter& filter, const std::string& table, const std::string& kind) {
  Conditions conditions = document_conditions(filter);
  conditions.add_codes(filter.actors);
  conditions.add_codes(filter.recipients);
  std::string inside = "SELECT 1 FROM " + table + " r WHERE r.doc = d.doc";
  Words values = filter.kinds;
  if (!values.empty()) inside += " AND r." + kind + " IN " + Conditions::marks(values.size());
  if (!filter.until.empty()) inside += " AND r.day <= ?", values.push_back(filter.until);
  conditions.add("EXISTS (" + inside + ")", values);
  return conditions;
}

/// A query that the user wrote wrongly is not our own fault.
std::unexpected<Error> query_error(const Store::Parts& parts, Error error, const Filter& filter) {
  if (error.kind == ErrorKind::kInternal && !filter.search.empty())
    return fail(ErrorKind::kUsage, "--search: \"" + filter.search +
                                       "\" cannot be searched for; words, \"a phrase\", AND, OR, NOT and word* can");
  return parts.named(std::move(error));
}

using VisitDocument = std::function<Result<bool>(const StoredDocument&)>;

Result<void> walk(const sqlite::Connection& connection, const Conditions& conditions, const VisitDocument& visit) {
  TRY(sqlite::Statement rows, conditions.prepare(connection));
  for (;;) {
    TRY(const bool found, rows.step());
    if (!found) return {};
    TRY(const StoredDocument document, store::read_document(rows));
    TRY(const bool goes_on, visit(document));
    if (!goes_on) return {};
  }
}

/// What filters ask of events told by many. One that nobody has compared yet stands for itself.
class Tellings {
 public:
  Tellings(const sqlite::Connection& connection, const Filter& filter) : connection_(connection), filter_(filter) {}

  Result<void> load(int64_t doc) {
    merged_.clear();
    if (filter_.min_origins <= 1 && !filter_.once) return {};
    TRY(sqlite::Statement row,
        connection_.prepare("SELECT t.n, m.id, m.independent_origins FROM tellings t JOIN events_merged m ON m.id = "
                            "t.merged WHERE t.doc = ?"));
    row.bind(1, doc);
    for (;;) {
      TRY(const bool found, row.step());
      if (!found) return {};
      merged_["E" + std::to_string(row.integer(0))] = {row.integer(1), static_cast<uint64_t>(row.integer(2))};
    }
  }

  /// To be asked last, of an event that all else is right with: it then counts as found.
  bool take(const EventRecord& ev) {
    if (filter_.min_origins <= 1 && !filter_.once) return true;
    const auto found = merged_.find(ev.id);
    if (found == merged_.end()) return filter_.min_origins <= 1;
    if (found->second.origins < filter_.min_origins) return false;
    return !filter_.once || taken_.insert(found->second.id).second;
  }
  template <typename Record>
  bool take(const Record&) {
    return true;
  }

 private:
  struct Merged {
    int64_t id = 0;
    uint64_t origins = 0;
  };
  const sqlite::Connection& connection_;
  const Filter& filter_;
  std::map<std::string, Merged> merged_;  ///< of the events of the document
  std::set<int64_t> taken_;
};

template <typename Record>
bool visit_records(const StoredDocument& document, const Reading& reading, const std::vector<Record>& records,
                   const Filter& filter, Tellings& tellings, const Visit<Record>& visit) {
  const std::vector<std::string> ids = record_ids(document.record.id, records);
  for (size_t i = 0; i < records.size(); ++i) {
    const Record& record = records[i];
    if (!is_wanted(reading, record, filter) || !has_sides(reading, record, filter) ||
        !is_in_time(reading, record, filter) || !tellings.take(record))
      continue;
    if (!visit({ids[i], day_of(reading, record.when), document, reading, record})) return false;
  }
  return true;
}

template <typename Record>
Result<void> records(const Store::Parts& parts, const Filter& filter, const Conditions& conditions,
                     std::vector<Record> Reading::*list, const Visit<Record>& visit) {
  Tellings tellings(parts.connection, filter);
  const Result<void> walked = walk(parts.connection, conditions, [&](const StoredDocument& document) -> Result<bool> {
    TRY_VOID(tellings.load(document.row));
    TRY(const Reading reading, store::load_reading(parts.connection, document));
    return visit_records(document, reading, reading.*list, filter, tellings, visit);
  });
  if (!walked) return query_error(parts, walked.error(), filter);
  return {};
}

}  // namespace

Result<void> Store::documents(const Filter& filter, const std::function<bool(const StoredDocument&)>& visit) {
  Conditions conditions = document_conditions(filter);
  conditions.add_codes(filter.actors);
  if (!filter.since.empty()) conditions.add("d.published >= ?", {filter.since});
  if (!filter.until.empty()) conditions.add("d.published <= ?", {filter.until});
  const Result<void> walked = walk(parts_->connection, conditions,
                                   [&](const StoredDocument& document) -> Result<bool> { return visit(document); });
  if (!walked) return query_error(*parts_, walked.error(), filter);
  return {};
}

Result<void> Store::readings(const Filter& filter,
                             const std::function<bool(const StoredDocument&, const Reading&)>& visit) {
  Conditions conditions = document_conditions(filter);
  conditions.add_codes(filter.actors);
  if (!filter.since.empty()) conditions.add("d.published >= ?", {filter.since});
  if (!filter.until.empty()) conditions.add("d.published <= ?", {filter.until});
  const Result<void> walked = walk(parts_->connection, conditions, [&](const StoredDocument& document) -> Result<bool> {
    TRY(const Reading reading, store::load_reading(parts_->connection, document));
    return visit(document, reading);
  });
  if (!walked) return query_error(*parts_, walked.error(), filter);
  return {};
}

Result<void> Store::events(const Filter& filter, const Visit<EventRecord>& visit) {
  return records(*parts_, filter, record_conditions(filter, "events", "type"), &Reading::events, visit);
}

Result<void> Store::statements(const Filter& filter, const Visit<StatementRecord>& visit) {
  return records(*parts_, filter, record_conditions(filter, "statements", "form"), &Reading::statements, visit);
}

Result<void> Store::ledger(const Filter& filter, const Visit<LedgerRecord>& visit) {
  return records(*parts_, filter, record_conditions(filter, "ledger", "kind"), &Reading::ledger, visit);
}

}  // namespace tocsin
