// What all readers of countries share: the channels and the empty panel.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "forecast/panel.h"
#include "forecast/units.h"

namespace tocsin {

/// sb, ns, os, cnt: deaths by kind of violence and incidents of state-based fighting.
[[nodiscard]] std::vector<Channel> country_channels();

/// An empty panel of countries with the ids of a scheme ("views", "gw", or "iso3" for ids that are ISO codes).
[[nodiscard]] Panel country_panel(const std::vector<std::string>& ids, std::string_view scheme, Month first, Month last,
                                  const Units& units);

}  // namespace tocsin
