// Grammar: who does what in a clause, read off the dependency tree of one Document.
//
// A Frame lists, for a verb or a noun that names an act, the tokens that fill its slots under the names that the
// tables use (docs/tables.md, "predicates.tsv"): subj, obj, iobj, xcomp, with, against … Passives are turned round,
// conjuncts spread out, and a subject that is left unsaid is taken from the clause that controls it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "doc/document.h"

namespace tocsin::coding {

constexpr uint32_t kNoToken = UINT32_MAX;

/// One filled slot. `direct` is false where the filler hangs on the object or on the verb above and not on the
/// predicate itself ("sign a deal with X": X fills `with` of both).
struct Filler {
  std::string_view slot;
  uint32_t tok = kNoToken;
  bool direct = true;
};

struct Frame {
  std::vector<Filler> fillers;
  bool passive = false;

  /// First filler of the slot, or kNoToken.
  [[nodiscard]] uint32_t first(std::string_view slot) const;
};

class Grammar {
 public:
  /// Keeps a view of `doc`, which must outlive it.
  explicit Grammar(const Document& doc);

  [[nodiscard]] const Document& doc() const { return doc_; }
  [[nodiscard]] const Token& token(uint32_t tok) const { return doc_.tokens[tok]; }
  [[nodiscard]] std::span<const uint32_t> children(uint32_t tok) const;

  /// First child with this dependency, or kNoToken.
  [[nodiscard]] uint32_t child(uint32_t tok, Dep dep) const;
  [[nodiscard]] bool has_child(uint32_t tok, Dep dep) const { return child(tok, dep) != kNoToken; }

  /// The token and all that is coordinated below it, in text order.
  [[nodiscard]] std::vector<uint32_t> conjuncts(uint32_t tok) const;

  /// The first member of the coordination that the token belongs to.
  [[nodiscard]] uint32_t first_conjunct(uint32_t tok) const;

  /// The frame of a verb (also a participle or an auxiliary used as a main verb) or of a noun. Computed once.
  [[nodiscard]] const Frame& frame(uint32_t tok) const;

  [[nodiscard]] bool is_verbal(uint32_t tok) const;
  [[nodiscard]] bool is_nominal(uint32_t tok) const;

  /// "which killed 12": the subject of the relative clause is its pronoun.
  [[nodiscard]] bool is_relative_subject(uint32_t verb) const;

  /// True if `ancestor` is `tok` or governs it, directly or not.
  [[nodiscard]] bool dominates(uint32_t ancestor, uint32_t tok) const;

  /// Tokens [left_edge, right_edge + 1) of the subtree.
  [[nodiscard]] Range subtree(uint32_t tok) const;

 private:
  void fill_verb(uint32_t verb, Frame& frame) const;
  [[nodiscard]] bool is_small_clause(uint32_t verb) const;
  [[nodiscard]] bool is_reduced_past(uint32_t verb) const;
  void fill_noun(uint32_t noun, Frame& frame) const;
  void fill_from_verb_above(uint32_t noun, Frame& frame) const;
  void fill_preposition(uint32_t prep, Frame& frame, bool direct) const;
  void add_all(Frame& frame, std::string_view slot, uint32_t tok, bool direct = true) const;
  void resolve_relative(uint32_t verb, Frame& frame) const;
  void share_adjuncts(uint32_t verb, Frame& frame) const;
  void share_subject(uint32_t verb, Frame& frame) const;
  void copy_slot(const Frame& from, std::string_view slot, Frame& to, std::string_view as) const;

  const Document& doc_;
  std::vector<uint32_t> child_begin_;
  std::vector<uint32_t> child_list_;
  mutable std::vector<Frame> frames_;
  mutable std::vector<char> frame_state_;  ///< 0 not asked, 1 being computed, 2 done
};

}  // namespace tocsin::coding
