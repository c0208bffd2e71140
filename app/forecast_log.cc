// Reads and appends the log of forecasts.
#include "forecast_log.h"

#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

namespace tocsin {

using Json = nlohmann::ordered_json;

std::string forecast_json(const Forecast& forecast) {
  Json json = {{"unit", forecast.unit},        {"target", forecast.target},
               {"horizon", forecast.horizon},  {"origin", format_month(forecast.origin)},
               {"probability", nullptr},       {"interval", nullptr},
               {"status", forecast.status},    {"coverage", forecast.coverage},
               {"base", forecast.base},        {"reasons", Json::array()},
               {"without", Json::array()},     {"model", forecast.model_version},
               {"data", forecast.data_version}};
  if (forecast.status == "no_history") {
    json["uninformed"] = forecast.probability;
  } else {
    json["probability"] = forecast.probability;
    json["interval"] = {forecast.low, forecast.high};
    for (const Reason& reason : forecast.reasons)
      json["reasons"].push_back({{"feature", reason.feature},
                                 {"words", reason.words},
                                 {"value", reason.value},
                                 {"weight", reason.weight},
                                 {"records", reason.records}});
    for (const WhatIf& what_if : forecast.what_ifs)
      json["without"].push_back({{"what", what_if.without}, {"probability", what_if.probability}});
  }
  return json.dump();
}

Result<std::optional<IssuedForecast>> last_issued(const std::filesystem::path& log, const Forecast& forecast) {
  std::ifstream in(log, std::ios::binary);
  std::optional<IssuedForecast> last;
  std::string line;
  for (size_t number = 1; std::getline(in, line); ++number) {
    const Json json = Json::parse(line, nullptr, false);
    const auto origin = json.is_object() ? parse_month(json.value("origin", "")) : std::nullopt;
    if (!origin)
      return fail(ErrorKind::kInput, log.string() + ":" + std::to_string(number) +
                                         ": no forecast; the log was changed or cut off: move it away");
    if (json.value("unit", "") != forecast.unit || json.value("target", "") != forecast.target ||
        json.value("horizon", 0) != forecast.horizon || !json["probability"].is_number())
      continue;
    IssuedForecast issued{*origin, json["probability"], json.value("model", ""), json.value("data", ""), {}};
    for (const Json& reason : json["reasons"])
      issued.weights[reason.value("feature", "")] = reason.value("weight", 0.0);
    last = std::move(issued);
  }
  return last;
}

Result<void> append_lines(const std::filesystem::path& log, const std::vector<std::string>& lines) {
  std::FILE* file = std::fopen(log.c_str(), "ab");
  bool is_written = file != nullptr;
  for (const std::string& line : lines)
    is_written =
        is_written && std::fwrite(line.data(), 1, line.size(), file) == line.size() && std::fputc('\n', file) == '\n';
  is_written = is_written && std::fflush(file) == 0 && fsync(fileno(file)) == 0;
  if (file != nullptr && std::fclose(file) != 0) is_written = false;
  if (is_written) return {};
  return fail(ErrorKind::kResource, log.string() +
                                        ": forecasts cannot be kept there; name another file with --log, or "
                                        "none with --log \"\"");
}

}  // namespace tocsin
