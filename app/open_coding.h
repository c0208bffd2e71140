// All that coding into a store needs, opened: `code` and `recode` begin with it.
#pragma once

#include <string>

#include "across_documents.h"
#include "base/result.h"
#include "open_engine.h"

namespace tocsin {

struct OpenCoding {
  Engine engine;
  std::string name;  ///< of this coding (coding_name.h)
  LanguageTables language;
};

/// Fails (kResource) naming what is missing or cannot be read.
[[nodiscard]] Result<OpenCoding> open_coding(const EngineChoice& choice);

}  // namespace tocsin
