// Restores the case of text that is written in capitals (old dispatches, headlines), so that the reader of grammar,
// which learned from mixed case, can read it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/range.h"
#include "base/result.h"
#include "world/world.h"

namespace tocsin::coding {

/// The opened table truecase.tsv. Immutable; any thread may call restore().
class Truecaser {
 public:
  /// Fails (kResource) with file:line:column.
  static Result<Truecaser> open(const std::filesystem::path& data_folder);

  /// A copy of `text` in which passages in capitals have the case that running text would give them: the whole where
  /// nearly all of it is in capitals, else single lines. Only ASCII letters change, so that every byte offset stays.
  /// Empty when there is nothing to restore.
  [[nodiscard]] std::string restore(std::string_view text, const world::World& world) const;

  /// How running text writes a word.
  enum class Writing : uint8_t { kUnknown, kWord, kParticle, kMonth, kUpper, kCapital, kArticle };
  [[nodiscard]] Writing writing_of(std::string_view folded) const;

 private:
  Truecaser() = default;

  struct TextHash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, Writing, TextHash, std::equal_to<>> words_;
};

}  // namespace tocsin::coding
