// Where the model and the tables are when the user does not say.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace tocsin {

/// The folder of a spaCy pipeline: `given`, else $TOCSIN_MODEL, else models/en_core_web_md of the project or beside the
/// binary, else en_core_web_sm there, which is said on standard error. Fails (kResource) naming where it looked.
[[nodiscard]] Result<std::filesystem::path> find_model(const std::string& given);

/// The folder of the tables: `given`, else $TOCSIN_DATA, else data/ of the project, else share/tocsin/data beside the
/// binary's folder. Fails (kResource) naming where it looked.
[[nodiscard]] Result<std::filesystem::path> find_data(const std::string& given);

/// The file of places: $TOCSIN_GAZETTEER, else models/gazetteer.bin of the project or beside the binary. Empty when
/// there is none, which is said on standard error: reading goes on with states, capitals and regions.
[[nodiscard]] std::filesystem::path find_gazetteer();

}  // namespace tocsin
