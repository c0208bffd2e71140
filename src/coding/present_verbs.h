// Present verbs that the parser took for nouns: "Police raid a house", "Portugal summons the ambassador".
#pragma once

#include "doc/document.h"
#include "lexicon/predicates.h"
#include "lexicon/speech_cues.h"

namespace tocsin::coding {

/// Turns such a root noun into the verb that it is, with its subject and object, where the shape of the sentence leaves
/// no doubt; everything else stays as annotated. Changes `pos`, `tag`, `lemma`, `dep` and `head` of `doc.tokens` and
/// what follows from them.
void mend_present_verbs(Document& doc, const lexicon::Predicates& predicates, const lexicon::SpeechCues& speech);

}  // namespace tocsin::coding
