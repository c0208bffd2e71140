// A reading as it may leave the house: offsets in code points, private persons as roles. For exports and queries.
#pragma once

#include <string>
#include <vector>

#include "record/record.h"
#include "store/codebook.h"
#include "store/store.h"

namespace tocsin {

/// Stands in quotes where the name of a private person stood and the text gives no role.
inline constexpr std::string_view kNamelessPerson = "private person";

/// A copy of the reading whose spans count code points of the text (as FORMATS.md has it).
///
/// Unless `with_persons`, a person who has no office in the tables loses the name: the record takes the role or the
/// description that the text gives (else it has none), mentions by name go, and in the title and in every quote the
/// name is replaced by that role in brackets. The text itself is emptied when something of it was replaced. Offsets
/// stay those of the source.
[[nodiscard]] Reading reading_for_export(const Reading& reading, const Codebook& book, bool with_persons);

/// One side of an event, with what formats want to know of it.
struct EventParty {
  std::string name;     ///< as it is recorded; empty = a private person without a role
  std::string raw;      ///< as the text first has it
  std::string code;     ///< ARMGOV
  std::string country;  ///< ARM, UNO; empty = unknown
  std::string title;    ///< of the office or role
  std::string kind;
  std::vector<std::string> sectors;
  long offset = -1;  ///< of the first mention, in code points; -1 = none
};

/// An event with all that formats ask of it. Lives as long as what it was made from.
struct EventView {
  std::string id;   ///< across documents
  std::string day;  ///< first day of its time, else of publication; empty = unknown
  std::string last_day;
  const StoredDocument& document;
  const Reading& reading;  ///< made by reading_for_export
  const EventRecord& ev;
  std::vector<EventParty> actors, recipients;
  const PlaceRecord* place = nullptr;
  std::string quote;                                ///< its evidence, pieces joined by " … "
  uint64_t documents = 1, independent_origins = 1;  ///< that tell it, as far as they were compared
};

[[nodiscard]] EventParty party_of(const Reading& reading, std::string_view entity_id);
[[nodiscard]] std::vector<EventParty> export_parties(const Reading& reading,
                                                     const std::vector<std::string>& entity_ids);

/// `found` is the event as the store gave it; `reading` what reading_for_export made of its document.
[[nodiscard]] EventView view_of(const Found<EventRecord>& found, const Reading& reading);

/// Ordered pairs of actor and recipient for formats with one source and one target a row; of a reciprocal event each
/// two parties, both ways. A side that is empty gives null.
struct Dyad {
  const EventParty* source = nullptr;
  const EventParty* target = nullptr;
};
[[nodiscard]] std::vector<Dyad> dyads_of(const EventView& view);

/// A number for formats whose ids are numbers: 53 bits, which every program can hold exactly. The same id and part give
/// the same number for good.
[[nodiscard]] std::string number_of(std::string_view id, size_t part);

/// Pieces of text joined by " … ".
[[nodiscard]] std::string joined_quotes(const std::vector<Span>& spans);

}  // namespace tocsin
