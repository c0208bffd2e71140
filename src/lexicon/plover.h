// PLOVER's own tables: quad classes, scores, CAMEO codes and their older categories, contexts.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace tocsin::lexicon {

struct TypeScore {
  int quad = 0;
  double score = 0;
};

/// A CAMEO code's PLOVER type and mode, and its category (`root`, `quad`) under the older CAMEO-based conventions.
struct CameoRow {
  std::string type, mode, root;
  int quad = 0;
};

/// Mode and CAMEO code that an outer type takes from what is asked, refused, threatened or promised.
struct ComplementMode {
  std::string mode, cameo, row;
};

class Plover {
 public:
  /// Reads plover.tsv, cameo_roots.tsv, complement_modes.tsv and contexts.tsv. Fails (kResource) with file:line:column.
  static Result<Plover> open(const std::filesystem::path& folder);

  /// Quad class and score of a type with a mode (the type's own when the mode has none); quad 0 for an unknown type.
  [[nodiscard]] TypeScore score(std::string_view type, std::string_view mode) const;

  /// The row of a code, or of its nearest shorter form ("1823" → "182" → "18"); null when there is none.
  [[nodiscard]] const CameoRow* cameo(std::string_view code) const;

  /// The shortest code that the tables map to the type and mode ("112" for ACCUSE); empty when there is none.
  [[nodiscard]] std::string default_cameo(std::string_view type, std::string_view mode) const;

  /// `inner_mode` may be empty; null when the outer type takes nothing from the inner one.
  [[nodiscard]] const ComplementMode* complement(std::string_view outer, std::string_view inner,
                                                 std::string_view inner_mode) const;

  /// Contexts that a lemma (or phrase with blanks) puts on an event; empty when none.
  [[nodiscard]] const std::vector<std::string>* contexts(std::string_view cue) const;
  [[nodiscard]] size_t longest_context_cue() const { return longest_cue_; }  ///< in words

 private:
  std::unordered_map<std::string, TypeScore> scores_;
  std::unordered_map<std::string, CameoRow> cameo_;
  std::unordered_map<std::string, std::string> codes_;  ///< "ACCUSE/allege" → shortest code
  std::unordered_map<std::string, ComplementMode> complements_;
  std::unordered_map<std::string, std::vector<std::string>> contexts_;
  size_t longest_cue_ = 1;
};

}  // namespace tocsin::lexicon
