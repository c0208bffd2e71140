// Finds quotation marks that belong together: see quotations.h.
#include "coding/quotations.h"

#include <array>
#include <optional>

#include "base/ascii.h"

namespace tocsin::coding {
namespace {

enum class Mark : uint8_t { kOpens, kCloses, kEither };

struct Sign {
  std::string_view text;
  Mark mark;
  int family;  ///< an opening mark is closed by one of its own family
};

constexpr int kDouble = 0, kSingle = 1, kGuillemet = 2, kTex = 3;
constexpr std::array<Sign, 12> kSigns = {{{"“", Mark::kOpens, kDouble},
                                          {"”", Mark::kCloses, kDouble},
                                          {"„", Mark::kOpens, kDouble},
                                          {"‟", Mark::kOpens, kDouble},
                                          {"\"", Mark::kEither, kDouble},
                                          {"«", Mark::kOpens, kGuillemet},
                                          {"»", Mark::kCloses, kGuillemet},
                                          {"``", Mark::kOpens, kTex},
                                          {"''", Mark::kEither, kTex},
                                          {"‘", Mark::kOpens, kSingle},
                                          {"’", Mark::kCloses, kSingle},
                                          {"'", Mark::kEither, kSingle}}};

const Sign* sign_at(std::string_view text, size_t at) {
  for (const Sign& sign : kSigns)
    if (text.substr(at, sign.text.size()) == sign.text) return &sign;
  return nullptr;
}

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool is_word(char c) { return ascii::is_alnum(c) || static_cast<unsigned char>(c) >= 0xC3; }

// A no-break blank (C2 A0) counts as a blank too.
bool blank_before(std::string_view text, size_t at) {
  return at == 0 || is_blank(text[at - 1]) || (at > 1 && text[at - 1] == '\xA0' && text[at - 2] == '\xC2');
}
bool blank_at(std::string_view text, size_t at) {
  return at >= text.size() || is_blank(text[at]) || text.substr(at, 2) == "\xC2\xA0";
}

bool can_open(std::string_view text, size_t at, const Sign& sign) {
  if (sign.mark == Mark::kCloses) return false;
  const size_t after = at + sign.text.size();
  if (blank_at(text, after)) return false;
  const bool free_before = blank_before(text, at) || text[at - 1] == '(' || text[at - 1] == '[' ||
                           text[at - 1] == '-' || text.substr(at < 3 ? 0 : at - 3, 3) == "—" || text[at - 1] == '"' ||
                           text.substr(at < 3 ? 0 : at - 3, 3) == "“";
  return sign.mark == Mark::kOpens ? (sign.family != kSingle || free_before) : free_before;
}

// A single mark closes only where no apostrophe could stand: after a letter it needs a blank or punctuation behind it,
// and "leaders' " is taken for a genitive when more words follow before a mark that closes for sure.
bool can_close(std::string_view text, size_t at, const Sign& sign) {
  if (sign.mark == Mark::kOpens || blank_before(text, at)) return sign.mark == Mark::kCloses && sign.family != kSingle;
  const size_t after = at + sign.text.size();
  if (sign.family != kSingle && sign.mark == Mark::kEither) return blank_at(text, after) || !is_word(text[after]);
  if (sign.family != kSingle) return true;
  if (after < text.size() && is_word(text[after])) return false;
  return true;
}

bool genitive(std::string_view text, size_t at, size_t after) {
  return text[at - 1] == 's' && blank_at(text, after) && after + 1 < text.size() && text[after + 1] >= 'a' &&
         text[after + 1] <= 'z';
}

struct Open {
  size_t begin;
  size_t inner;
  int family;
  bool continues;
};

Quotation closed(const Open& open, size_t inner_end, size_t outer_end) {
  return {{static_cast<uint32_t>(open.begin), static_cast<uint32_t>(outer_end)},
          {static_cast<uint32_t>(open.inner), static_cast<uint32_t>(inner_end)},
          false,
          open.continues};
}

// The quotations of one paragraph; `before` tells whether the paragraph before was left open.
class Paragraph {
 public:
  Paragraph(std::string_view text, Range range, std::vector<Quotation>& found)
      : text_(text), range_(range), found_(found) {}

  /// `before_open`: the paragraph before ends inside a quotation; `taken_up`: the next one opens with a mark.
  void read(bool before_open, bool taken_up) {
    size_t at = range_.begin;
    while (at < range_.end) {
      const Sign* sign = sign_at(text_, at);
      if (sign == nullptr) {
        ++at;
        continue;
      }
      step(*sign, at, before_open);
      at += sign->text.size();
    }
    // A quotation that is not closed is one only if it opens the paragraph or the next one takes it up: anything else
    // is a stray mark.
    if (open_ && open_->family != kSingle && (taken_up || open_->begin == first_byte())) {
      Quotation quotation = closed(*open_, last_byte(), last_byte());
      quotation.goes_on = true;
      found_.push_back(quotation);
    }
  }

 private:
  size_t first_byte() const {
    size_t at = range_.begin;
    while (at < range_.end && is_blank(text_[at])) ++at;
    return at;
  }
  size_t last_byte() const {
    size_t at = range_.end;
    while (at > range_.begin && is_blank(text_[at - 1])) --at;
    return at;
  }

  void step(const Sign& sign, size_t at, bool before_open) {
    const size_t after = at + sign.text.size();
    if (open_) {
      // The straight mark that opens a nested quotation after a curly one is left to the outer one.
      if (sign.text == "\"" && open_->family == sign.family && nests(at, sign)) {
        ++nested_count_;
        return;
      }
      if (closes(sign, at, after)) {
        if (nested_count_ > 0) {
          --nested_count_;
          return;
        }
        found_.push_back(closed(*open_, at, after));
        open_.reset();
      }
      return;
    }
    if (!can_open(text_, at, sign)) return;
    if (sign.family == kSingle && !closes_later(after)) return;
    open_ = Open{at, after, sign.family, before_open && at == first_byte()};
  }

  // "“He held the “United States” to it.”" in straight marks: a second mark that opens is nested if as many marks close
  // after it in the paragraph as have opened.
  bool nests(size_t at, const Sign& sign) const {
    if (!blank_before(text_, at) || !can_open(text_, at, sign)) return false;
    uint32_t depth = nested_count_ + 2;
    for (size_t next = at + sign.text.size(); next < range_.end; ++next) {
      const Sign* other = sign_at(text_, next);
      if (other == nullptr || other->text != sign.text) continue;
      if (can_close(text_, next, *other)) {
        if (--depth == 0) return true;
      } else if (can_open(text_, next, *other)) {
        ++depth;
      }
    }
    return false;
  }

  bool closes(const Sign& sign, size_t at, size_t after) const {
    const bool tex_by_straight = open_->family == kTex && sign.text == "\"";
    // "“It's unusual,“ he said": an opening mark where only a closing one can stand.
    const bool reversed = sign.text == "“" && open_->family == kDouble && !blank_before(text_, at) &&
                          (blank_at(text_, after) || !is_word(text_[after]));
    if (reversed) return at > open_->inner;
    if (sign.family != open_->family && !tex_by_straight) return false;
    // "“… Universe?' ”": the last mark of a paragraph closes though a blank is before it.
    if (after >= last_byte() && sign.family != kSingle && at > open_->inner) return true;
    if (at <= open_->inner || !can_close(text_, at, sign)) return false;
    return sign.family != kSingle || !genitive(text_, at, after);
  }

  // A single mark that opens needs its partner in the paragraph, else it is an apostrophe ('90s, 'em).
  bool closes_later(size_t from) const {
    for (size_t at = from; at < range_.end; ++at) {
      const Sign* sign = sign_at(text_, at);
      if (sign == nullptr || sign->family != kSingle || sign->mark == Mark::kOpens) continue;
      const size_t after = at + sign->text.size();
      if (at > from && can_close(text_, at, *sign) && !genitive(text_, at, after)) return true;
    }
    return false;
  }

  std::string_view text_;
  Range range_;
  std::vector<Quotation>& found_;
  std::optional<Open> open_;
  uint32_t nested_count_ = 0;
};

bool ends_sentence(std::string_view line) {
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  if (line.empty()) return true;
  for (const std::string_view end : {".", "!", "?", ":", "\"", "”", "''", "»", "…", ")"})
    if (line.ends_with(end)) return true;
  return false;
}

bool opens_quoted(std::string_view text, Range paragraph) {
  size_t at = paragraph.begin;
  while (at < paragraph.end && is_blank(text[at])) ++at;
  const Sign* sign = at < paragraph.end ? sign_at(text, at) : nullptr;
  return sign != nullptr && sign->family != kSingle && can_open(text, at, *sign);
}

}  // namespace

std::vector<Range> find_paragraphs(std::string_view text, size_t title_size) {
  std::vector<Range> paragraphs;
  size_t begin = 0;
  const auto cut = [&](size_t end) {
    if (end > begin && text.substr(begin, end - begin).find_first_not_of(" \n\r\t") != std::string_view::npos)
      paragraphs.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    begin = end;
  };
  if (title_size > 0) cut(std::min(title_size, text.size()));
  for (size_t at = text.find('\n', begin); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    size_t next = at + 1;
    while (next < text.size() && (text[next] == ' ' || text[next] == '\r' || text[next] == '\t')) ++next;
    const bool blank_line = next < text.size() && text[next] == '\n';
    if (blank_line || ends_sentence(text.substr(begin, at - begin))) cut(at + 1);
  }
  cut(text.size());
  return paragraphs;
}

std::vector<Quotation> find_quotations(std::string_view text) {
  std::vector<Quotation> found;
  bool before_open = false;
  const std::vector<Range> paragraphs = find_paragraphs(text, 0);
  for (size_t i = 0; i < paragraphs.size(); ++i) {
    const size_t known = found.size();
    Paragraph(text, paragraphs[i], found)
        .read(before_open, i + 1 < paragraphs.size() && opens_quoted(text, paragraphs[i + 1]));
    before_open = found.size() > known && found.back().goes_on;
  }
  // What goes on must be taken up; where nothing does, it simply was not closed.
  for (size_t i = 0; i < found.size(); ++i)
    if (found[i].goes_on && (i + 1 == found.size() || !found[i + 1].continues)) found[i].goes_on = false;
  return found;
}

}  // namespace tocsin::coding
