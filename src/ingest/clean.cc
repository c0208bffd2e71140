// Cleaning in one pass over code points; what stays is copied in runs.
#include "ingest/clean.h"

#include <unicode/uchar.h>

#include <array>
#include <optional>

#include "base/ascii.h"
#include "base/utf8.h"
#include "ingest/lookalikes.h"

namespace tocsin {
namespace {

constexpr size_t kStride = 4096;  // plain bytes taken between two looks at the limit of the text

enum class Fate { kKeep, kLineEnd, kBlank, kControl, kBidi, kInvisible, kMark };

Fate fate_of(char32_t point) {
  if (point < 0x80) {
    if (point >= 0x20 && point != 0x7F) return Fate::kKeep;
    if (point == '\n' || point == '\t') return Fate::kKeep;
    return point == '\r' || point == '\v' || point == '\f' ? Fate::kLineEnd : Fate::kControl;
  }
  if (point == 0x85 || point == 0x2028 || point == 0x2029) return Fate::kLineEnd;
  if (point < 0xA0) return Fate::kControl;
  if ((point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0x200E ||
      point == 0x200F || point == 0x061C)
    return Fate::kBidi;
  if ((point >= 0x200B && point <= 0x200D) || (point >= 0x2060 && point <= 0x2064) || point == 0xFEFF ||
      point == 0xAD || point == 0x180E || (point >= 0xE0000 && point <= 0xE007F))
    return Fate::kInvisible;
  if (point < 0x300) return point == 0xA0 ? Fate::kBlank : Fate::kKeep;
  const auto category = u_charType(static_cast<UChar32>(point));
  if (category == U_SPACE_SEPARATOR) return Fate::kBlank;
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK) return Fate::kMark;
  return Fate::kKeep;
}

/// Bytes of the terminal sequence ("ESC [ 3 1 m") at the front; 1 where there is no more than the escape.
size_t escape_size(std::string_view text) {
  if (text.size() < 2 || text[1] != '[') return 1;
  size_t i = 2;
  while (i < text.size() && i < 32 && (ascii::is_digit(text[i]) || text[i] == ';' || text[i] == '?')) ++i;
  return i < text.size() && text[i] >= '@' && text[i] <= '~' ? i + 1 : 1;
}

/// The byte that windows-1252 writes for a character; nothing where it has none. The five open bytes stand for
/// themselves, as browsers read them.
std::optional<unsigned char> windows_1252_byte(char32_t point) {
  static constexpr std::array<char32_t, 32> kHigh = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                     0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                     0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  if (point >= 0xA0 && point <= 0xFF) return static_cast<unsigned char>(point);
  for (size_t i = 0; i < kHigh.size(); ++i)
    if (kHigh[i] == point) return static_cast<unsigned char>(0x80 + i);
  return std::nullopt;
}

/// Characters that were read by the wrong table: "â€™" for ’. Their windows-1252 bytes are one valid UTF-8 sequence.
struct Misread {
  char32_t point = 0;
  size_t size = 0;  ///< bytes of the text that it takes; 0: this is no such thing
};
Misread misread_at(std::string_view text) {
  std::string bytes;
  size_t size = 0;
  for (int i = 0; i < 4 && size < text.size(); ++i) {
    const DecodedPoint next = decode_point(text.substr(size, 4));
    const std::optional<unsigned char> byte = windows_1252_byte(next.point);
    if (!byte || (i == 0 && (*byte < 0xC2 || *byte > 0xF4))) return {};
    bytes += static_cast<char>(*byte);
    size += next.size;
    const DecodedPoint whole = decode_point(bytes);
    if (whole.valid) return {whole.point, size};
    if (whole.size < bytes.size()) return {};
  }
  return {};
}

class Cleaner {
 public:
  Cleaner(const MappedText& raw, const CleanLimits& limits) : raw_(raw), text_(raw.text()), limits_(limits) {
    out_.reserve(text_.size());
  }

  MappedText run(std::vector<std::string>& notes) {
    const bool mend = misread_count() >= 2;
    while (at_ < text_.size() && out_.size() + (at_ - kept_) < limits_.text_bytes) {
      if (skip_plain()) continue;
      const DecodedPoint next = decode_point(text_.substr(at_, 4));
      if (mend && next.point >= 0xC2)
        if (const Misread misread = misread_at(text_.substr(at_)); misread.size > 0) {
          replace(misread.point, misread.size);
          continue;
        }
      take(next);
    }
    flush();
    if (at_ < text_.size())
      notes.push_back("cut after " + std::to_string(at_) + " of " + std::to_string(text_.size()) + " bytes");
    report(notes);
    return std::move(out_);
  }

 private:
  /// Passes over printable ASCII of a word that is not too long.
  bool skip_plain() {
    const size_t begin = at_;
    while (at_ < text_.size() && at_ - begin < kStride && word_ < limits_.word_bytes) {
      const auto c = static_cast<unsigned char>(text_[at_]);
      if (c == ' ' || c == '\n' || c == '\t')
        word_ = 0;
      else if (c > 0x20 && c < 0x7F)
        ++word_;
      else
        break;
      ++at_;
    }
    if (at_ > begin) marks_ = 0;
    return at_ > begin;
  }

  void take(const DecodedPoint& next) {
    switch (fate_of(next.point)) {
      case Fate::kLineEnd:
        return end_line(next);
      case Fate::kBlank:
        word_ = 0;
        return blank(next.size, " ");
      case Fate::kControl:
        ++control_count_;
        return blank(next.point == 0x1B ? escape_size(text_.substr(at_)) : next.size, {});
      case Fate::kBidi:
        ++bidi_count_;
        return blank(next.size, {});
      case Fate::kInvisible:
        ++invisible_count_;
        return blank(next.size, {});
      case Fate::kMark:
        if (++marks_ <= limits_.marks) break;
        ++mark_count_;
        return blank(next.size, {});
      case Fate::kKeep:
        marks_ = 0;
    }
    const bool is_space = next.point == ' ' || next.point == '\n' || next.point == '\t';
    if (is_space)
      word_ = 0;
    else if ((word_ += next.size) > limits_.word_bytes) {
      ++word_count_;
      return blank(next.size, {});
    }
    at_ += next.size;
  }

  void end_line(const DecodedPoint& next) {
    const bool pair = next.point == '\r' && text_.substr(at_ + 1).starts_with('\n');
    word_ = 0;
    if (pair) return blank(1, {});
    blank(next.size, "\n");
  }

  /// Writes what was kept so far, then `made` instead of the next `size` bytes.
  void blank(size_t size, std::string_view made) {
    flush();
    out_.make(made);
    at_ += size;
    kept_ = at_;
  }

  void replace(char32_t point, size_t size) {
    std::string made;
    append_point(made, point);
    ++misread_count_;
    blank(size, made);
  }

  void flush() {
    out_.copy_from(raw_, Range{static_cast<uint32_t>(kept_), static_cast<uint32_t>(at_)});
    kept_ = at_;
  }

  [[nodiscard]] size_t misread_count() const {
    size_t count = 0;
    for (size_t i = text_.find('\xC3'); i != std::string_view::npos && count < 2; i = text_.find('\xC3', i + 1))
      count += misread_at(text_.substr(i)).size > 0;
    return count;
  }

  void report(std::vector<std::string>& notes) const {
    const auto say = [&](size_t count, std::string_view before, std::string_view after) {
      if (count > 0) notes.push_back(std::string(before) + std::to_string(count) + std::string(after));
    };
    say(control_count_, "dropped ", " control characters");
    say(bidi_count_, "dropped ", " bidirectional controls");
    say(invisible_count_, "dropped ", " invisible characters");
    say(mark_count_, "dropped ", " combining marks of overloaded letters");
    say(word_count_, "dropped ", " characters of words that are too long");
    say(misread_count_, "mended ", " characters that had been read as windows-1252");
  }

  const MappedText& raw_;
  std::string_view text_;
  const CleanLimits& limits_;
  MappedText out_;
  size_t at_ = 0, kept_ = 0;  ///< text_[kept_, at_) is kept and not yet written
  size_t word_ = 0, marks_ = 0;
  size_t control_count_ = 0, bidi_count_ = 0, invisible_count_ = 0, mark_count_ = 0, word_count_ = 0,
         misread_count_ = 0;
};

}  // namespace

MappedText clean_text(const MappedText& raw, const CleanLimits& limits, std::vector<std::string>& notes) {
  return read_lookalikes(Cleaner(raw, limits).run(notes), notes);
}

}  // namespace tocsin
