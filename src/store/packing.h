// How spans, lists of them and nested records stand in one column: a string of bytes made from the field description.
//
//   number   LEB128, seven bits a byte, low ones first; signed ones zigzag first
//   real     eight bytes, low ones first
//   text     number 2·size, then the bytes; or number 2·index + 1: the index-th text of this column again, and where
//            there are only n of them, the quotes kept of the document from index − n on, as long as a number says
//   span     signed begin − end of the span before (0 at first), number 2·size + own, and a text where own is 1
//   optional number 0 or 1, then the value; list: number of elements, then they
//   record   number of fields, then they: fields are only ever appended, so that older columns stay readable
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/utf8.h"
#include "record/fields.h"

namespace tocsin::store {

/// Of a document whose text is not kept, no quote is longer than this many bytes.
inline constexpr size_t kShortQuote = 200;

/// `text` cut to a short quote between two characters.
[[nodiscard]] inline std::string_view short_quote(std::string_view text) {
  if (text.size() <= kShortQuote) return text;
  size_t size = kShortQuote;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

/// The text that spans point into: `text` where it is kept, else quotes stand in the spans themselves and their offsets
/// are code points, which `points` makes of bytes: without the text nobody could turn them later.
struct KeptText {
  std::string_view text;
  bool is_kept = true;
  const CodePointIndex* points = nullptr;
  std::string_view quotes{};  ///< kept instead of the text: what stands in them need not be written again
};

class Packer {
 public:
  Packer(std::string& out, KeptText kept) : out_(out), kept_(kept) { out_.clear(); }

  void put(bool value) { number(value ? 1 : 0); }
  void put(std::integral auto value) { number(zigzag(static_cast<int64_t>(value))); }
  void put(double value) {
    const auto bits = std::bit_cast<uint64_t>(value);
    for (int i = 0; i < 8; ++i) out_ += static_cast<char>(bits >> (8 * i));
  }
  void put(std::string_view value) {
    const auto found = texts_.find(value);
    if (found != texts_.end()) return number(2 * found->second + 1);
    if (value.size() >= kWorthPointing) {
      if (const size_t at = kept_.quotes.find(value); at != std::string_view::npos) {
        number(2 * (texts_.size() + at) + 1);
        return number(value.size());
      }
    }
    texts_.emplace(value, texts_.size());
    number(2 * value.size());
    out_ += value;
  }
  void put(const std::string& value) { put(std::string_view(value)); }
  void put(const Span& span) {
    const bool is_slice = kept_.is_kept && span.end <= kept_.text.size() &&
                          kept_.text.substr(span.begin, span.end - span.begin) == std::string_view(span.text);
    const uint32_t begin = offset(span.begin), end = offset(span.end);
    number(zigzag(int64_t{begin} - last_end_));
    number(2 * uint64_t{end - begin} + (is_slice ? 0 : 1));
    last_end_ = end;
    if (!is_slice) put(kept_.is_kept ? std::string_view(span.text) : short_quote(span.text));
  }
  template <typename Value>
  void put(const std::optional<Value>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <typename Value>
  void put(const std::vector<Value>& values) {
    number(values.size());
    for (const Value& value : values) put(value);
  }
  template <typename Record>
    requires kHasFields<Record>
  void put(const Record& record) {
    number(std::tuple_size_v<std::decay_t<decltype(kFields<Record>)>>);
    std::apply([&](const auto&... each) { (put(record.*each.member), ...); }, kFields<Record>);
  }

 private:
  static constexpr size_t kWorthPointing = 5;  // bytes; pointing takes three or four

  [[nodiscard]] uint32_t offset(uint32_t byte) const {
    return kept_.points != nullptr && byte <= kept_.text.size() ? kept_.points->at(kept_.text, byte) : byte;
  }
  static uint64_t zigzag(int64_t value) {
    return (static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63);
  }
  void number(uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
    out_ += static_cast<char>(value);
  }

  std::string& out_;
  KeptText kept_;
  int64_t last_end_ = 0;
  std::map<std::string, size_t, std::less<>> texts_;
};

/// Reads what Packer wrote. Bytes that it cannot have written leave the value as it is and is_sound() false.
class Unpacker {
 public:
  Unpacker(std::string_view bytes, KeptText kept) : bytes_(bytes), kept_(kept) {}

  /// False once something did not fit, and where bytes are left over.
  [[nodiscard]] bool is_sound() const { return sound_ && at_ == bytes_.size(); }

  void get(bool& value) { value = number() != 0; }
  template <std::integral Number>
  void get(Number& value) {
    const uint64_t bits = number();
    value = static_cast<Number>(static_cast<int64_t>(bits >> 1) ^ -static_cast<int64_t>(bits & 1));
  }
  void get(double& value) {
    uint64_t bits = 0;
    const std::string_view raw = take(8);
    for (size_t i = 0; i < raw.size(); ++i) bits |= uint64_t{static_cast<unsigned char>(raw[i])} << (8 * i);
    value = std::bit_cast<double>(bits);
  }
  void get(std::string& value) {
    const uint64_t head = number();
    if (head % 2 == 0) {
      texts_.push_back(take(head / 2));
      value = texts_.back();
    } else if (head / 2 < texts_.size()) {
      value = texts_[head / 2];
    } else {
      const uint64_t at = head / 2 - texts_.size(), size = number();
      if (at > kept_.quotes.size() || size > kept_.quotes.size() - at) return void(sound_ = false);
      value = kept_.quotes.substr(at, size);
    }
  }
  void get(Span& span) {
    int64_t gap = 0;
    get(gap);
    const uint64_t head = number();
    const int64_t begin = last_end_ + gap;
    const int64_t end = begin + static_cast<int64_t>(head / 2);
    if (begin < 0 || end < begin || end > UINT32_MAX) return void(sound_ = false);
    span.begin = static_cast<uint32_t>(begin);
    span.end = static_cast<uint32_t>(end);
    last_end_ = end;
    if (head % 2 == 1) return get(span.text);
    if (span.end > kept_.text.size()) return void(sound_ = false);
    span.text = kept_.text.substr(span.begin, span.end - span.begin);
  }
  template <typename Value>
  void get(std::optional<Value>& value) {
    bool known = false;
    get(known);
    if (known) get(value.emplace());
  }
  template <typename Value>
  void get(std::vector<Value>& values) {
    const uint64_t count = number();
    if (count > bytes_.size()) return void(sound_ = false);  // every element takes a byte or more
    values.clear();
    values.resize(count);
    for (Value& value : values) get(value);
  }
  template <typename Record>
    requires kHasFields<Record>
  void get(Record& record) {
    uint64_t left = number();
    if (left > std::tuple_size_v<std::decay_t<decltype(kFields<Record>)>>) return void(sound_ = false);
    const auto field = [&](auto& value) {
      if (left > 0) get(value), --left;
    };
    std::apply([&](const auto&... each) { (field(record.*each.member), ...); }, kFields<Record>);
  }

 private:
  uint64_t number() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at_ == bytes_.size()) break;
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return value;
    }
    sound_ = false;
    return 0;
  }
  std::string_view take(uint64_t size) {
    if (size > bytes_.size() - at_) {
      sound_ = false;
      return {};
    }
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }

  std::string_view bytes_;
  KeptText kept_;
  size_t at_ = 0;
  bool sound_ = true;
  int64_t last_end_ = 0;
  std::vector<std::string_view> texts_;
};

}  // namespace tocsin::store
