// Where, when, through what and to whom a saying was said: the words around its cue, for sayings.cc.
#pragma once

#include "coding/findings.h"
#include "coding/grammar.h"
#include "lexicon/speech_cues.h"

namespace tocsin::coding {

/// Fills addressees, venue, medium and when of a saying with a cue. `row` is the cue's row, null for "according to" and
/// verbs without one. Words inside the content are not asked.
void fill_setting(Saying& saying, const lexicon::SpeechCue* row, const Grammar& grammar,
                  const lexicon::SpeechCues& cues);

}  // namespace tocsin::coding
