// The gazetteer: cities and subdivisions of the world with their points, from one memory-mapped file that
// tools/build_gazetteer.py makes of GeoNames data.
//
// The file, little endian, without padding:
//   head      "TOCSINGZ" version:u32 place_count:u32 bucket_count:u32 key_count:u32 posting_count:u32 string_bytes:u32
//   file_size:u64 places    lat:i32 lon:i32 (1e-5 degrees) population:u32 geonameid:u32 name:u32 admin1:u32 code:u32
//   country:char[3] kind:u8 buckets   key number + 1, or 0: open addressing by the FNV-1a hash of the key; a power of
//   two of them keys      phrase:u32 first_posting:u32 posting_count:u32 postings  place number * 2 + 1 if the phrase
//   is only another name of the place strings   each ended by a zero byte; the others name them by offset
// Phrases are folded (world/words.h).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tocsin::world {

enum class PlaceKind : uint8_t { kCity, kAdmin1, kAdmin2 };

/// One place. Views live as long as the Gazetteer.
struct GazetteerPlace {
  uint32_t number = 0;  ///< its place in the file
  std::string_view name;
  double lat = 0, lon = 0;  ///< of a subdivision: a reference point
  uint32_t population = 0;
  std::optional<int64_t> geonameid;
  std::string_view country;        ///< three letters
  std::optional<uint32_t> admin1;  ///< number of the first subdivision that it lies in
  std::string_view code;           ///< letters of a first subdivision ("DC"); empty where it has none
  PlaceKind kind = PlaceKind::kCity;
  bool alternate = false;  ///< found under another name than its own
};

/// An opened gazetteer. Immutable; any thread may ask.
class Gazetteer {
 public:
  /// Maps the file. Fails (kResource) when it cannot be read, is no gazetteer, or is cut or of another version.
  static Result<Gazetteer> open(const std::filesystem::path& file);

  /// The places of this name; `folded` as world::fold_phrase gives it.
  [[nodiscard]] std::vector<GazetteerPlace> find(std::string_view folded) const;
  [[nodiscard]] bool has(std::string_view folded) const { return key_of(folded) != kNoKey; }

  [[nodiscard]] GazetteerPlace place(uint32_t number) const;
  [[nodiscard]] uint32_t size() const { return place_count_; }

  Gazetteer(Gazetteer&&) noexcept = default;
  Gazetteer& operator=(Gazetteer&&) noexcept = default;

 private:
  static constexpr uint32_t kNoKey = UINT32_MAX;
  Gazetteer() = default;
  [[nodiscard]] uint32_t key_of(std::string_view folded) const;
  [[nodiscard]] std::string_view string_at(uint32_t offset) const;

  std::shared_ptr<const char> bytes_;  ///< the mapping; unmapped with the last owner
  const char* places_ = nullptr;
  const char* buckets_ = nullptr;
  const char* keys_ = nullptr;
  const char* postings_ = nullptr;
  const char* strings_ = nullptr;
  uint32_t place_count_ = 0, bucket_count_ = 0, key_count_ = 0, posting_count_ = 0, string_bytes_ = 0;
};

}  // namespace tocsin::world
