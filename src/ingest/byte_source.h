// The bytes of one input, whatever it is packed in.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tocsin {

/// A file or standard input, unpacked where it is gzip or zstd (one level), with what was read ahead of its use. Damage
/// ends a piece of it; behind the damage reading may go on with the next gzip member or zstd frame. For one thread.
class ByteSource {
 public:
  /// "-" = standard input. Fails (kInput) when the input cannot be opened, is a folder, or is a pipe into which nobody
  /// writes for ten seconds.
  [[nodiscard]] static Result<ByteSource> open(const std::string& input);

  /// Reads until `wanted` bytes are ahead or the piece ends.
  void fill(size_t wanted);

  /// What was read and not yet used; valid until the next fill().
  [[nodiscard]] std::string_view ahead() const;
  void use(size_t size);
  [[nodiscard]] uint64_t offset() const;  ///< of ahead() in the unpacked input
  [[nodiscard]] bool ended() const;       ///< nothing comes behind ahead() in this piece

  /// Once ended(): why the piece ended before its time, with the byte of the file; empty = it is whole.
  [[nodiscard]] const std::string& damage() const;

  /// Goes on behind the damage; what is still ahead is dropped. False when nothing readable follows.
  [[nodiscard]] bool resume();

  ByteSource(ByteSource&&) noexcept;
  ByteSource& operator=(ByteSource&&) noexcept;
  ~ByteSource();

 private:
  struct State;
  explicit ByteSource(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tocsin
