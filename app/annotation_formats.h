// An annotated Document as other tools read it (FORMATS.md, "tocsin annotate").
#pragma once

#include <string>
#include <string_view>

#include "doc/document.h"

namespace tocsin {

/// CoNLL-U, one token a line, an empty line after each sentence, `# newdoc id = id` before the first. In FORM and LEMMA
/// white space other than a blank between characters is written as \s, \t, \n, \r or \uXXXX: a line stays a line.
[[nodiscard]] std::string to_conllu(const Document& doc, std::string_view id);

/// The fields of spaCy's Doc.to_json() in its order, on one line. Offsets in code points.
[[nodiscard]] std::string to_spacy_json(const Document& doc);

}  // namespace tocsin
