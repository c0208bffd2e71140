// UTF-8: checking it, mending it, and turning byte offsets into code-point offsets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tocsin {

inline constexpr char32_t kReplacementPoint = 0xFFFD;

/// The code point at the front of some bytes.
struct DecodedPoint {
  char32_t point = kReplacementPoint;
  uint8_t size = 1;    ///< bytes it takes; of a bad sequence, those of its maximal subpart (Unicode 15, section 3.9)
  bool valid = false;  ///< false: `point` stands for bytes that are not UTF-8
};

/// `bytes` must not be empty. Overlong forms, surrogates and points above U+10FFFF are not valid.
[[nodiscard]] DecodedPoint decode_point(std::string_view bytes);

void append_point(std::string& text, char32_t point);

[[nodiscard]] bool is_valid_utf8(std::string_view bytes);

struct RepairedText {
  std::string text;           ///< valid UTF-8
  size_t replaced_count = 0;  ///< bad sequences, each of which became one U+FFFD
};
[[nodiscard]] RepairedText repair_utf8(std::string_view bytes);

/// Of valid UTF-8.
[[nodiscard]] size_t code_point_count(std::string_view text);

/// Turns byte offsets of one text into code-point offsets. Holds no view: the counts alone, one number for 64 bytes.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);

  /// The number of code points that start before `byte`, which is in [0, size of the text]. `text` is the text that
  /// the index was made from. Constant time.
  [[nodiscard]] uint32_t at(std::string_view text, uint32_t byte) const;

  [[nodiscard]] uint32_t size() const { return code_point_count_; }

 private:
  static constexpr size_t kBlock = 64;
  std::vector<uint32_t> before_block_;  ///< empty where every byte is a code point
  uint32_t code_point_count_ = 0;
};

}  // namespace tocsin
