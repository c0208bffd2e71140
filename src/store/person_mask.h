// A reading without the name of one person; for erasing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"

namespace tocsin::store {

/// The reading with every name of the person as stars, byte for byte, so that no offset moves: in the text, the title,
/// each quote and each name taken from them. `name` is the person's full name, in any case; the other names are those
/// by which the text calls the person whom it names so, and the last name alone where nobody else bears it. The entity
/// keeps its role and loses its name.
[[nodiscard]] Reading without_person(Reading reading, std::string_view name);

/// `text` with each of the names, as whole words, as stars.
class PersonMask {
 public:
  PersonMask(const Reading& reading, std::string_view name);
  void cover(std::string& text) const;
  /// Whether the entity is the person.
  [[nodiscard]] bool is_person(const EntityRecord& ent) const;

 private:
  std::string name_;                ///< in lower case
  std::vector<std::string> names_;  ///< in lower case, the longest first
};

}  // namespace tocsin::store
