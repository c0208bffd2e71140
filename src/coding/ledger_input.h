// What the parts of the ledger read from, and how a row of ledger_cues.tsv is matched to a word of the text.
#pragma once

#include "coding/ledger.h"

namespace tocsin::coding {

struct LedgerInput {
  const EventInput& in;
  const lexicon::LedgerCues& cues;
  const std::vector<FoundEvent>& events;

  [[nodiscard]] const Document& doc() const { return in.grammar.doc(); }
  [[nodiscard]] const Token& token(uint32_t tok) const { return doc().tokens[tok]; }
};

/// The row of the word as a part of speech whose conditions hold in its clause; null when none does.
[[nodiscard]] const lexicon::LedgerCue* cue_at(const LedgerInput& input, uint32_t tok, char pos);

/// True if every condition of the row holds for the predicate `tok`.
[[nodiscard]] bool conditions_hold(const LedgerInput& input, const lexicon::LedgerCue& cue, uint32_t tok);

/// `v`, `n` or `a`; blank for other words.
[[nodiscard]] char word_class(const LedgerInput& input, uint32_t tok);

/// True if the filler stands in the slot; `comp` is xcomp or ccomp.
[[nodiscard]] bool fills(const Filler& filler, std::string_view slot);

/// First filler of the slot, also of `comp` (xcomp or ccomp); kNoToken when the slot is empty.
[[nodiscard]] uint32_t filler_of(const LedgerInput& input, uint32_t tok, std::string_view slot);

}  // namespace tocsin::coding
