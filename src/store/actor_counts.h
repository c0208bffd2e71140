// Who appears how often in a store.
#pragma once

#include <vector>

#include "record/flat.h"
#include "store/codebook.h"
#include "store/export.h"

namespace tocsin {

/// Everybody with a name or a code in the documents that the filter wants, by name and code; of those, where the filter
/// names actors, they alone. Most documents first, then by code and name; at most `request.limit`. Events that the
/// factuality of the filter leaves out do not count. Memory grows with the number of actors.
[[nodiscard]] Result<std::vector<ActorCount>> count_actors(Store& store, const Codebook& book,
                                                           const ExportRequest& request);

}  // namespace tocsin
