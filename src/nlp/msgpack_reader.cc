// The msgpack wire format, as far as spaCy's files use it (no extension types).
#include "nlp/msgpack_reader.h"

#include <limits>

namespace tocsin::nlp {
namespace {
constexpr int kDeepest = 64;  // spaCy's files nest four deep; a damaged one must not exhaust the stack
}  // namespace

size_t MsgpackReader::fail() {
  failed_ = true;
  rest_ = {};
  return 0;
}

std::string_view MsgpackReader::take(size_t size) {
  if (size > rest_.size()) {
    fail();
    return {};
  }
  const std::string_view taken = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return taken;
}

uint64_t MsgpackReader::big_endian(size_t size) {
  uint64_t value = 0;
  for (const char byte : take(size)) value = value << 8 | static_cast<uint8_t>(byte);
  return value;
}

uint8_t MsgpackReader::type() { return static_cast<uint8_t>(big_endian(1)); }

size_t MsgpackReader::map() {
  const uint8_t kind = type();
  // Each pair takes two bytes at least, so a larger count than that is damage and must not size a buffer.
  size_t count = 0;
  if ((kind & 0xf0) == 0x80)
    count = kind & 0x0f;
  else if (kind == 0xde)
    count = big_endian(2);
  else if (kind == 0xdf)
    count = big_endian(4);
  else
    return fail();
  return count > rest_.size() / 2 ? fail() : count;
}

size_t MsgpackReader::array() {
  const uint8_t kind = type();
  size_t count = 0;
  if ((kind & 0xf0) == 0x90)
    count = kind & 0x0f;
  else if (kind == 0xdc)
    count = big_endian(2);
  else if (kind == 0xdd)
    count = big_endian(4);
  else
    return fail();
  return count > rest_.size() ? fail() : count;
}

std::string_view MsgpackReader::string() {
  const uint8_t kind = type();
  if ((kind & 0xe0) == 0xa0) return take(kind & 0x1f);
  switch (kind) {
    case 0xc4:
    case 0xd9:
      return take(big_endian(1));
    case 0xc5:
    case 0xda:
      return take(big_endian(2));
    case 0xc6:
    case 0xdb:
      return take(big_endian(4));
    default:
      fail();
      return {};
  }
}

int64_t MsgpackReader::integer() {
  const uint8_t kind = type();
  if (kind < 0x80) return kind;
  if (kind >= 0xe0) return static_cast<int8_t>(kind);
  switch (kind) {
    case 0xcc:
      return static_cast<int64_t>(big_endian(1));
    case 0xcd:
      return static_cast<int64_t>(big_endian(2));
    case 0xce:
      return static_cast<int64_t>(big_endian(4));
    case 0xd0:
      return static_cast<int8_t>(big_endian(1));
    case 0xd1:
      return static_cast<int16_t>(big_endian(2));
    case 0xd2:
      return static_cast<int32_t>(big_endian(4));
    case 0xd3:
      return static_cast<int64_t>(big_endian(8));
    case 0xcf: {
      const uint64_t value = big_endian(8);
      if (value > static_cast<uint64_t>(std::numeric_limits<int64_t>::max())) fail();
      return failed_ ? 0 : static_cast<int64_t>(value);
    }
    default:
      fail();
      return 0;
  }
}

uint64_t MsgpackReader::unsigned_integer() {
  if (!rest_.empty() && static_cast<uint8_t>(rest_.front()) == 0xcf) {
    type();
    return big_endian(8);
  }
  const int64_t value = integer();
  if (value < 0) fail();
  return failed_ ? 0 : static_cast<uint64_t>(value);
}

void MsgpackReader::skip() { skip_nested(0); }

void MsgpackReader::skip_nested(int depth) {
  if (depth > kDeepest || rest_.empty()) {
    fail();
    return;
  }
  const auto kind = static_cast<uint8_t>(rest_.front());
  if ((kind & 0xf0) == 0x80 || kind == 0xde || kind == 0xdf) {
    for (size_t left = 2 * map(); left > 0 && !failed_; --left) skip_nested(depth + 1);
  } else if ((kind & 0xf0) == 0x90 || kind == 0xdc || kind == 0xdd) {
    for (size_t left = array(); left > 0 && !failed_; --left) skip_nested(depth + 1);
  } else if ((kind & 0xe0) == 0xa0 || (kind >= 0xc4 && kind <= 0xc6) || (kind >= 0xd9 && kind <= 0xdb)) {
    string();
  } else if (kind == 0xc0 || kind == 0xc2 || kind == 0xc3) {
    type();
  } else if (kind == 0xca || kind == 0xcb) {
    type();
    take(kind == 0xca ? 4 : 8);
  } else if (kind == 0xcf) {
    unsigned_integer();
  } else {
    integer();
  }
}

}  // namespace tocsin::nlp
