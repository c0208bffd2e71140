// TimeExpression: what the words of a time say before a calendar is opened, and the reader that finds it in tokens.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doc/document.h"
#include "lexicon/time_words.h"

namespace tocsin::coding {

/// "last Friday night", "late March", "two years ago", as parts. Which parts are set depends on `kind`.
struct TimeExpression {
  enum class Kind : uint8_t {
    kDate,       ///< year, month, day: any of them
    kWeekday,    ///< number 1 (Monday) to 7
    kUnit,       ///< "this week", "last year": unit and offset
    kOffset,     ///< "two days ago", "a year earlier": offset times unit
    kQuarter,    ///< number 1 to 4
    kHalf,       ///< number 1 or 2
    kSeason,     ///< value SP SU FA WI
    kDecade,     ///< number 1990, or 90 where the century is not told
    kCentury,    ///< number 19 for the 19th
    kHoliday,    ///< value: the table's rule
    kReference,  ///< value PRESENT_REF, PAST_REF, FUTURE_REF
    kDuration,   ///< value P2Y
    kSet         ///< value P1D, XXXX-WXX-4
  };
  Kind kind = Kind::kDate;
  std::optional<int> year, month, day;
  int number = 0;
  char unit = 0;  ///< Y M W D H N S Q E C K(weekend)
  int offset = 0;
  std::optional<int> relation;     ///< of a weekday, month, season, quarter: -1 last, 0 this, 1 next
  std::optional<int> year_offset;  ///< "June last year": -1
  bool from_previous = false;      ///< counted from the date told before ("a day later", "that year")
  std::string value;
  std::string clock;     ///< "10:30"
  std::string part;      ///< MO AF EV NI MI
  std::string_view mod;  ///< START, MID, END
};

/// The TIMEX3 value of a stretch of time ("P2Y", "PT1H30M", "PXD" when vague) in a unit of time_words.tsv.
[[nodiscard]] std::string duration_value(double number, bool vague, char unit);

/// Reads expressions at token positions of one Document.
class TimeReader {
 public:
  TimeReader(const Document& doc, const lexicon::TimeWords& words);

  struct Match {
    Range tokens;
    TimeExpression expression;
  };

  /// The longest expression that begins at the n-th solid token (blanks are no tokens here); nothing when there is
  /// none.
  [[nodiscard]] std::optional<Match> read(size_t at) const;

  [[nodiscard]] size_t size() const { return solid_.size(); }
  [[nodiscard]] uint32_t token(size_t at) const { return solid_[at]; }

  /// The lower-case word at a position; empty past the end.
  [[nodiscard]] std::string_view word(size_t at) const {
    return at < words_.size() ? std::string_view(words_[at]) : std::string_view();
  }

  /// The number of a day ("25", "12th") at a position; nothing when it is none.
  [[nodiscard]] std::optional<int> day_of_month(size_t at) const;

  /// Position of the token among the solid ones.
  [[nodiscard]] size_t position_of(uint32_t tok) const;

 private:
  struct Step {
    size_t end = 0;  ///< 0 = no match
    TimeExpression expression;
  };
  struct Count {
    size_t end = 0;
    double number = 0;
    bool vague = false;  ///< "several"
  };
  struct Stretch {
    size_t begin = 0;  ///< where the number or article stands
    Count amount;
    bool relative = false;  ///< "past", "next" stood before it
  };
  struct Phrase {
    size_t end = 0;
    std::string_view value;
  };

  [[nodiscard]] bool can_begin(size_t at) const;
  [[nodiscard]] Phrase phrase(size_t at, std::string_view kind) const;
  [[nodiscard]] std::optional<int> number_of(size_t at, std::string_view kind) const;
  [[nodiscard]] bool is(size_t at, std::string_view kind) const;
  [[nodiscard]] size_t skip(size_t at, std::initializer_list<std::string_view> any) const;

  [[nodiscard]] Count count(size_t at) const;
  [[nodiscard]] Stretch stretch(size_t at) const;
  void count_from(Step& step, size_t after, const Count& amount) const;
  [[nodiscard]] std::optional<int> ordinal(size_t at) const;
  [[nodiscard]] std::optional<int> year(size_t at, bool needs_cue) const;

  [[nodiscard]] Step numeric_date(size_t at) const;
  [[nodiscard]] Step calendar_date(size_t at) const;
  [[nodiscard]] Step month_with_rest(size_t at) const;
  [[nodiscard]] Step day_before_month(size_t at) const;
  [[nodiscard]] Step weekday(size_t at) const;
  [[nodiscard]] Step plain_year(size_t at) const;
  [[nodiscard]] Step spelled_year(size_t at) const;
  [[nodiscard]] Step decade(size_t at) const;
  [[nodiscard]] Step century(size_t at) const;
  [[nodiscard]] Step related(size_t at) const;
  [[nodiscard]] Step anaphoric(size_t at) const;
  [[nodiscard]] Step counted(size_t at) const;
  [[nodiscard]] bool is_title(size_t unit) const;
  [[nodiscard]] bool is_rate(size_t article, size_t unit) const;
  [[nodiscard]] Step quarter(size_t at) const;
  [[nodiscard]] Step season(size_t at) const;
  [[nodiscard]] Step holiday(size_t at) const;
  [[nodiscard]] Step day_word(size_t at) const;
  [[nodiscard]] Step reference(size_t at) const;
  [[nodiscard]] Step set(size_t at) const;
  [[nodiscard]] Step clock(size_t at) const;
  [[nodiscard]] Step edge_of(size_t at) const;
  [[nodiscard]] Step with_mod(size_t at) const;
  [[nodiscard]] Step bare_year_word(size_t at) const;
  [[nodiscard]] Step dated(size_t at) const;
  void add_part_of_day(Step& step) const;
  void add_year_words(Step& step) const;
  void add_short_year(Step& step) const;

  const Document& doc_;
  const lexicon::TimeWords& table_;
  std::vector<uint32_t> solid_;
  std::vector<std::string> words_;
};

}  // namespace tocsin::coding
