// The pipeline's static word vectors: rows by string id.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "nlp/model_folder.h"

namespace tocsin::nlp {

/// vocab/vectors and vocab/key2row. Empty (width 0) in a pipeline without vectors.
class StaticVectors {
 public:
  /// Fails (kResource) when the files are missing though `wanted`, cut, damaged, or in floret mode.
  static Result<StaticVectors> open(const ModelFolder& folder, bool wanted);

  [[nodiscard]] size_t width() const { return width_; }
  [[nodiscard]] int32_t row_of(uint64_t id) const;  ///< -1 = the word has none
  [[nodiscard]] const float* row(int32_t index) const { return data_ + static_cast<size_t>(index) * width_; }

 private:
  Result<void> read_rows(const ModelFolder& folder);
  Result<void> read_keys(const ModelFolder& folder);
  [[nodiscard]] size_t slot_of(uint64_t id) const;

  std::optional<MappedFile> file_;
  const float* data_ = nullptr;
  size_t width_ = 0;
  size_t row_count_ = 0;
  // Open addressing over a power of two; an id of 0 marks a free slot (0 is the empty string, which is no word).
  std::vector<uint64_t> ids_;
  std::vector<int32_t> rows_;
};

}  // namespace tocsin::nlp
