// Which state a code of another data set means, who came before it, and who borders it: states.tsv, state_codes.tsv and
// borders.tsv.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tocsin {

/// Immutable after open; for any number of threads.
class Units {
 public:
  /// Reads the tables of the folder data/. Fails (kResource) naming file and line.
  static Result<Units> open(const std::filesystem::path& data);

  /// ISO alpha-3 of a code of a scheme (cow, gw, views); empty where the tables do not know it.
  [[nodiscard]] std::string_view iso3(std::string_view scheme, std::string_view id) const;
  /// The code whose history a successor state continues; empty = none.
  [[nodiscard]] std::string_view predecessor(std::string_view scheme, std::string_view id) const;

  [[nodiscard]] bool has(std::string_view iso3) const { return regions_.contains(iso3); }
  /// ISO codes of the sovereign states of today: those with a code of the COW or VIEWS schemes that still exist.
  [[nodiscard]] const std::vector<std::string>& present_states() const { return present_; }
  [[nodiscard]] std::string_view name(std::string_view iso3) const;
  [[nodiscard]] std::string_view region(std::string_view iso3) const;
  /// By land or by sea, in alphabetical order.
  [[nodiscard]] const std::set<std::string, std::less<>>& neighbours(std::string_view iso3) const;
  [[nodiscard]] bool is_neighbour(std::string_view one, std::string_view other) const {
    return neighbours(one).contains(other);
  }

 private:
  std::map<std::string, std::string, std::less<>> iso_of_;          // "views:125" -> "ARM"
  std::map<std::string, std::string, std::less<>> predecessor_of_;  // "views:125" -> "254"
  std::map<std::string, std::string, std::less<>> regions_;
  std::map<std::string, std::string, std::less<>> names_;
  std::vector<std::string> present_;
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> neighbours_;
};

}  // namespace tocsin
