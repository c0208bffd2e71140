// The codes that the files of other programs use for the same things: what a query may ask for, and what a row is
// called elsewhere. From tables (docs/tables.md); for exports and queries.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tocsin {

/// A state as other data sets number it; empty = it has no such number.
struct CountryCodes {
  std::string name;
  std::string region;
  std::string cow;         ///< Correlates of War
  std::string gw;          ///< Gleditsch and Ward
  std::string iso_number;  ///< ISO 3166 numeric, without leading zeros
  std::string fips;        ///< FIPS 10-4
};

/// What a sector is called in other files.
struct SectorNames {
  std::string cameo;
  std::string side;   ///< state, armed, civilian
  std::string acled;  ///< kind of actor
};

/// A row of acled_types.tsv.
struct AcledType {
  std::string type, mode, side;
  std::string event_type, sub_event_type, disorder;
};

/// Immutable once opened.
class Codebook {
 public:
  /// Reads states.tsv, country_codes.tsv, organisations.tsv, export_sectors.tsv, plover.tsv, cameo.tsv, acled_types.tsv
  /// offices.tsv and thing_words.tsv. Fails (kResource) with file:line:column.
  [[nodiscard]] static Result<Codebook> open(const std::filesystem::path& folder);

  /// Of a state's three letters; null for bodies and unknown codes.
  [[nodiscard]] const CountryCodes* country(std::string_view iso3) const;
  /// English name of a state; of other codes the code itself.
  [[nodiscard]] std::string country_name(std::string_view code) const;

  /// CAMEO's words for a code, and its value on Goldstein's scale: those of its longest beginning in the table.
  [[nodiscard]] std::string cameo_label(std::string_view cameo) const;
  [[nodiscard]] std::optional<double> goldstein(std::string_view cameo) const;

  /// An actor code with CAMEO's agent codes: JRN, journalists, is MED there.
  [[nodiscard]] std::string cameo_code(std::string_view code) const;
  [[nodiscard]] std::string cameo_sector(std::string_view sector) const;
  /// Of the first sector; of a country alone that of a state. Null when nothing is known.
  [[nodiscard]] const SectorNames* side(const std::vector<std::string>& sectors, std::string_view country) const;
  [[nodiscard]] bool is_sector(std::string_view code) const { return sectors_.contains(code); }
  /// The row for an event; null = the event is none of ACLED's.
  [[nodiscard]] const AcledType* acled_type(std::string_view type, const std::vector<std::string>& modes,
                                            std::string_view side) const;

  /// Whether somebody of this name holds or held an office of the tables.
  [[nodiscard]] bool is_office_holder(std::string_view name) const { return office_holders_.contains(name); }

  /// Whether the word makes a name beside it the name of a place, ship or thing: "Shoal" behind it, "USS" before it.
  [[nodiscard]] bool makes_thing(std::string_view word, bool is_behind) const {
    return (is_behind ? things_behind_ : things_before_).contains(word);
  }
  /// Whether a name of several words, given in full, can only be that of a thing: "Second Thomas Shoal".
  [[nodiscard]] bool is_thing(std::string_view name) const;

  /// Nothing when `code` is a country or body with sectors behind it, or sectors alone (ARM, ARMGOV, MIL), else
  /// (kUsage) what would be one.
  [[nodiscard]] Result<void> check_code(std::string_view option, std::string_view code) const;
  /// The type in capitals, else (kUsage) which there are.
  [[nodiscard]] Result<std::string> event_type(std::string_view given) const;
  [[nodiscard]] Result<std::string> event_mode(std::string_view given) const;

 private:
  struct CameoRow {
    std::string label;
    double goldstein = 0;
  };
  [[nodiscard]] const CameoRow* cameo_row(std::string_view cameo) const;
  Result<void> read_countries(const std::filesystem::path& folder);
  Result<void> read_words(const std::filesystem::path& folder);
  Result<void> read_things(const std::filesystem::path& folder);
  Result<void> read_cameo(const std::filesystem::path& folder);
  Result<void> read_sides(const std::filesystem::path& folder);

  std::map<std::string, CountryCodes, std::less<>> countries_;
  std::map<std::string, std::string, std::less<>> bodies_;
  std::map<std::string, CameoRow, std::less<>> cameo_;
  std::map<std::string, SectorNames, std::less<>> sectors_;
  std::vector<AcledType> acled_types_;
  std::set<std::string, std::less<>> types_, modes_, office_holders_;
  std::set<std::string, std::less<>> things_before_, things_behind_, no_persons_;
};

/// The one of `known` that is written most like `given`; empty when none is near.
[[nodiscard]] std::string nearest_word(std::string_view given, const std::set<std::string, std::less<>>& known);

}  // namespace tocsin
