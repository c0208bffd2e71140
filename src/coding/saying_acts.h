// SayingActs: reads the cues of one Document and the clauses that hang on them, for sayings.cc.
#pragma once

#include <string>
#include <vector>

#include "coding/grammar.h"
#include "coding/said_words.h"
#include "lexicon/speech_cues.h"

namespace tocsin::coding {

/// A cue with what grammar gives it; quotations are added later, and an act that stays without content is dropped.
struct Act {
  uint32_t cue = kNone;
  const lexicon::SpeechCue* row = nullptr;  ///< null: "according", a verb beside a quotation, a colon
  std::string_view kind;
  std::vector<uint32_t> speakers;
  std::vector<uint32_t> roots;       ///< heads of the clauses and phrases that are content
  std::vector<Range> runs;           ///< tokens of the content
  std::vector<uint32_t> quotations;  ///< whole quotations that belong to it
  bool quotable = false;
  bool hearsay = false;
  bool block = false;  ///< a block quotation: quoted without marks
  std::string rule;    ///< for --explain
};

/// The words of such an act are about something; they are not told (sayings.h, `topic` and `attitude`).
[[nodiscard]] inline bool is_wide(std::string_view kind) { return kind == "attitude" || kind == "topic"; }

/// What a wide slot makes of the act: views and wishes are attitudes, the other kinds at least name their topic in
/// words.
[[nodiscard]] inline std::string_view wide_kind(const lexicon::SpeechCue& row) {
  return row.kind == "view" || row.kind == "promote" ? "attitude" : "topic";
}

[[nodiscard]] inline bool finite(const Token& tok) { return tok.tag == "VBD" || tok.tag == "VBZ" || tok.tag == "VBP"; }

class SayingActs {
 public:
  SayingActs(const Grammar& grammar, const SaidWords& words, const lexicon::SpeechCues& cues)
      : grammar_(grammar), doc_(grammar.doc()), words_(words), cues_(cues) {}

  /// Acts in the order of their cues.
  [[nodiscard]] std::vector<Act> read();

  /// Who speaks by the verb `cue`; empty when nobody is named.
  [[nodiscard]] std::vector<uint32_t> speakers_of_verb(uint32_t cue) const;

 private:
  void read_verb(uint32_t tok);
  void read_noun(uint32_t tok);
  void read_adjective(uint32_t tok);
  void read_according(uint32_t tok);

  bool fill_from_slots(Act& act) const;
  bool fill_slot(const lexicon::ContentSlot& slot, Act& act) const;
  void add_clause(uint32_t root, Act& act) const;
  void add_phrase(uint32_t root, Act& act) const;
  void add_front_clause(uint32_t root, Act& act) const;
  bool fill_inverted(Act& act) const;
  bool fill_final(Act& act) const;
  bool fill_rest(Act& act) const;
  bool fill_far_clause(Act& act) const;
  bool fill_denied_report(Act& act) const;
  bool fill_for_clause(Act& act) const;
  uint32_t last_aside(uint32_t root) const;
  bool is_subordinate(uint32_t finite_word) const;
  bool tells_something(uint32_t verb) const;
  bool has_second(uint32_t tok, std::string_view with) const;
  uint32_t behind_outlet(uint32_t root, const Act& act, Range run) const;
  bool follows_clause(uint32_t tok) const;
  bool is_antecedent(uint32_t noun, uint32_t verb) const;
  bool fill_before(Act& act, Range clip) const;
  bool is_setting_of(uint32_t clause, uint32_t cue) const;
  bool is_bare_participle(uint32_t verb) const;
  bool token_before_closes(uint32_t tok) const;
  uint32_t behind_date(uint32_t root, Range run) const;
  void add_phrase_behind_object(std::string_view prep, Act& act) const;
  bool is_front_participle(uint32_t verb, uint32_t cue) const;
  bool is_voiced(uint32_t noun) const;
  bool addresses_somebody(const Act& act) const;
  bool is_meanwhile(uint32_t tok, uint32_t cue, bool after_comma) const;
  bool leads_to_person(uint32_t prep) const;
  bool fill_rumoured(Act& act) const;
  std::vector<uint32_t> acts_inside(uint32_t root, uint32_t cue) const;
  std::vector<uint32_t> speakers_of_noun(uint32_t noun, const lexicon::SpeechCue& row) const;
  uint32_t clause_after(uint32_t tok) const;
  bool is_next_act(uint32_t root, uint32_t tok, uint32_t cue) const;
  std::string_view tense_of(uint32_t verb) const;
  bool is_content_clause(uint32_t child) const;
  bool is_act_verb(uint32_t tok) const;
  bool has_to(uint32_t verb) const;
  bool marked_by_that(uint32_t verb) const;
  bool is_verb_read_as_noun(uint32_t tok) const;
  bool governs_it(uint32_t tok) const;
  uint32_t end_of_said(uint32_t root, Range clip) const;
  bool is_quick_to(uint32_t tok) const;
  bool is_according(uint32_t tok) const;
  bool names_source(uint32_t noun) const;
  bool is_infinitive_of(uint32_t child, const Act& act) const;
  void add_garden_path(uint32_t clause, Act& act) const;
  std::vector<uint32_t> issuers_of(uint32_t noun) const;
  uint32_t noun_before(uint32_t cue) const;
  uint32_t noun_behind(uint32_t cue) const;

  const Grammar& grammar_;
  const Document& doc_;
  const SaidWords& words_;
  const lexicon::SpeechCues& cues_;
  std::vector<Act> acts_;
};

}  // namespace tocsin::coding
