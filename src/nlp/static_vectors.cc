// Reads numpy's .npy format (version 1 and 2) and the msgpack map from string id to row.
#include "nlp/static_vectors.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "nlp/msgpack_reader.h"

namespace tocsin::nlp {
namespace {

constexpr const char* kVectors = "vocab/vectors";
constexpr const char* kKeys = "vocab/key2row";
constexpr size_t kWidest = 4096;

/// The two numbers of `'shape': (20000, 300)` in a .npy header; nullopt when it is another shape.
std::optional<std::pair<size_t, size_t>> shape_in(std::string_view header) {
  const size_t found = header.find("'shape': (");
  if (found == std::string_view::npos) return std::nullopt;
  const char* const end = header.data() + header.size();
  size_t rows = 0;
  size_t width = 0;
  const auto first = std::from_chars(header.data() + found + 10, end, rows);
  if (first.ec != std::errc{} || end - first.ptr < 3 || std::string_view(first.ptr, 2) != ", ") return std::nullopt;
  const auto second = std::from_chars(first.ptr + 2, end, width);
  if (second.ec != std::errc{} || second.ptr == end || *second.ptr != ')') return std::nullopt;
  return std::pair(rows, width);
}

}  // namespace

Result<StaticVectors> StaticVectors::open(const ModelFolder& folder, bool wanted) {
  StaticVectors vectors;
  if (!wanted) return vectors;
  if (folder.has("vocab/vectors.cfg")) {
    TRY(const MappedFile settings, folder.file("vocab/vectors.cfg"));
    const auto json = nlohmann::json::parse(settings.bytes(), nullptr, false);
    if (!json.is_object()) return folder.error("vocab/vectors.cfg", "is not a JSON object");
    if (json.value("mode", "default") != "default") {
      return folder.error("vocab/vectors.cfg", "asks for floret vectors, which this runtime does not run");
    }
  }
  TRY_VOID(vectors.read_rows(folder));
  TRY_VOID(vectors.read_keys(folder));
  return vectors;
}

Result<void> StaticVectors::read_rows(const ModelFolder& folder) {
  TRY(file_, folder.file(kVectors));
  const std::string_view bytes = file_->bytes();
  if (bytes.size() < 16 || !bytes.starts_with("\x93NUMPY")) return folder.error(kVectors, "is not a numpy array");
  const bool long_header = bytes[6] >= 2;
  const auto byte = [&](size_t at) { return static_cast<size_t>(static_cast<uint8_t>(bytes[at])); };
  const size_t start = long_header ? 12 : 10;
  size_t header = byte(8) | byte(9) << 8;
  if (long_header) header |= byte(10) << 16 | byte(11) << 24;
  if (header > bytes.size() - start) return folder.error(kVectors, "is cut in its header");
  const std::string_view description = bytes.substr(start, header);
  const auto shape = shape_in(description);
  if (!shape || description.find("'<f4'") == std::string_view::npos ||
      description.find("'fortran_order': False") == std::string_view::npos) {
    return folder.error(kVectors, "is not a row-major table of little-endian float32");
  }
  std::tie(row_count_, width_) = *shape;
  const std::string_view values = bytes.substr(start + header);
  if (row_count_ == 0 || width_ == 0 || width_ > kWidest || row_count_ > values.size() ||
      row_count_ * width_ * sizeof(float) != values.size()) {
    return folder.error(kVectors, "holds " + std::to_string(values.size()) + " bytes for " +
                                      std::to_string(row_count_) + " rows of " + std::to_string(width_) +
                                      "; cut or damaged, fetch the model again");
  }
  if (reinterpret_cast<uintptr_t>(values.data()) % alignof(float) != 0) {
    return folder.error(kVectors, "does not align its numbers");
  }
  data_ = reinterpret_cast<const float*>(values.data());
  // A sum is not finite as soon as one number is not (or the numbers are absurd), and it vectorises.
  for (size_t row_index = 0; row_index < row_count_; ++row_index) {
    const float* values_of_row = row(static_cast<int32_t>(row_index));
    float sum = 0;
    for (size_t i = 0; i < width_; ++i) sum += values_of_row[i] * 0.0F;
    if (sum != 0)
      return folder.error(kVectors, "row " + std::to_string(row_index) + " holds a number that is not finite");
  }
  return {};
}

Result<void> StaticVectors::read_keys(const ModelFolder& folder) {
  TRY(const MappedFile file, folder.file(kKeys));
  MsgpackReader reader(file.bytes());
  const size_t count = reader.map();
  const size_t slots = std::bit_ceil(std::max<size_t>(count + count / 3, 16));
  ids_.assign(slots, 0);
  rows_.assign(slots, -1);
  for (size_t left = count; left > 0 && !reader.failed(); --left) {
    const uint64_t id = reader.unsigned_integer();
    const int64_t row_index = reader.integer();
    if (reader.failed()) break;
    if (row_index < 0) continue;
    if (static_cast<uint64_t>(row_index) >= row_count_) {
      return folder.error(kKeys, "points at row " + std::to_string(row_index) + " of " + std::to_string(row_count_) +
                                     "; the folder mixes two releases, or the file is damaged");
    }
    const size_t slot = slot_of(id);
    ids_[slot] = id;
    rows_[slot] = static_cast<int32_t>(row_index);
  }
  if (reader.failed() || !reader.at_end()) return folder.error(kKeys, "is cut or damaged");
  return {};
}

size_t StaticVectors::slot_of(uint64_t id) const {
  const size_t mask = ids_.size() - 1;
  size_t slot = static_cast<size_t>(id * 0x9e3779b97f4a7c15 >> 32) & mask;
  while (ids_[slot] != 0 && ids_[slot] != id) slot = (slot + 1) & mask;
  return slot;
}

int32_t StaticVectors::row_of(uint64_t id) const {
  if (ids_.empty() || id == 0) return -1;
  return rows_[slot_of(id)];
}

}  // namespace tocsin::nlp
