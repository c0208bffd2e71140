// gzip and zstd, unpacked step by step.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tocsin {

/// What one step came to.
enum class Unpacked { kMore, kMemberEnd, kDamaged };

/// One kind of packing. A packed file is one member (gzip) or frame (zstd) after another. For one thread.
class Unpacker {
 public:
  virtual ~Unpacker() = default;

  /// Takes bytes off the front of `packed` and appends at most 256 KiB to `out`. kMore: give the rest of `packed`, or
  /// what follows it. kDamaged: `reason()` says why, and the member is lost from here on.
  virtual Unpacked step(std::string_view& packed, std::string& out) = 0;

  /// Makes ready for a new member.
  virtual void reset() = 0;

  [[nodiscard]] virtual std::string_view name() const = 0;   ///< "gzip"
  [[nodiscard]] virtual std::string_view magic() const = 0;  ///< the bytes with which a member begins
  [[nodiscard]] virtual std::string reason() const = 0;
};

/// The unpacker for what begins like this; nothing when it is neither.
[[nodiscard]] std::unique_ptr<Unpacker> unpacker_for(std::string_view front);

/// Is this how a compression bomb grows: more than 200-fold, beyond 16 MiB?
[[nodiscard]] bool looks_like_bomb(uint64_t packed_size, uint64_t unpacked_size);

/// All of a packed body in memory. `encoding` is gzip, x-gzip, deflate or zstd. Fails (kInput) on damage, on a bomb, on
/// more than `limit` bytes, and on other encodings.
[[nodiscard]] Result<std::string> unpack_body(std::string_view packed, std::string_view encoding, size_t limit);

}  // namespace tocsin
