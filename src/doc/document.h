// The Document: an Article's text and its grammatical annotation. Knows nothing of politics.
//
// The words are spaCy's: token, sentence, entity, head, dep. Everything is a half-open byte Range into `text`
// or an index into `tokens`. Strings that describe tokens are views: into the text, into the model that made
// the annotation (which must outlive the Document), or into the Document's own arena.
#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/range.h"

namespace tocsin {

// Names by the line read better here than one a line.
// clang-format off

/// Universal part of speech, in the order of the UD guidelines' names plus spaCy's SPACE.
enum class Pos : uint8_t {
  kNone, kAdj, kAdp, kAdv, kAux, kCconj, kDet, kIntj, kNoun, kNum, kPart, kPron, kPropn, kPunct, kSconj, kSym,
  kVerb, kX, kSpace
};

/// The dependency labels of spaCy's English pipelines (ClearNLP style); kOther for a label of another scheme.
enum class Dep : uint8_t {
  kNone, kRoot, kAcl, kAcomp, kAdvcl, kAdvmod, kAgent, kAmod, kAppos, kAttr, kAux, kAuxpass, kCase, kCc, kCcomp,
  kCompound, kConj, kCsubj, kCsubjpass, kDative, kDep, kDet, kDobj, kExpl, kIntj, kMark, kMeta, kNeg, kNmod,
  kNpadvmod, kNsubj, kNsubjpass, kNummod, kOprd, kParataxis, kPcomp, kPobj, kPoss, kPreconj, kPredet, kPrep,
  kPrt, kPunct, kQuantmod, kRelcl, kXcomp, kOther
};

// clang-format on

[[nodiscard]] std::string_view name_of(Pos pos);     ///< "VERB"
[[nodiscard]] std::string_view name_of(Dep dep);     ///< "nsubj"; "ROOT" for kRoot
[[nodiscard]] Pos pos_named(std::string_view name);  ///< kNone when there is none of that name
[[nodiscard]] Dep dep_named(std::string_view name);  ///< kOther when there is none of that name

/// One token. `head` is the index of the governing token in `Document::tokens`; a root governs itself.
struct Token {
  Range range;  ///< bytes of the text
  uint32_t head = 0;
  uint32_t sent = 0;        ///< index into `sentences`
  uint32_t left_edge = 0;   ///< first token of the subtree
  uint32_t right_edge = 0;  ///< last token of the subtree, inclusive
  std::string_view text;
  std::string_view lemma;
  std::string_view norm;          ///< spaCy's NORM
  std::string_view tag;           ///< Penn tag
  std::string_view dep_label;     ///< the model's label, also where `dep` is kOther
  std::string_view morph;         ///< FEATS, "Number=Sing|Person=3"; empty for none
  std::string_view ent_type;      ///< "GPE"; empty outside entities
  const float* vector = nullptr;  ///< the model's static vector of the word, Document::vector_width wide; null = none
  Pos pos = Pos::kNone;
  Dep dep = Dep::kNone;
  char ent_iob = 'O';        ///< 'B', 'I', 'O'
  bool space_after = false;  ///< one blank follows that is no token of its own
  bool sent_start = false;
};

/// A sentence: tokens [begin, end) and its root token.
struct Sentence {
  Range tokens;
  uint32_t root = 0;
};

/// A named entity: tokens [begin, end) and spaCy's label.
struct Entity {
  Range tokens;
  std::string_view label;
};

/// Owns its text once. Movable, not copyable; moving keeps every view valid.
class Document {
 public:
  explicit Document(std::string text)
      : text_(std::make_unique<std::string>(std::move(text))),
        arena_(std::make_unique<std::pmr::monotonic_buffer_resource>()) {}

  [[nodiscard]] std::string_view text() const { return *text_; }
  [[nodiscard]] std::string_view text(Range range) const { return range.of(*text_); }

  /// The text as annotation reads it: of the same length as text(), and the same but for the case of letters where the
  /// original is in capitals. Tokens' `text` views it; quotes and evidence are taken from text().
  [[nodiscard]] std::string_view reading_text() const { return reading_text_ ? *reading_text_ : *text_; }

  /// Sets reading_text(); before any token is there. Must have the length of text().
  void read_as(std::string reading_text);

  /// Bytes from the first to the last of tokens [begin, end). Empty range for an empty token range.
  [[nodiscard]] Range bytes_of(Range token_range) const;

  /// Index of the token that covers or follows the byte; tokens.size() past the last.
  [[nodiscard]] uint32_t token_at(uint32_t byte) const;

  /// Copies `value` into the Document; the view lives as long as the Document.
  std::string_view keep(std::string_view value);

  /// Adds the tokens of an annotated part of the text, which begins at byte `begin`; a sentence starts with it. Keeps
  /// the part's storage, so that its views stay valid. Call link_sentences() and link_entities() after the last part.
  void append(Document&& part, uint32_t begin);

  /// Makes `sent`, `left_edge`, `right_edge` and `sentences` follow from `head`, `dep` and `sent_start`.
  void link_sentences();

  /// Makes `entities` follow from the tokens' `ent_iob` and `ent_type`.
  void link_entities();

  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Entity> entities;
  size_t vector_width = 0;  ///< of the tokens' static vectors; 0 when the model has none
  size_t title_size = 0;    ///< bytes of the title at the front of the text; 0 when there is none

 private:
  std::unique_ptr<std::string> text_;
  std::unique_ptr<std::string> reading_text_;  ///< null when it is text_ itself
  std::unique_ptr<std::pmr::monotonic_buffer_resource> arena_;
  std::vector<Document> parts_;  ///< appended ones, kept for their strings
};

}  // namespace tocsin
