// The records: what leaves the engine. They own their strings and their evidence and are the only thing that crosses
// threads, disk, network and Python. Field names and meanings are FORMATS.md's ("One document").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tocsin {

/// A piece of the document's text. Offsets are BYTES inside the engine; writers turn them into code points.
/// `text` is exactly the slice; an empty `text` means that there is no span (JSON: null).
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string text;

  [[nodiscard]] bool empty() const { return text.empty(); }
  bool operator==(const Span&) const = default;
};

struct MentionRecord {
  Span span;
  std::string as;  ///< name, role, pronoun, demonym, metonym, description
};

/// `role` of an entity: the office held on the day of the document.
struct RoleRecord {
  std::string title;
  std::string since;  ///< ISO date as the table gives it; empty = unknown
  std::string until;
  std::string from;  ///< table or text
};

struct EntityRecord {
  std::string id;  ///< N1, N2 …
  std::string name;
  std::string kind;     ///< person, state, organisation, group, armed-group, people, place-as-actor
  std::string code;     ///< USAGOV; empty = unknown
  std::string country;  ///< ISO 3166 alpha-3 or the code of an international body; empty = unknown
  std::vector<std::string> sectors;
  std::optional<RoleRecord> role;
  std::vector<MentionRecord> mentions;
};

struct VenueRecord {
  std::string name;
  Span span;
};

struct StatementRecord {
  std::string id;                       ///< S1 …
  std::vector<std::string> speakers;    ///< entity ids
  std::vector<std::string> addressees;  ///< entity ids
  Span cue;
  std::vector<Span> content;
  std::string form;  ///< direct, indirect, mixed
  std::optional<VenueRecord> venue;
  std::string medium;     ///< statement, speech, interview …; empty = not said
  std::string when;       ///< time id; empty = unknown
  uint32_t sentence = 0;  ///< 0-based index of the sentence of the cue
  double confidence = 0;
  std::vector<std::string> why;  ///< table rows and rules behind the record; shown by --explain only
};

struct SizeRecord {
  std::string what;  ///< dead, injured, arrested, displaced
  int64_t low = 0;
  int64_t high = 0;
  Span span;
};

struct EventRecord {
  std::string id;    ///< E1 …
  std::string type;  ///< PLOVER type
  std::vector<std::string> modes;
  std::vector<std::string> contexts;
  std::string cameo;
  int quad = 0;
  double score = 0;
  std::vector<std::string> actors;      ///< entity ids
  std::vector<std::string> recipients;  ///< entity ids
  bool reciprocal = false;
  std::string factuality;  ///< happened, ongoing, planned, possible, denied, historical
  Span trigger;
  std::vector<Span> evidence;
  std::string when;               ///< time id
  std::string where;              ///< place id
  std::string stated_in;          ///< statement id
  std::string assertion;          ///< stated, reported, unconfirmed
  std::optional<int64_t> deaths;  ///< the lowest number told
  std::vector<SizeRecord> sizes;
  uint32_t sentence = 0;
  double confidence = 0;
  std::vector<std::string> why;
};

struct LedgerRecord {
  std::string id;    ///< L1 …
  std::string kind;  ///< agreement, pledge, offer, demand, precondition, refusal, warning, position, claim
  std::vector<std::string> by;
  std::vector<std::string> to;
  std::vector<std::string> about;  ///< country codes
  Span content;
  std::string status;
  std::string deadline;  ///< time id
  Span condition;
  Span required_for;
  std::vector<std::string> contested_by;  ///< entity ids
  Span contested_with;
  std::vector<std::string> behind;  ///< ids of statements and events
  std::string when;
  double confidence = 0;
  std::vector<std::string> why;
};

struct TimeRecord {
  std::string id;  ///< T1 …
  Span span;
  std::string kind;   ///< date, time, duration, set
  std::string value;  ///< TIMEX3 value, XXXX-03-17 without a year
  std::string mod;    ///< START, MID, END; empty = none
  std::string start;  ///< ISO date, inclusive; empty = unknown
  std::string end;
  std::string anchor;  ///< published, text, statement; empty = none
};

struct PlaceRecord {
  std::string id;  ///< P1 …
  Span span;
  std::string name;
  std::string country;
  std::string admin1;
  std::optional<double> lat;
  std::optional<double> lon;
  std::optional<int64_t> geonameid;
  std::string precision;  ///< point, city, admin2, admin1, region, country
};

struct NoteRecord {
  std::string what;
  Span span;
};

/// A word for an act that is no event of ours and did not, or not certainly, happen.
struct PredicateRecord {
  Span span;
  std::string factuality;  ///< planned, possible, denied
};

/// What is known of the document itself.
struct DocumentRecord {
  std::string id;
  std::string external_id;
  std::string supersedes;
  std::string source;
  std::string publisher;
  std::string url;
  std::string title;
  std::string published;       ///< ISO date; empty = unknown
  std::string published_from;  ///< option, feed, metadata, dateline; empty = unknown
  std::string language;
  std::string text;
};

/// Everything read out of one document.
struct Reading {
  DocumentRecord document;
  std::vector<EntityRecord> entities;
  std::vector<StatementRecord> statements;
  std::vector<EventRecord> events;
  std::vector<LedgerRecord> ledger;
  std::vector<TimeRecord> times;
  std::vector<PlaceRecord> places;
  std::vector<NoteRecord> notes;
  std::vector<PredicateRecord> predicates;
  /// Byte ranges of the sentences, for display; not part of the JSON.
  std::vector<Span> sentences;
};

}  // namespace tocsin
