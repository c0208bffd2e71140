// Lemmatizer: spaCy's English rule lemmatizer: exceptions first, then suffix rules checked against an index of forms.
// Source: spacy/pipeline/lemmatizer.py and spacy/lang/en/lemmatizer.py (3.8).
#pragma once

#include <filesystem>
#include <memory>

#include "base/result.h"
#include "doc/document.h"

namespace tocsin::nlp {

/// One worker's cache of lemmas. Bounded; one Lemmatizer's at a time.
class LemmatizerScratch {
 public:
  LemmatizerScratch();
  ~LemmatizerScratch();
  LemmatizerScratch(LemmatizerScratch&&) noexcept;
  LemmatizerScratch& operator=(LemmatizerScratch&&) noexcept;

 private:
  friend class Lemmatizer;
  struct State;
  std::unique_ptr<State> state_;
};

/// Immutable; any number of threads may run it, each with its own scratch. Must outlive the Documents it wrote to.
class Lemmatizer {
 public:
  /// Reads `lemmatizer/lookups/lookups.bin` in the folder. Fails (kResource) naming file and table when it is missing,
  /// damaged or without the table lemma_rules (a lemmatizer of another mode than `rule`).
  static Result<Lemmatizer> open(const std::filesystem::path& model_folder);

  /// Sets the lemma of each token that has none. Needs text, pos and morph; after the attribute ruler.
  void run(Document& doc, LemmatizerScratch& scratch) const;

  Lemmatizer(Lemmatizer&&) noexcept;
  Lemmatizer& operator=(Lemmatizer&&) noexcept;
  ~Lemmatizer();
  struct Parts;

 private:
  explicit Lemmatizer(std::shared_ptr<const Parts> parts);
  std::shared_ptr<const Parts> parts_;
};

/// Whether the word is a base form that rules would only spoil: a singular noun, an infinitive, a positive adjective.
/// `morph` is FEATS.
[[nodiscard]] bool is_base_form(Pos pos, std::string_view morph);

}  // namespace tocsin::nlp
