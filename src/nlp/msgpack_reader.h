// Reads msgpack (github.com/msgpack/msgpack/blob/master/spec.md) forward, in place, without building objects:
// key2row alone holds 700,000 entries.
#pragma once

#include <cstdint>
#include <string_view>

namespace tocsin::nlp {

/// A forward reader over bytes that outlive it. The first value that is cut or of another kind than asked for sets
/// `failed()` for good, and every later call gives zero or empty: callers check once, at the end of a structure.
class MsgpackReader {
 public:
  explicit MsgpackReader(std::string_view bytes) : rest_(bytes) {}

  size_t map();                 ///< number of key-value pairs that follow
  size_t array();               ///< number of values that follow
  std::string_view string();    ///< a string or binary value
  int64_t integer();            ///< fails above INT64_MAX
  uint64_t unsigned_integer();  ///< fails below zero
  void skip();                  ///< one value with all that is in it

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  uint64_t big_endian(size_t size);
  std::string_view take(size_t size);
  uint8_t type();
  size_t fail();
  void skip_nested(int depth);

  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace tocsin::nlp
