// Reads the CoNLL-U that `tocsin annotate` writes (FORMATS.md) back into a Document: for tests that build one by hand
// and for annotation made by another program.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "doc/document.h"

namespace tocsin {

/// `conllu` annotates `text`: MISC holds TokenRange=start:end in code points of the text and Entity=B-GPE where there
/// is one. Fails (kInput) naming the line when a token lies outside the text or a head outside its sentence.
[[nodiscard]] Result<Document> read_conllu(std::string text, std::string_view conllu);

}  // namespace tocsin
