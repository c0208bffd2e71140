// Maps the file, checks that its parts fill it exactly, and looks phrases up where they lie.
#include "world/gazetteer.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace tocsin::world {
namespace {

constexpr std::string_view kMagic = "TOCSINGZ";
constexpr uint32_t kVersion = 1;
constexpr size_t kHeadSize = 40, kPlaceSize = 32, kKeySize = 12;
constexpr uint32_t kNoPlace = UINT32_MAX;

// The strings make the later parts lie at any byte: numbers are copied out, never read in place.
uint32_t number_at(const char* at) {
  uint32_t value = 0;
  std::memcpy(&value, at, sizeof value);
  return value;
}

uint32_t fnv1a(std::string_view text) {
  uint32_t value = 0x811C9DC5;
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x01000193;
  return value;
}

std::unexpected<Error> bad(const std::filesystem::path& file, const std::string& what) {
  return fail(ErrorKind::kResource, file.string() + ": " + what + "; make setup builds it anew");
}

}  // namespace

Result<Gazetteer> Gazetteer::open(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return bad(file, std::string("cannot be read: ") + std::strerror(errno));
  struct stat status {};
  const bool known = ::fstat(descriptor, &status) == 0;
  const size_t size = known ? static_cast<size_t>(status.st_size) : 0;
  void* mapped = size < kHeadSize ? MAP_FAILED : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  ::close(descriptor);
  if (mapped == MAP_FAILED) return bad(file, "is no gazetteer: it has " + std::to_string(size) + " bytes");
  Gazetteer gazetteer;
  const char* at = static_cast<const char*>(mapped);
  gazetteer.bytes_ =
      std::shared_ptr<const char>(at, [size](const char* begin) { ::munmap(const_cast<char*>(begin), size); });
  if (std::string_view(at, kMagic.size()) != kMagic) return bad(file, "is no gazetteer");
  if (number_at(at + 8) != kVersion)
    return bad(file, "is of version " + std::to_string(number_at(at + 8)) + ", expected " + std::to_string(kVersion));
  gazetteer.place_count_ = number_at(at + 12);
  gazetteer.bucket_count_ = number_at(at + 16);
  gazetteer.key_count_ = number_at(at + 20);
  gazetteer.posting_count_ = number_at(at + 24);
  gazetteer.string_bytes_ = number_at(at + 28);
  uint64_t told = 0;
  std::memcpy(&told, at + 32, sizeof told);
  const uint64_t parts = kHeadSize + kPlaceSize * gazetteer.place_count_ + 4ULL * gazetteer.bucket_count_ +
                         kKeySize * gazetteer.key_count_ + 4ULL * gazetteer.posting_count_ + gazetteer.string_bytes_;
  if (told != size || parts != size)
    return bad(file, "is cut or damaged: it has " + std::to_string(size) + " bytes, expected " + std::to_string(told));
  const uint32_t buckets = gazetteer.bucket_count_;
  if (buckets == 0 || (buckets & (buckets - 1)) != 0 || buckets <= gazetteer.key_count_ ||
      gazetteer.string_bytes_ == 0 || at[size - 1] != '\0')
    return bad(file, "is damaged");
  gazetteer.places_ = at + kHeadSize;
  gazetteer.buckets_ = gazetteer.places_ + kPlaceSize * gazetteer.place_count_;
  gazetteer.keys_ = gazetteer.buckets_ + 4ULL * buckets;
  gazetteer.postings_ = gazetteer.keys_ + kKeySize * gazetteer.key_count_;
  gazetteer.strings_ = gazetteer.postings_ + 4ULL * gazetteer.posting_count_;
  return gazetteer;
}

std::string_view Gazetteer::string_at(uint32_t offset) const {
  return offset < string_bytes_ ? std::string_view(strings_ + offset) : std::string_view();
}

uint32_t Gazetteer::key_of(std::string_view folded) const {
  uint32_t at = fnv1a(folded) & (bucket_count_ - 1);
  for (uint32_t tries = 0; tries < bucket_count_; ++tries, at = (at + 1) & (bucket_count_ - 1)) {
    const uint32_t key = number_at(buckets_ + 4ULL * at);
    if (key == 0 || key > key_count_) return kNoKey;
    if (string_at(number_at(keys_ + kKeySize * (key - 1))) == folded) return key - 1;
  }
  return kNoKey;
}

std::vector<GazetteerPlace> Gazetteer::find(std::string_view folded) const {
  std::vector<GazetteerPlace> found;
  const uint32_t key = key_of(folded);
  if (key == kNoKey) return found;
  const uint64_t first = number_at(keys_ + kKeySize * key + 4), count = number_at(keys_ + kKeySize * key + 8);
  for (uint64_t i = first; i < first + count && i < posting_count_; ++i) {
    const uint32_t posting = number_at(postings_ + 4 * i);
    if (posting >> 1 >= place_count_) continue;
    found.push_back(place(posting >> 1));
    found.back().alternate = (posting & 1) != 0;
  }
  return found;
}

GazetteerPlace Gazetteer::place(uint32_t number) const {
  const char* at = places_ + kPlaceSize * number;
  GazetteerPlace place;
  place.number = number;
  place.lat = static_cast<int32_t>(number_at(at)) / 1e5;
  place.lon = static_cast<int32_t>(number_at(at + 4)) / 1e5;
  place.population = number_at(at + 8);
  if (number_at(at + 12) != 0) place.geonameid = number_at(at + 12);
  place.name = string_at(number_at(at + 16));
  if (const uint32_t admin1 = number_at(at + 20); admin1 != kNoPlace && admin1 < place_count_) place.admin1 = admin1;
  place.code = string_at(number_at(at + 24));
  place.country = std::string_view(at + 28, 3);
  place.kind = static_cast<PlaceKind>(at[31]);
  return place;
}

}  // namespace tocsin::world
