// Parties: who speaks in a statement, and who stands on whose side.
#pragma once

#include <span>
#include <vector>

#include "coding/actors.h"

namespace tocsin::coding {

/// The same entity, or two of one country.
[[nodiscard]] bool same_side(const Actors& actors, uint32_t a, uint32_t b);

/// True where one of `a` and one of `b` are on one side.
[[nodiscard]] bool share_side(const Actors& actors, std::span<const uint32_t> a, std::span<const uint32_t> b);

/// Two sides of one quarrel: two states, or at home two persons or bodies, not a state and those who are part of it.
[[nodiscard]] bool are_two_sides(const FoundEntity& one, const FoundEntity& other);

/// The entities that a statement's speakers name, in text order.
[[nodiscard]] std::vector<uint32_t> speakers_of(const Actors& actors, const Saying& said);

/// Those of them who have a code; a newspaper only passes on.
[[nodiscard]] std::vector<uint32_t> speaking_parties(const Actors& actors, const Saying& said);

/// Does the token's sentence hold a question mark?
[[nodiscard]] bool is_asked(const Document& doc, uint32_t tok);

}  // namespace tocsin::coding
