// What the merging of events across documents needs to know of one event in one document.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"

namespace tocsin {

/// A side of an event: who that is, as far as it is known.
struct Party {
  std::string code;     ///< USAGOV; empty = unknown
  std::string country;  ///< empty = unknown
  std::string name;     ///< in lower case
  bool is_person = false;
  bool is_named = true;  ///< false for "12 people", "police": some of them may be others, and a named one among them

  bool operator==(const Party&) const = default;
};

/// An event as one document tells it. Owns its strings.
struct ToldEvent {
  std::string id;         ///< across documents
  std::string document;   ///< its id
  std::string origin;     ///< of the document (near_duplicates.h); empty = the document itself
  std::string published;  ///< ISO day; empty = unknown
  std::string type;
  std::vector<std::string> modes;
  int quad = 0;
  std::string factuality;
  std::vector<Party> actors, recipients;
  bool reciprocal = false;
  std::string since, until;  ///< ISO days of its time; empty = the text gives none
  std::string place, country, admin1, precision;
  std::optional<double> lat, lon;
  std::vector<SizeRecord> sizes;
  std::vector<std::string> words;  ///< deed_stems_of its evidence
  /// Who and what the document names, sorted, in lower case: one list for all its events.
  std::shared_ptr<const std::vector<std::string>> names;
};

/// Stems for comparing what two texts say: words of four letters and more in lower case, cut to their first five, and
/// numbers; sorted, each once (of letters beyond ASCII the case is kept). `ignored` (sorted) are words that say
/// nothing.
[[nodiscard]] std::vector<std::string> stems_of(std::string_view text, const std::vector<std::string>& ignored);

/// What all events and entries of one document share. Holds references to what it was made from.
class DocumentWords {
 public:
  DocumentWords(const Reading& reading, const std::vector<std::string>& ignored);

  [[nodiscard]] const Reading& reading() const { return reading_; }
  [[nodiscard]] const std::shared_ptr<const std::vector<std::string>>& names() const { return names_; }
  /// stems_of without the names of persons, states and places that the document names: what is done, not by whom.
  [[nodiscard]] std::vector<std::string> deed_stems(std::string_view text) const;

 private:
  const Reading& reading_;
  const std::vector<std::string>& ignored_;
  std::vector<std::string> name_stems_;
  std::shared_ptr<const std::vector<std::string>> names_;
};

/// How many of the fewer are among the others: 0 to 1, and 0 where there are none. Both sorted.
[[nodiscard]] double overlap_of(const std::vector<std::string>& a, const std::vector<std::string>& b);

/// Which entity ids stand for.
[[nodiscard]] std::vector<Party> parties_of(const Reading& reading, const std::vector<std::string>& entities);

/// Whether the two can be the same: by name, or as the same state, whatever office speaks for it. A private person is
/// only ever himself.
[[nodiscard]] bool is_same_party(const Party& a, const Party& b);
[[nodiscard]] bool have_common_party(const std::vector<Party>& a, const std::vector<Party>& b);

/// Everything of `ev` that merging needs.
[[nodiscard]] ToldEvent told_event(const DocumentWords& words, const EventRecord& ev, std::string_view id,
                                   std::string_view origin);

}  // namespace tocsin
