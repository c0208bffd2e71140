// Hashes parts in one pass with xxhash's streaming state.
#include "base/hash.h"

#include <xxhash.h>

#include <array>
#include <cstdint>
#include <memory>

namespace tocsin {

std::string hash_of(std::initializer_list<std::string_view> parts) {
  const std::unique_ptr<XXH64_state_t, decltype(&XXH64_freeState)> state(XXH64_createState(), &XXH64_freeState);
  XXH64_reset(state.get(), 0);
  for (const std::string_view part : parts) {
    std::array<unsigned char, 8> length{};
    for (size_t i = 0; i < length.size(); ++i) length[i] = static_cast<unsigned char>(uint64_t{part.size()} >> (8 * i));
    XXH64_update(state.get(), length.data(), length.size());
    XXH64_update(state.get(), part.data(), part.size());
  }
  const uint64_t value = XXH64_digest(state.get());
  std::string digits(16, '0');
  for (size_t i = 0; i < digits.size(); ++i) digits[i] = "0123456789abcdef"[(value >> (60 - 4 * i)) & 0xF];
  return digits;
}

}  // namespace tocsin
