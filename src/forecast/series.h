// Series: a store's events as a panel of pairs of states, with the channels that dyad outcome files have.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "forecast/panel.h"
#include "forecast/units.h"
#include "record/record.h"

namespace tocsin {

/// What one record tells of two states in one month.
struct SeriesEvent {
  std::string id;     ///< of the record, across documents
  std::string day;    ///< ISO
  std::string first;  ///< ISO alpha-3, alphabetical
  std::string second;
  std::string type;              ///< PLOVER type
  std::vector<size_t> channels;  ///< of series_channels that it counts in
  double score = 0;
};

/// force n vc mc vk mk gold threat demand posture coop: as ICEWS-shaped files have them, in their order.
[[nodiscard]] std::vector<Channel> series_channels();

/// The pairs of states that an event stands between. Only what happened or goes on counts; what is planned, possible,
/// denied or long past is no part of a series.
[[nodiscard]] std::vector<SeriesEvent> series_events(const Reading& reading, const EventRecord& ev, std::string_view id,
                                                     std::string_view day, const Units& units);

/// How many documents each month has; the months of the panel are from the first to `last`.
struct Volume {
  Month first = 0;
  std::vector<size_t> documents;
};

/// The panel of `wanted` and of all pairs with an event that share a side with it, up to the month `last`. One day,
/// pair and type counts once, however many papers tell it. Counts are scaled down where the store hears more than
/// `monthly_events` a month (over the twelve months before), so that a source that joins does not look like war;
/// whether force was used is not scaled.
[[nodiscard]] Panel series_panel(const std::vector<SeriesEvent>& events, const Volume& volume, const Unit& wanted,
                                 Month last, double monthly_events);

}  // namespace tocsin
