// spaCy's string ids: the 64-bit numbers by which its models know words, norms and shapes.
#pragma once

#include <cstdint>
#include <string_view>

namespace tocsin::nlp {

/// MurmurHash64A (Austin Appleby's MurmurHash2, 64-bit variant), little-endian on every machine.
[[nodiscard]] uint64_t murmur64(std::string_view bytes, uint64_t seed);

/// spaCy's id of a string: 0 for "", the fixed number of a reserved symbol ("nsubj", "DATE", "mark" …), else its hash
/// with seed 1. The weights were trained on these ids, so an ordinary word that happens to be a symbol counts too.
[[nodiscard]] uint64_t string_id(std::string_view text);

}  // namespace tocsin::nlp
