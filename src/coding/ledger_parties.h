// Who stands behind a ledger entry, to whom it is addressed and which countries it is about.
#pragma once

#include <span>

#include "coding/ledger_input.h"

namespace tocsin::coding {

/// Adds entities that are not there yet.
void add_parties(std::vector<uint32_t>& side, std::span<const uint32_t> entities);

/// The entities that speak.
[[nodiscard]] std::vector<uint32_t> speakers_of(const LedgerInput& input, const Saying& saying);

/// True if what the entity does is done by one of the speakers: the same, or of the same state and office.
[[nodiscard]] bool speaks_for(const LedgerInput& input, uint32_t entity, const std::vector<uint32_t>& speakers);

/// The entity's country, else its name.
[[nodiscard]] const std::string& country_or_name(const LedgerInput& input, uint32_t entity);

/// True if one of the entities has a known country.
[[nodiscard]] bool of_known_country(const LedgerInput& input, const std::vector<uint32_t>& side);

/// Fills by, to, the events and statements behind, and when, of an entry that the word `entry.tok` opened.
void fill_parties(const LedgerInput& input, FoundEntry& entry);

/// Countries that the words of the entry name, and those of its sides. Content and sides must be set.
void set_about(const LedgerInput& input, FoundEntry& entry);

/// Entities of the verb above that acts ("arrested him on charges of …": who arrested).
[[nodiscard]] std::vector<uint32_t> acting_above(const LedgerInput& input, uint32_t tok);

}  // namespace tocsin::coding
