// Small gazetteer files for tests, written after the grammar in src/world/gazetteer.h and not by the tool that makes
// the real one.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "world/words.h"

namespace tocsin::world {

struct ListedPlace {
  std::string name;
  double lat = 0, lon = 0;
  uint32_t population = 0, geonameid = 0;
  std::string country;
  char kind = 0;                 ///< 0 city, 1 first, 2 second subdivision
  uint32_t admin1 = UINT32_MAX;  ///< number of a place before it
  std::string code;
  std::vector<std::string> others;  ///< other names
};

inline void put(std::string& out, uint32_t value) {
  char bytes[4];
  std::memcpy(bytes, &value, 4);
  out.append(bytes, 4);
}

inline std::string gazetteer_bytes(const std::vector<ListedPlace>& listed) {
  std::string strings(1, '\0'), places, postings, keys;
  const auto keep = [&](const std::string& text) {
    const auto at = static_cast<uint32_t>(strings.size());
    strings += text + '\0';
    return text.empty() ? 0U : at;
  };
  std::map<std::string, std::vector<uint32_t>> names;
  for (uint32_t i = 0; i < listed.size(); ++i) {
    const ListedPlace& place = listed[i];
    put(places, static_cast<uint32_t>(static_cast<int32_t>(std::lround(place.lat * 1e5))));
    put(places, static_cast<uint32_t>(static_cast<int32_t>(std::lround(place.lon * 1e5))));
    for (const uint32_t value : {place.population, place.geonameid, keep(place.name), place.admin1, keep(place.code)})
      put(places, value);
    places += place.country + place.kind;
    names[fold_phrase(place.name)].push_back(i * 2);
    for (const std::string& other : place.others) names[fold_phrase(other)].push_back(i * 2 + 1);
  }
  uint32_t bucket_count = 1;
  while (bucket_count < 2 * names.size() + 1) bucket_count *= 2;
  std::vector<uint32_t> buckets(bucket_count, 0);
  uint32_t number = 0, posting_count = 0;
  for (const auto& [key, members] : names) {
    uint32_t hash = 0x811C9DC5;
    for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193;
    uint32_t at = hash & (bucket_count - 1);
    while (buckets[at] != 0) at = (at + 1) & (bucket_count - 1);
    buckets[at] = ++number;
    put(keys, keep(key));
    put(keys, posting_count);
    put(keys, static_cast<uint32_t>(members.size()));
    for (const uint32_t member : members) put(postings, member), ++posting_count;
  }
  std::string table;
  for (const uint32_t bucket : buckets) put(table, bucket);
  std::string head = "TOCSINGZ";
  for (const uint32_t value : {1U, static_cast<uint32_t>(listed.size()), bucket_count, number, posting_count,
                               static_cast<uint32_t>(strings.size())})
    put(head, value);
  const uint64_t size = head.size() + 8 + places.size() + table.size() + keys.size() + postings.size() + strings.size();
  head.append(reinterpret_cast<const char*>(&size), 8);
  return head + places + table + keys + postings + strings;
}

/// A file of its own in the folder for temporary files.
inline std::filesystem::path written(const std::string& name, const std::string& bytes) {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / ("tocsin_" + name + ".bin");
  std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file;
}

}  // namespace tocsin::world
