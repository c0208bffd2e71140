// The one description of the records' fields: names and order as in FORMATS.md ("One document"). Every writer and
// reader of records walks these tuples, so that a field added here is a field everywhere.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

#include "record/record.h"

namespace tocsin {

/// How a field behaves where its value is unknown or asked for only at times.
enum class FieldKind {
  kValue,    ///< always there: an empty string is an empty string, an empty list an empty list
  kKnown,    ///< an empty string is unknown (null)
  kInlined,  ///< the fields of its value stand in the record itself
  kExplain,  ///< left out unless an explanation is asked for
};

template <typename Record, typename Value>
struct Field {
  const char* name;
  Value Record::*member;
  FieldKind kind = FieldKind::kValue;
};
template <typename Record, typename Value>
Field(const char*, Value Record::*) -> Field<Record, Value>;
template <typename Record, typename Value>
Field(const char*, Value Record::*, FieldKind) -> Field<Record, Value>;

/// Specialised for each record.
template <typename Record>
inline constexpr auto kFields = nullptr;

template <typename Record>
inline constexpr bool kHasFields = !std::is_same_v<decltype(kFields<Record>), const std::nullptr_t>;

template <>
inline constexpr auto kFields<DocumentRecord> = std::tuple(
    Field("id", &DocumentRecord::id), Field("external_id", &DocumentRecord::external_id, FieldKind::kKnown),
    Field("supersedes", &DocumentRecord::supersedes, FieldKind::kKnown),
    Field("source", &DocumentRecord::source, FieldKind::kKnown),
    Field("publisher", &DocumentRecord::publisher, FieldKind::kKnown),
    Field("url", &DocumentRecord::url, FieldKind::kKnown), Field("title", &DocumentRecord::title, FieldKind::kKnown),
    Field("published", &DocumentRecord::published, FieldKind::kKnown),
    Field("published_from", &DocumentRecord::published_from, FieldKind::kKnown),
    Field("language", &DocumentRecord::language, FieldKind::kKnown), Field("text", &DocumentRecord::text));

template <>
inline constexpr auto kFields<MentionRecord> = std::tuple(Field("span", &MentionRecord::span, FieldKind::kInlined),
                                                          Field("as", &MentionRecord::as, FieldKind::kKnown));

template <>
inline constexpr auto kFields<RoleRecord> = std::tuple(
    Field("title", &RoleRecord::title, FieldKind::kKnown), Field("since", &RoleRecord::since, FieldKind::kKnown),
    Field("until", &RoleRecord::until, FieldKind::kKnown), Field("from", &RoleRecord::from, FieldKind::kKnown));

template <>
inline constexpr auto kFields<EntityRecord> = std::tuple(
    Field("id", &EntityRecord::id), Field("name", &EntityRecord::name, FieldKind::kKnown),
    Field("kind", &EntityRecord::kind, FieldKind::kKnown), Field("code", &EntityRecord::code, FieldKind::kKnown),
    Field("country", &EntityRecord::country, FieldKind::kKnown), Field("sectors", &EntityRecord::sectors),
    Field("role", &EntityRecord::role), Field("mentions", &EntityRecord::mentions));

template <>
inline constexpr auto kFields<VenueRecord> =
    std::tuple(Field("name", &VenueRecord::name, FieldKind::kKnown), Field("span", &VenueRecord::span));

template <>
inline constexpr auto kFields<StatementRecord> = std::tuple(
    Field("id", &StatementRecord::id), Field("speakers", &StatementRecord::speakers),
    Field("addressees", &StatementRecord::addressees), Field("cue", &StatementRecord::cue),
    Field("content", &StatementRecord::content), Field("form", &StatementRecord::form, FieldKind::kKnown),
    Field("venue", &StatementRecord::venue), Field("medium", &StatementRecord::medium, FieldKind::kKnown),
    Field("when", &StatementRecord::when, FieldKind::kKnown), Field("sentence", &StatementRecord::sentence),
    Field("confidence", &StatementRecord::confidence), Field("why", &StatementRecord::why, FieldKind::kExplain));

template <>
inline constexpr auto kFields<SizeRecord> =
    std::tuple(Field("what", &SizeRecord::what, FieldKind::kKnown), Field("low", &SizeRecord::low),
               Field("high", &SizeRecord::high), Field("span", &SizeRecord::span));

template <>
inline constexpr auto kFields<EventRecord> = std::tuple(
    Field("id", &EventRecord::id), Field("type", &EventRecord::type, FieldKind::kKnown),
    Field("modes", &EventRecord::modes), Field("contexts", &EventRecord::contexts),
    Field("cameo", &EventRecord::cameo, FieldKind::kKnown), Field("quad", &EventRecord::quad),
    Field("score", &EventRecord::score), Field("actors", &EventRecord::actors),
    Field("recipients", &EventRecord::recipients), Field("reciprocal", &EventRecord::reciprocal),
    Field("factuality", &EventRecord::factuality, FieldKind::kKnown), Field("trigger", &EventRecord::trigger),
    Field("evidence", &EventRecord::evidence), Field("when", &EventRecord::when, FieldKind::kKnown),
    Field("where", &EventRecord::where, FieldKind::kKnown),
    Field("stated_in", &EventRecord::stated_in, FieldKind::kKnown),
    Field("assertion", &EventRecord::assertion, FieldKind::kKnown), Field("deaths", &EventRecord::deaths),
    Field("sizes", &EventRecord::sizes), Field("sentence", &EventRecord::sentence),
    Field("confidence", &EventRecord::confidence), Field("why", &EventRecord::why, FieldKind::kExplain));

template <>
inline constexpr auto kFields<LedgerRecord> = std::tuple(
    Field("id", &LedgerRecord::id), Field("kind", &LedgerRecord::kind, FieldKind::kKnown),
    Field("by", &LedgerRecord::by), Field("to", &LedgerRecord::to), Field("about", &LedgerRecord::about),
    Field("content", &LedgerRecord::content), Field("status", &LedgerRecord::status, FieldKind::kKnown),
    Field("deadline", &LedgerRecord::deadline, FieldKind::kKnown), Field("condition", &LedgerRecord::condition),
    Field("required_for", &LedgerRecord::required_for), Field("contested_by", &LedgerRecord::contested_by),
    Field("contested_with", &LedgerRecord::contested_with), Field("behind", &LedgerRecord::behind),
    Field("when", &LedgerRecord::when, FieldKind::kKnown), Field("confidence", &LedgerRecord::confidence),
    Field("why", &LedgerRecord::why, FieldKind::kExplain));

template <>
inline constexpr auto kFields<TimeRecord> = std::tuple(
    Field("id", &TimeRecord::id), Field("span", &TimeRecord::span), Field("kind", &TimeRecord::kind, FieldKind::kKnown),
    Field("value", &TimeRecord::value, FieldKind::kKnown), Field("mod", &TimeRecord::mod, FieldKind::kKnown),
    Field("start", &TimeRecord::start, FieldKind::kKnown), Field("end", &TimeRecord::end, FieldKind::kKnown),
    Field("anchor", &TimeRecord::anchor, FieldKind::kKnown));

template <>
inline constexpr auto kFields<PlaceRecord> = std::tuple(
    Field("id", &PlaceRecord::id), Field("span", &PlaceRecord::span),
    Field("name", &PlaceRecord::name, FieldKind::kKnown), Field("country", &PlaceRecord::country, FieldKind::kKnown),
    Field("admin1", &PlaceRecord::admin1, FieldKind::kKnown), Field("lat", &PlaceRecord::lat),
    Field("lon", &PlaceRecord::lon), Field("geonameid", &PlaceRecord::geonameid),
    Field("precision", &PlaceRecord::precision, FieldKind::kKnown));

template <>
inline constexpr auto kFields<NoteRecord> =
    std::tuple(Field("what", &NoteRecord::what), Field("span", &NoteRecord::span));

template <>
inline constexpr auto kFields<PredicateRecord> =
    std::tuple(Field("span", &PredicateRecord::span), Field("factuality", &PredicateRecord::factuality));

template <>
inline constexpr auto kFields<Reading> =
    std::tuple(Field("document", &Reading::document), Field("entities", &Reading::entities),
               Field("statements", &Reading::statements), Field("events", &Reading::events),
               Field("ledger", &Reading::ledger), Field("times", &Reading::times), Field("places", &Reading::places),
               Field("notes", &Reading::notes), Field("predicates", &Reading::predicates));

}  // namespace tocsin
