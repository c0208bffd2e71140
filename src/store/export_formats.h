// The formats of other programs that hold events, one file each. For src/store alone.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "store/codebook.h"
#include "store/export_reading.h"

namespace tocsin {

/// A text file of rows made from one event after another.
struct EventFormat {
  std::string_view name;
  std::string_view extension;
  std::string (*head)();
  /// The rows of one event; none when the format does not hold such events.
  std::string (*rows)(const EventView& view, const Codebook& book);
  /// A second file beside the first (`out.mentions.csv` beside `out.csv`), where the format has one.
  std::string_view second = "";
  std::string (*second_rows)(const EventView& view, const Codebook& book) = nullptr;
};

[[nodiscard]] EventFormat plover_format();
[[nodiscard]] EventFormat polecat_format();
[[nodiscard]] EventFormat icews_format();
[[nodiscard]] EventFormat phoenix_format();
[[nodiscard]] EventFormat gdelt_format();
[[nodiscard]] EventFormat acled_format();
[[nodiscard]] EventFormat ucdp_format();

[[nodiscard]] inline std::array<EventFormat, 7> event_formats() {
  return {plover_format(), polecat_format(), icews_format(), phoenix_format(),
          gdelt_format(),  acled_format(),   ucdp_format()};
}

}  // namespace tocsin
