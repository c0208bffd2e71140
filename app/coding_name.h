// The name of what codes: two documents with the same one were read by the same tables, model and program.
#pragma once

#include <string>

#include "base/result.h"
#include "tocsin/engine.h"

namespace tocsin {

/// 16 hex digits made from the tables, the model, the gazetteer, the user's dictionaries and this program. Fails
/// (kResource) when one of them cannot be read.
[[nodiscard]] Result<std::string> coding_name(const EngineOptions& options);

}  // namespace tocsin
