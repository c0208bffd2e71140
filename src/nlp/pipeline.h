// The reader's eyes: runs a spaCy v3 English CNN pipeline (its own weights, no Python) over Documents.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "doc/document.h"

namespace tocsin::nlp {

/// Which arithmetic does the work. Exact is the default; plain is the slow, obvious oracle of the tests; fast uses
/// reduced precision where the CPU has it and has a parity figure of its own.
enum class Arithmetic { kExact, kPlain, kFast };

struct PipelineOptions {
  Arithmetic arithmetic = Arithmetic::kExact;
};

/// Processor seconds that run() spent in each stage; `networks` are the tok2vec layers.
struct StageSeconds {
  double tokenizer = 0;
  double word_types = 0;
  double networks = 0;
  double tagger = 0;
  double parser = 0;
  double attribute_ruler = 0;
  double lemmatizer = 0;
  double entities = 0;
};

/// Every reusable buffer and word-type cache of one worker thread. Never shared between threads.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(Scratch&&) noexcept;
  Scratch& operator=(Scratch&&) noexcept;
  struct State;
  std::unique_ptr<State> state;
  StageSeconds* seconds = nullptr;  ///< when set, run() adds what each stage took
};

/// An immutable opened model; any number of threads may run it at once, each with its own Scratch. Must outlive the
/// Documents it annotated.
class Pipeline {
 public:
  /// Opens a spaCy v3 pipeline folder (config.cfg, tokenizer, vocab/, tok2vec, tagger, parser, ner,
  /// attribute_ruler, lemmatizer). Fails (kResource) naming file and reason when a part is missing, damaged, of
  /// another release, or of an architecture this runtime does not run.
  static Result<Pipeline> open(const std::filesystem::path& folder, PipelineOptions options = {});

  /// Tokenizes and annotates doc.text(): fills tokens, sentences, entities. The same text gives the same
  /// annotation whatever the Scratch has seen before.
  Result<void> run(Document& doc, Scratch& scratch) const;

  [[nodiscard]] const std::string& name() const;      ///< "en_core_web_md 3.8.0"
  [[nodiscard]] std::string_view arithmetic() const;  ///< the loops in use: "plain", "avx2", "avx512" …
  [[nodiscard]] size_t layer_operations() const;      ///< multiplications and additions of `networks` for one token

  Pipeline(Pipeline&&) noexcept;
  Pipeline& operator=(Pipeline&&) noexcept;
  ~Pipeline();
  struct Parts;

 private:
  explicit Pipeline(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace tocsin::nlp
