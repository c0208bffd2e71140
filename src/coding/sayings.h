// Sayings: who said what, as grammar and quotation marks show it (ONTOLOGY.md, "Statements").
//
// A cue is a verb, noun or adjective of speech_cues.tsv, the word "according", or the colon after a name. What hangs on
// it as a clause, noun phrase or quotation is the content. Who the speakers' words name is decided later
// (statements.h).
#pragma once

#include <vector>

#include "coding/findings.h"
#include "coding/grammar.h"
#include "lexicon/speech_cues.h"

namespace tocsin::coding {

/// All sayings of the document, ordered by the first byte of cue or content. `kind` of a saying is that of its cue, or
///   topic      the content is what the words are about ("praised the plan", "cited the law"): a survey of attributions
///              counts it, a list of statements does not
///   attitude   the same of what somebody thinks, wants or stands for
///   headline   the colon of a title ("Poll: …")
///   turn       a turn of a transcript ("SMITH: …")
///   quotation  a quoted sentence without a cue
/// Views point into the Document and into `cues`, which must outlive the result.
[[nodiscard]] std::vector<Saying> find_sayings(const Grammar& grammar, const lexicon::SpeechCues& cues);

/// True if the saying belongs in a list of statements. Out stay topics and attitudes, what is quoted inside another
/// statement, a title's words (the body tells them), and indirect words of nobody in particular.
[[nodiscard]] bool is_statement(const Saying& saying, const Document& doc);

}  // namespace tocsin::coding
