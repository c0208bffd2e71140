// ModelTable: a msgpack file of a model folder as nested maps and lists, read once when a model is opened.
// For the tokenizer, the attribute ruler and the lemmatizer.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace tocsin::nlp {

/// One value. Views into the ModelTable, which must outlive it. Asking for another type than is there gives nothing.
class ModelValue {
 public:
  using Pair = std::pair<ModelValue, ModelValue>;

  ModelValue() = default;
  explicit ModelValue(const void* object) : object_(object) {}

  [[nodiscard]] bool is_nil() const;
  [[nodiscard]] std::optional<std::string_view> text() const;
  [[nodiscard]] std::optional<int64_t> number() const;
  [[nodiscard]] std::optional<uint64_t> id() const;  ///< a 64-bit string hash
  [[nodiscard]] std::optional<bool> truth() const;
  [[nodiscard]] std::optional<std::vector<ModelValue>> list() const;
  [[nodiscard]] std::optional<std::vector<Pair>> map() const;  ///< in the file's order
  [[nodiscard]] std::optional<ModelValue> field(std::string_view key) const;

 private:
  const void* object_ = nullptr;
};

class ModelTable {
 public:
  /// Reads the whole file. Fails (kResource) when it is missing or is not one msgpack value.
  static Result<ModelTable> open(const std::filesystem::path& file);
  ModelTable(ModelTable&&) noexcept;
  ~ModelTable();

  [[nodiscard]] ModelValue root() const;
  [[nodiscard]] const std::string& name() const { return name_; }  ///< the file's path, for messages

  /// A kResource error: `file: what`.
  [[nodiscard]] std::unexpected<Error> damaged(std::string_view what) const;

 private:
  struct Content;
  ModelTable(std::string name, std::unique_ptr<Content> content);
  std::string name_;
  std::unique_ptr<Content> content_;
};

}  // namespace tocsin::nlp
