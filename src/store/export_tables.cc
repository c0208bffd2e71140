// Each table is one walk through the store: memory holds one document, however many there are.
#include "store/export_tables.h"

#include "store/across.h"
#include "store/actor_counts.h"

namespace tocsin {
namespace {

struct Names {
  std::vector<std::string> names, codes;
};

Names names_of(const Reading& reading, const std::vector<std::string>& ids) {
  Names out;
  for (const std::string& id : ids) {
    const EntityRecord* ent = entity_of(reading, id);
    out.names.push_back(ent == nullptr ? std::string() : ent->name);
    out.codes.push_back(ent == nullptr ? std::string() : ent->code);
  }
  return out;
}

SourceColumns source_of(const DocumentRecord& document) {
  return {.source = document.source,
          .publisher = document.publisher,
          .url = document.url,
          .title = document.title,
          .published = document.published};
}

template <typename Record>
RecordHead head_of(const Found<Record>& found) {
  return {.document = found.document.record.id, .key = found.id, .day = found.day};
}

Result<EventRow> row_of(Store& store, const Found<EventRecord>& found, const Reading& reading, const EventRecord& ev) {
  Names actors = names_of(reading, ev.actors), recipients = names_of(reading, ev.recipients);
  EventColumns columns{.actor_names = std::move(actors.names),
                       .actor_codes = std::move(actors.codes),
                       .recipient_names = std::move(recipients.names),
                       .recipient_codes = std::move(recipients.codes),
                       .quote = joined_quotes(ev.evidence)};
  if (const TimeRecord* time = time_of(reading, ev.when)) columns.start = time->start, columns.end = time->end;
  if (const PlaceRecord* place = place_of(reading, ev.where)) {
    columns.place = place->name;
    columns.place_country = place->country;
    columns.place_precision = place->precision;
    columns.lat = place->lat;
    columns.lon = place->lon;
  }
  TRY(const std::optional<MergedRow> merged, merged_event_of(store, found.id));
  if (merged) {
    columns.merged = merged->id;
    columns.documents = merged->documents;
    columns.independent_origins = merged->independent_origins;
  }
  return EventRow(head_of(found), ev, std::move(columns), source_of(reading.document));
}

Result<StatementRow> row_of(Store&, const Found<StatementRecord>& found, const Reading& reading,
                            const StatementRecord& st) {
  Names speakers = names_of(reading, st.speakers), addressees = names_of(reading, st.addressees);
  return StatementRow{head_of(found), st,
                      StatementColumns{.speaker_names = std::move(speakers.names),
                                       .speaker_codes = std::move(speakers.codes),
                                       .addressee_names = std::move(addressees.names),
                                       .addressee_codes = std::move(addressees.codes),
                                       .quote = joined_quotes(st.content)},
                      source_of(reading.document)};
}

Result<LedgerRow> row_of(Store&, const Found<LedgerRecord>& found, const Reading& reading, const LedgerRecord& entry) {
  Names by = names_of(reading, entry.by), to = names_of(reading, entry.to);
  const TimeRecord* deadline = time_of(reading, entry.deadline);
  return LedgerRow{head_of(found), entry,
                   LedgerColumns{.by_names = std::move(by.names),
                                 .by_codes = std::move(by.codes),
                                 .to_names = std::move(to.names),
                                 .to_codes = std::move(to.codes),
                                 .deadline_day = deadline == nullptr ? "" : deadline->end,
                                 .quote = entry.content.text},
                   source_of(reading.document)};
}

template <typename Row>
OpenSink<Row> open_sink(std::string_view format, const std::filesystem::path& target) {
  if (format == "csv") return open_csv<Row>(target);
  if (format == "jsonl") return open_jsonl<Row>(target);
  return open_parquet<Row>(target);
}

struct TableJob {
  Store& store;
  const Codebook& book;
  std::string_view format;
  const ExportRequest& request;
  const std::filesystem::path& target;
};

template <typename Row, typename Record>
Result<uint64_t> write_records(const TableJob& job, std::vector<Record> Reading::*list,
                               Result<void> (Store::*walk)(const Filter&, const Visit<Record>&)) {
  TRY(const auto sink, open_sink<Row>(job.format, job.target));
  Preparer preparer(job.book, job.request.with_persons);
  Gate gate(job.request.limit);
  TRY_VOID(gate.outcome((job.store.*walk)(job.request.filter, [&](const Found<Record>& found) {
    if (gate.is_full()) return false;
    const Reading& reading = preparer.ready(found.reading);
    const auto at = static_cast<size_t>(&found.record - (found.reading.*list).data());
    const Result<Row> row = row_of(job.store, found, reading, (reading.*list)[at]);
    return gate.pass(row ? sink->add(*row) : std::unexpected(row.error()));
  })));
  TRY_VOID(sink->finish());
  return gate.count();
}

/// Tables whose rows come by documents: `rows(reading)` gives those of one.
template <typename Row, typename Rows>
Result<uint64_t> write_parts(const TableJob& job, const Rows& rows) {
  TRY(const auto sink, open_sink<Row>(job.format, job.target));
  Preparer preparer(job.book, job.request.with_persons);
  Gate gate(job.request.limit);
  TRY_VOID(gate.outcome(job.store.readings(job.request.filter, [&](const StoredDocument&, const Reading& reading) {
    for (const Row& row : rows(preparer.ready(reading)))
      if (gate.is_full() || !gate.pass(sink->add(row))) return false;
    return true;
  })));
  TRY_VOID(sink->finish());
  return gate.count();
}

Result<uint64_t> write_actors(const TableJob& job) {
  TRY(const auto sink, open_sink<ActorRow>(job.format, job.target));
  TRY(const std::vector<ActorCount> actors, count_actors(job.store, job.book, job.request));
  for (const ActorCount& actor : actors) TRY_VOID(sink->add(ActorRow(actor)));
  TRY_VOID(sink->finish());
  return actors.size();
}

std::vector<DocumentRow> document_rows(const Reading& reading) { return {DocumentRow(reading.document)}; }

std::vector<EntityRow> entity_rows(const Reading& reading) {
  const std::vector<std::string> keys = record_ids(reading.document.id, reading.entities);
  std::vector<EntityRow> rows;
  for (size_t i = 0; i < keys.size(); ++i)
    rows.emplace_back(EntityHead{reading.document.id, keys[i]}, reading.entities[i]);
  return rows;
}

std::vector<TimeRow> time_rows(const Reading& reading) {
  std::vector<TimeRow> rows;
  for (const TimeRecord& time : reading.times) rows.emplace_back(PartHead{reading.document.id}, time);
  return rows;
}

std::vector<PlaceRow> place_rows(const Reading& reading) {
  std::vector<PlaceRow> rows;
  for (const PlaceRecord& place : reading.places) rows.emplace_back(PartHead{reading.document.id}, place);
  return rows;
}

}  // namespace

Result<uint64_t> write_table(Store& store, const Codebook& book, std::string_view table, std::string_view format,
                             const ExportRequest& request, const std::filesystem::path& target) {
  const TableJob job{store, book, format, request, target};
  if (table == "documents") return write_parts<DocumentRow>(job, document_rows);
  if (table == "entities") return write_parts<EntityRow>(job, entity_rows);
  if (table == "statements") return write_records<StatementRow>(job, &Reading::statements, &Store::statements);
  if (table == "events") return write_records<EventRow>(job, &Reading::events, &Store::events);
  if (table == "ledger") return write_records<LedgerRow>(job, &Reading::ledger, &Store::ledger);
  if (table == "actors") return write_actors(job);
  if (table == "times") return write_parts<TimeRow>(job, time_rows);
  return write_parts<PlaceRow>(job, place_rows);
}

}  // namespace tocsin
