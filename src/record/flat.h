// Rows of flat tables: a record with what a reader of that table alone needs besides: the document, ids across
// documents, names and codes for ids. Columns are the fields of a row's parts, one part after another; each name stands
// in one part only.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "record/fields.h"
#include "record/record.h"

namespace tocsin {

/// Head of what is read out of a document.
struct PartHead {
  std::string document;
};

/// Head of an entity: `key` is its id across documents.
struct EntityHead {
  std::string document;
  std::string key;
};

/// Head of statements, events and ledger entries. `day`: first of its time, else of publication.
struct RecordHead {
  std::string document;
  std::string key;
  std::string day;
};

/// Where a record was read.
struct SourceColumns {
  std::string source;
  std::string publisher;
  std::string url;
  std::string title;
  std::string published;
};

struct EventColumns {
  std::vector<std::string> actor_names, actor_codes, recipient_names, recipient_codes;
  std::string start, end;  ///< days of its time
  std::string place, place_country, place_precision;
  std::optional<double> lat, lon;
  std::string quote;
  std::string merged;  ///< id of the event that this is a telling of; empty = nobody has compared it yet
  std::optional<uint64_t> documents, independent_origins;  ///< that tell it
};

struct StatementColumns {
  std::vector<std::string> speaker_names, speaker_codes, addressee_names, addressee_codes;
  std::string quote;
};

struct LedgerColumns {
  std::vector<std::string> by_names, by_codes, to_names, to_codes;
  std::string deadline_day;  ///< last day of the time that `deadline` names
  std::string quote;
};

/// Somebody over all documents: how often, and in which parts.
struct ActorCount {
  std::string name;
  std::string code;
  std::string country;
  std::string kind;
  std::string title;  ///< of the latest document that gives one
  uint64_t documents = 0;
  uint64_t acts = 0;        ///< events as actor
  uint64_t receives = 0;    ///< events as recipient
  uint64_t statements = 0;  ///< as speaker
  uint64_t ledger = 0;      ///< entries by it
  std::string first, last;  ///< days of publication
};

using ActorRow = std::tuple<ActorCount>;
using DocumentRow = std::tuple<DocumentRecord>;
using EntityRow = std::tuple<EntityHead, EntityRecord>;
using StatementRow = std::tuple<RecordHead, StatementRecord, StatementColumns, SourceColumns>;
using EventRow = std::tuple<RecordHead, EventRecord, EventColumns, SourceColumns>;
using LedgerRow = std::tuple<RecordHead, LedgerRecord, LedgerColumns, SourceColumns>;
using TimeRow = std::tuple<PartHead, TimeRecord>;
using PlaceRow = std::tuple<PartHead, PlaceRecord>;

template <>
inline constexpr auto kFields<PartHead> = std::tuple(Field("document", &PartHead::document));

template <>
inline constexpr auto kFields<EntityHead> =
    std::tuple(Field("document", &EntityHead::document), Field("key", &EntityHead::key));

template <>
inline constexpr auto kFields<RecordHead> =
    std::tuple(Field("document", &RecordHead::document), Field("key", &RecordHead::key),
               Field("day", &RecordHead::day, FieldKind::kKnown));

template <>
inline constexpr auto kFields<SourceColumns> = std::tuple(
    Field("source", &SourceColumns::source, FieldKind::kKnown),
    Field("publisher", &SourceColumns::publisher, FieldKind::kKnown),
    Field("url", &SourceColumns::url, FieldKind::kKnown), Field("title", &SourceColumns::title, FieldKind::kKnown),
    Field("published", &SourceColumns::published, FieldKind::kKnown));

template <>
inline constexpr auto kFields<EventColumns> = std::tuple(
    Field("actor_names", &EventColumns::actor_names), Field("actor_codes", &EventColumns::actor_codes),
    Field("recipient_names", &EventColumns::recipient_names), Field("recipient_codes", &EventColumns::recipient_codes),
    Field("start", &EventColumns::start, FieldKind::kKnown), Field("end", &EventColumns::end, FieldKind::kKnown),
    Field("place", &EventColumns::place, FieldKind::kKnown),
    Field("place_country", &EventColumns::place_country, FieldKind::kKnown),
    Field("place_precision", &EventColumns::place_precision, FieldKind::kKnown), Field("lat", &EventColumns::lat),
    Field("lon", &EventColumns::lon), Field("quote", &EventColumns::quote, FieldKind::kKnown),
    Field("merged", &EventColumns::merged, FieldKind::kKnown), Field("documents", &EventColumns::documents),
    Field("independent_origins", &EventColumns::independent_origins));

template <>
inline constexpr auto kFields<StatementColumns> = std::tuple(
    Field("speaker_names", &StatementColumns::speaker_names), Field("speaker_codes", &StatementColumns::speaker_codes),
    Field("addressee_names", &StatementColumns::addressee_names),
    Field("addressee_codes", &StatementColumns::addressee_codes),
    Field("quote", &StatementColumns::quote, FieldKind::kKnown));

template <>
inline constexpr auto kFields<LedgerColumns> =
    std::tuple(Field("by_names", &LedgerColumns::by_names), Field("by_codes", &LedgerColumns::by_codes),
               Field("to_names", &LedgerColumns::to_names), Field("to_codes", &LedgerColumns::to_codes),
               Field("deadline_day", &LedgerColumns::deadline_day, FieldKind::kKnown),
               Field("quote", &LedgerColumns::quote, FieldKind::kKnown));

template <>
inline constexpr auto kFields<ActorCount> = std::tuple(
    Field("name", &ActorCount::name, FieldKind::kKnown), Field("code", &ActorCount::code, FieldKind::kKnown),
    Field("country", &ActorCount::country, FieldKind::kKnown), Field("kind", &ActorCount::kind, FieldKind::kKnown),
    Field("title", &ActorCount::title, FieldKind::kKnown), Field("documents", &ActorCount::documents),
    Field("acts", &ActorCount::acts), Field("receives", &ActorCount::receives),
    Field("statements", &ActorCount::statements), Field("ledger", &ActorCount::ledger),
    Field("first", &ActorCount::first, FieldKind::kKnown), Field("last", &ActorCount::last, FieldKind::kKnown));

/// A document's text is always a text; every other unknown is empty. Fields that explain have no column.
template <typename Record, typename Value>
constexpr bool is_flat_column(const Field<Record, Value>& field) {
  return field.kind != FieldKind::kExplain;
}

/// Each column's field of a row with the part that it is of: `visit(part, field)`.
template <typename Row, typename Visit>
void for_each_flat(const Row& row, const Visit& visit) {
  const auto one = [&](const auto& part, const auto& field) {
    if (is_flat_column(field)) visit(part, field);
  };
  const auto part = [&]<typename Part>(const Part& each) {
    std::apply([&](const auto&... fields) { (one(each, fields), ...); }, kFields<Part>);
  };
  std::apply([&](const auto&... parts) { (part(parts), ...); }, row);
}

}  // namespace tocsin
