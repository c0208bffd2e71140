// Outcome files to panels: UCDP country-months and events, ICEWS dyad-months, COW disputes, ACLED-shaped events. The
// columns say which it is.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "forecast/csv.h"
#include "forecast/panel.h"
#include "forecast/units.h"

namespace tocsin {

struct Outcomes {
  Panel panel;
  std::vector<std::string> notes;  ///< what was left out and why, for people
};

/// Reads one file. Fails (kInput) when the columns are of no kind that is known, listing those that are, or a row is
/// wrong.
[[nodiscard]] Result<Outcomes> read_outcomes(const std::filesystem::path& file, const Units& units);

/// Each kind apart; what a file must have is said by its columns.
[[nodiscard]] Result<Outcomes> read_country_months(const Csv& csv, const Units& units);
[[nodiscard]] Result<Outcomes> read_events(const Csv& csv, const Units& units);
[[nodiscard]] Result<Outcomes> read_dyad_months(const Csv& csv, const Units& units);
[[nodiscard]] Result<Outcomes> read_disputes(const Csv& csv, const Units& units);

}  // namespace tocsin
