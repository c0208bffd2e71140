// Word types: what the networks need to know of a word, computed once for each different word a worker meets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "nlp/model_folder.h"
#include "nlp/static_vectors.h"

namespace tocsin::nlp {

/// A word type: what spaCy keeps in a lexeme plus the token's own NORM (a tokenizer exception may set it), which
/// together decide every attribute that the embedding layers hash. Two tokens with the same text and norm share one.
struct WordType {
  std::string_view text;
  std::string_view norm;
  uint64_t orth = 0;     ///< spaCy's string id of the text
  uint64_t norm_id = 0;  ///< the same of `norm`
  uint64_t prefix = 0;
  uint64_t suffix = 0;
  uint64_t shape = 0;
  int32_t vector_row = -1;  ///< row of the static vectors; -1 = none
  bool is_space = false;
};

/// spaCy's SHAPE: "Xxxx" for "Berlin", "dd" for "24"; runs are cut after four, 100 characters and more are "LONG".
[[nodiscard]] std::string word_shape(std::string_view text);

/// The model's knowledge of words: norms and vector rows. Immutable.
class Lexicon {
 public:
  /// Reads vocab/lookups.bin. `vectors` must outlive the Lexicon. Fails (kResource) when the file is damaged.
  static Result<Lexicon> open(const ModelFolder& folder, const StaticVectors& vectors);

  /// spaCy's NORM of a text: the model's table, else the base norms (quotes, dashes, currencies), else lower case.
  /// The view is into this Lexicon or into `buffer`.
  [[nodiscard]] std::string_view norm_of(std::string_view text, std::string& buffer) const;

  /// `special_norm`: the norm that a tokenizer exception gave, empty for none. Views as in norm_of, or into the
  /// arguments.
  [[nodiscard]] WordType describe(std::string_view text, std::string_view special_norm, std::string& buffer) const;

 private:
  const StaticVectors* vectors_ = nullptr;
  std::unordered_map<uint64_t, std::string> norms_;
};

/// One worker's word types, found by text, special norm and whether a blank follows (the networks embed that too),
/// in at most `capacity` slots. Others keep what they computed of a type under its slot. A slot is given away only
/// to a type that was not asked for since the last next_batch(), so it stays valid until then.
class WordTypeCache {
 public:
  explicit WordTypeCache(size_t capacity);

  struct Entry {
    WordType type;  ///< views into this entry or the model
    bool space_after = false;
    bool owns_norm = false;  ///< type.norm lives in this entry: who keeps it longer copies it
  };
  struct Found {
    uint32_t slot = 0;
    bool is_new = false;  ///< the slot held nothing or another type before
  };

  void next_batch() { ++batch_; }

  /// At most capacity / 2 different types may be asked for in one batch.
  Found find(std::string_view text, std::string_view special_norm, bool space_after, const Lexicon& lexicon);

  [[nodiscard]] const Entry& entry(uint32_t slot) const { return slots_[slot].entry; }

 private:
  struct Slot {
    Entry entry;
    std::string text;
    std::string special_norm;
    std::string norm_buffer;
    uint64_t hash = 0;
    uint64_t batch = 0;  ///< the last batch that asked for it; 0 = free
    uint8_t credit = 0;  ///< rounds of the hand that it survives without being asked for
  };
  [[nodiscard]] uint32_t take_slot();
  void forget(uint32_t slot);

  size_t capacity_;
  std::vector<Slot> slots_;      ///< never grows past the space reserved, so that views into it stay valid
  std::vector<uint32_t> index_;  ///< open addressing: slot + 1; 0 = free
  uint64_t batch_ = 1;
  uint32_t hand_ = 0;
};

}  // namespace tocsin::nlp
