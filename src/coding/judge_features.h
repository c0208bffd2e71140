// What the learned judge (judge.h) reads of a predicate: features of the words, of the grammar between the predicate
// and two given actors, and of what the tables propose. Training reads the same features (`tocsin relate --features`).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coding/events.h"

namespace tocsin::coding {

/// A predicate that may be the act between two given words of the text.
struct JudgeSite {
  uint32_t tok = kNone;
  FoundEvent event;                ///< as the tables read it; type empty where they are silent
  std::string table_class;         ///< class_of() that event; empty where the tables are silent
  double score = 0;                ///< how well the tables' reading fits the two words
  std::vector<std::string> place;  ///< is this the predicate that tells of the two?
  std::vector<std::string> kind;   ///< and what does it tell?
  std::vector<std::string> trust;  ///< how far is the tables' reading to be believed?
  /// Words whose static vectors tell what it is about, by slot; a slot of several counts as their mean.
  std::vector<std::pair<std::string_view, std::vector<uint32_t>>> words;
};

/// "SANCTION/COERCE": a PLOVER type and the code's category under the older conventions, which together are what the
/// judge decides between. Empty for an event without a type.
[[nodiscard]] std::string class_of(const lexicon::Plover& plover, const FoundEvent& ev);

/// The site as one line of training data: begin and end (bytes) of its word, class of the tables' reading, then the
/// features of place, kind and trust and the words of the vectors ("slot=word"), fields apart by tabs, features by
/// blanks.
[[nodiscard]] std::string features_line(const Document& doc, const JudgeSite& site);

/// Reads the sites of one pair. Keeps a view of `input`, which must outlive it.
class JudgeReader {
 public:
  /// `source` and `target` are tokens; kNone = not in the text. Their sentence is read (the first one where neither
  /// is there).
  JudgeReader(const EventInput& input, uint32_t source, uint32_t target);

  /// One event of the tables, read as if it were the one that tells of the two.
  [[nodiscard]] JudgeSite site_of(const FoundEvent& ev) const;

  /// Every word of the sentence that can be a predicate, in text order.
  [[nodiscard]] std::vector<JudgeSite> sites() const;

 private:
  [[nodiscard]] std::vector<JudgeSite> sites_of_headline() const;
  [[nodiscard]] bool can_be_predicate(uint32_t tok) const;
  [[nodiscard]] double score_of(const FoundEvent& ev) const;
  [[nodiscard]] double nearness(uint32_t predicate, uint32_t actor) const;
  [[nodiscard]] std::string slot_of(uint32_t predicate, uint32_t actor) const;
  [[nodiscard]] std::string roles_of(const FoundEvent& ev) const;
  [[nodiscard]] std::string_view type_at(uint32_t tok) const;
  [[nodiscard]] std::string order_of(uint32_t tok) const;
  void describe(JudgeSite& site) const;
  void add_place(JudgeSite& site) const;
  void add_trust(JudgeSite& site) const;
  void add_table_reading(JudgeSite& site) const;
  void add_words(JudgeSite& site) const;
  void add_marks(JudgeSite& site) const;
  void add_sentence(JudgeSite& site) const;
  void add_sides(JudgeSite& site) const;
  void add_vectors(JudgeSite& site) const;
  [[nodiscard]] bool inside_actor(uint32_t tok) const;

  const EventInput& input_;
  const Grammar& grammar_;
  uint32_t source_, target_;
  Range sentence_;
};

}  // namespace tocsin::coding
