// W3C Web Annotations of everything a store's readings found. For src/store alone.
#pragma once

#include "store/prepared.h"

namespace tocsin {

/// One JSON-LD document, an AnnotationCollection with one page; gives the number of annotations.
[[nodiscard]] Result<uint64_t> write_annotations(Store& store, const Codebook& book, const ExportRequest& request,
                                                 const std::filesystem::path& target);

}  // namespace tocsin
