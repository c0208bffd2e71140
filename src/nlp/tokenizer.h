// Tokenizer: spaCy's words, byte for byte, from the `tokenizer` file of a pipeline folder.
//
// A text falls into chunks of white space and of other characters (one blank between two words is no token). A chunk
// that is a special case becomes that case's tokens; from any other, prefixes and suffixes are taken until a special
// case or nothing to take is left, and the rest is an address, or is cut at its infixes. Last, special cases that
// affixes cut apart are found among the tokens and put together. Source: spacy/tokenizer.pyx (3.8).
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "base/range.h"
#include "base/result.h"

namespace tocsin::nlp {

struct RawToken {
  Range range;               ///< bytes of the text
  std::string_view norm;     ///< the NORM a special case gives; empty where none does. Lives as long as the Tokenizer
  bool space_after = false;  ///< one blank follows that is no token
};

/// One worker's cache of chunks and its matching memory. Bounded; one Tokenizer's at a time.
class TokenizerScratch {
 public:
  TokenizerScratch();
  ~TokenizerScratch();
  TokenizerScratch(TokenizerScratch&&) noexcept;
  TokenizerScratch& operator=(TokenizerScratch&&) noexcept;

 private:
  friend class Tokenizer;
  struct State;
  std::unique_ptr<State> state_;
};

/// Immutable; any number of threads may run it, each with its own scratch.
class Tokenizer {
 public:
  /// Reads `tokenizer` in the folder. Fails (kResource) naming the file and what in it is damaged or cannot be run.
  static Result<Tokenizer> open(const std::filesystem::path& model_folder);

  /// Replaces `out` by the tokens of `text` (valid UTF-8, less than 4 GB), white space included, in order. The same
  /// text gives the same tokens whatever the scratch has seen. Time is linear in the text with the expressions of
  /// spaCy's English pipelines.
  void run(std::string_view text, TokenizerScratch& scratch, std::vector<RawToken>& out) const;

  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) noexcept;
  ~Tokenizer();
  struct Parts;

 private:
  explicit Tokenizer(std::shared_ptr<const Parts> parts);
  std::shared_ptr<const Parts> parts_;
};

}  // namespace tocsin::nlp
