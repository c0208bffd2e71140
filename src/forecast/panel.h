// Panel: what happened in every unit and month, and in which of them there is a unit at all.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "forecast/month.h"

namespace tocsin {

/// One quantity for every unit and month; unit by unit.
class Grid {
 public:
  Grid() = default;
  Grid(size_t units, size_t months) : months_(months), values_(units * months, 0.0) {}
  [[nodiscard]] double& at(size_t unit, size_t month) { return values_[unit * months_ + month]; }
  [[nodiscard]] double at(size_t unit, size_t month) const { return values_[unit * months_ + month]; }
  [[nodiscard]] size_t months() const { return months_; }
  [[nodiscard]] size_t units() const { return months_ == 0 ? 0 : values_.size() / months_; }

 private:
  size_t months_ = 0;
  std::vector<double> values_;
};

/// What is counted; a panel has a grid for each of its channels.
struct Channel {
  std::string name;   ///< of a feature: "sb"
  std::string words;  ///< for people: "deaths in state-based fighting"
};

/// A unit of the panel: a country, or two of them.
struct Unit {
  std::string name;   ///< ISO alpha-3, or "ARM-AZE"; a code of the file where no state has it
  std::string id;     ///< as the outcome file writes it
  std::string first;  ///< of a dyad: its sides
  std::string second;
  int predecessor = -1;  ///< the unit whose history goes before this one's; -1 = none
};

struct Panel {
  std::vector<Unit> units;
  Month first_month = 0;
  size_t month_count = 0;
  std::vector<Channel> channels;
  std::vector<Grid> grids;      ///< one a channel
  std::vector<uint8_t> exists;  ///< unit by unit: 1 where the unit is there in that month
  std::string coverage;         ///< where the rows come from, in words

  [[nodiscard]] bool is_there(size_t unit, size_t month) const { return exists[unit * month_count + month] != 0; }
  [[nodiscard]] Month last_month() const { return first_month + static_cast<Month>(month_count) - 1; }

  /// The same panel as it was known at the end of `last`: later months are gone.
  [[nodiscard]] Panel until(Month last) const;
};

}  // namespace tocsin
