// Predicates: the senses of verbs, nouns and adjectives that name an act (docs/tables.md, "predicates.tsv").
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"

namespace tocsin::lexicon {

/// One value that a slot may have to hold.
struct Value {
  enum class Kind : uint8_t { kLemma, kClass, kActor, kHuman, kNone, kAny, kType };
  Kind kind = Kind::kLemma;
  std::string text;                                          ///< the lemma (blanks for `_`), or the PLOVER type
  const std::unordered_set<std::string>* members = nullptr;  ///< lemmas of the class
};

/// `slot:value|value`: one of the values must hold; `!slot:…`: none may.
struct Condition {
  std::string slot;
  bool negated = false;
  std::vector<Value> values;
};

/// Slots that fill a side, in order of preference; a step of several slots is taken together.
using SideSpec = std::vector<std::vector<std::string>>;

/// One row of a predicates table.
struct Sense {
  std::string lemma;
  char pos = 'v';  ///< v, n, a; l = light verb
  std::vector<Condition> conditions;
  std::string type;  ///< PLOVER type; "-" = this use is no event
  std::string mode;
  std::string cameo;
  SideSpec actor, recipient;
  size_t specificity = 0;        ///< of the conditions: how many name words rather than any actor or anything
  bool nobody_acts = false;      ///< actor column is "-"
  bool nobody_receives = false;  ///< recipient column is "-"
  bool reciprocal = false;       ///< the actor column adds slots and nobody receives
  std::string row;               ///< "predicates_verbal.tsv:12"
};

class Predicates {
 public:
  /// Reads noun_classes.tsv and every predicates*.tsv of the folder, in the order of their names. Fails (kResource)
  /// with file:line:column on an illegal condition or an unknown class.
  static Result<Predicates> open(const std::filesystem::path& folder);

  /// Senses of a lemma as a part of speech, most conditions first, then those that name words before those that take
  /// any actor, then those that take anything; else in file order.
  [[nodiscard]] std::span<const Sense* const> senses(std::string_view lemma, char pos) const;

  /// Rows of light_verbs.tsv for a verb: which of its slots fill the sides of the noun that carries the meaning. `type`
  /// is empty.
  [[nodiscard]] std::span<const Sense* const> light_verbs(std::string_view lemma) const { return senses(lemma, 'l'); }

  /// Rows of blame_words.tsv: what is said of somebody whom the speaker blames. `pos` is v, n or a; `type` is ACCUSE.
  [[nodiscard]] std::span<const Sense* const> blame_words(std::string_view lemma, char pos) const {
    return senses(lemma, static_cast<char>(pos - 'a' + 'A'));
  }

  /// True if the lemma (or a phrase with blanks) belongs to the class ("@agreement").
  [[nodiscard]] bool in_class(std::string_view lemma, std::string_view noun_class) const;

  [[nodiscard]] size_t size() const { return senses_.size(); }

 private:
  Result<void> read_classes(const std::filesystem::path& file);
  Result<void> read_senses(const std::filesystem::path& file);
  Result<void> read_light_verbs(const std::filesystem::path& file);
  Result<void> read_blame_words(const std::filesystem::path& file);
  Result<std::vector<Condition>> parse_conditions(std::string_view when) const;

  std::unordered_map<std::string, std::unique_ptr<std::unordered_set<std::string>>> classes_;
  std::vector<std::unique_ptr<Sense>> senses_;
  std::unordered_map<std::string, std::vector<const Sense*>> by_lemma_;  ///< "v attack"
};

}  // namespace tocsin::lexicon
