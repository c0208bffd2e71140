// Truecasing by rule: words that running text writes small (truecase.tsv), names as the world's tables write them, all
// others as names; then what neighbours decide (titles, particles, abbreviations in brackets) and sentence starts.
#include "coding/truecase.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <vector>

#include "base/ascii.h"
#include "base/table.h"

namespace tocsin::coding {
namespace {

using world::Case;
using world::Hit;
using world::Name;
using world::NameKind;
using world::Word;
using Writing = Truecaser::Writing;

constexpr std::array<std::pair<std::string_view, Writing>, 6> kKinds = {{{"word", Writing::kWord},
                                                                         {"particle", Writing::kParticle},
                                                                         {"month", Writing::kMonth},
                                                                         {"upper", Writing::kUpper},
                                                                         {"capital", Writing::kCapital},
                                                                         {"article", Writing::kArticle}}};

// Fewer letters are an abbreviation or a cry, not text.
constexpr size_t kFewestLetters = 20;
constexpr size_t kFewestWordsOfLine = 4;
// Words that the full name before "(FMLN)" may have.
constexpr size_t kLongestFullName = 7;

enum class Form : uint8_t { kAsWritten, kLower, kCapital, kUpper };

bool in_capitals(std::string_view text) {
  size_t upper = 0, lower = 0;
  for (const char c : text) {
    if (ascii::is_upper(c)) ++upper;
    if (ascii::is_lower(c)) ++lower;
  }
  return upper >= kFewestLetters && upper >= 9 * lower;
}

bool is_number(const Word& word) { return !word.folded.empty() && word.folded[0] >= '0' && word.folded[0] <= '9'; }

/// One passage in capitals.
class Passage {
 public:
  Passage(const Truecaser& table, const world::World& world, std::string_view text)
      : table_(table),
        world_(world),
        text_(text),
        out_(text),
        words_(world::split_words(text)),
        forms_(words_.size(), Form::kAsWritten),
        title_(words_.size(), false),
        named_(words_.size(), false) {
    find_abbreviations();
    for (size_t i = 0; i < words_.size(); ++i) forms_[i] = form_of(i);
    use_names();
    write_full_names();
    for (size_t i = words_.size(); i-- > 0;) settle_by_neighbours(i);
    for (size_t i = 0; i < words_.size(); ++i) write(i);
  }

  std::string take() { return std::move(out_); }
  [[nodiscard]] size_t word_count() const { return words_.size(); }

 private:
  [[nodiscard]] std::string_view gap_before(size_t i) const {
    const uint32_t begin = i == 0 ? 0 : words_[i - 1].bytes.end;
    return text_.substr(begin, words_[i].bytes.begin - begin);
  }
  [[nodiscard]] std::string_view gap_after(size_t i) const {
    const size_t end = i + 1 == words_.size() ? text_.size() : words_[i + 1].bytes.begin;
    return text_.substr(words_[i].bytes.end, end - words_[i].bytes.end);
  }
  [[nodiscard]] Writing writing(size_t i) const { return table_.writing_of(words_[i].folded); }

  // "(FMLN)": also where it stands without brackets later.
  void find_abbreviations() {
    for (size_t i = 0; i < words_.size(); ++i)
      if (in_brackets(i) && writing(i) != Writing::kWord) abbreviations_.insert(words_[i].folded);
  }
  // Longer ones are a speaker's name unless they cannot be spoken.
  [[nodiscard]] bool in_brackets(size_t i) const {
    const std::string& folded = words_[i].folded;
    if (words_[i].letter_case != Case::kUpper || folded.size() > 7 || !gap_before(i).ends_with('(')) return false;
    if (!gap_after(i).starts_with(')') && !gap_after(i).starts_with(',')) return false;
    const auto vowels = static_cast<size_t>(std::ranges::count_if(
        folded, [](char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }));
    return folded.size() <= 5 || vowels * 3 <= folded.size();
  }

  [[nodiscard]] bool is_word(std::string_view folded) const {
    return table_.writing_of(folded) == Writing::kWord || world_.agent(folded) != nullptr;
  }

  // "SOLDIERS" and "BOMBED" where the table has "soldier" and "bomb".
  [[nodiscard]] bool is_inflected_word(std::string_view folded) const {
    for (const std::string_view ending : {"s", "es", "d", "ed", "ing", "ly", "er", "ers", "ness"}) {
      if (folded.size() < ending.size() + 3 || !folded.ends_with(ending)) continue;
      const std::string stem(folded.substr(0, folded.size() - ending.size()));
      if (is_word(stem) || (ending.starts_with("ing") && is_word(stem + "e"))) return true;
    }
    return folded.ends_with("men") && is_word(std::string(folded.substr(0, folded.size() - 2)) + "an");
  }

  [[nodiscard]] Form form_of(size_t i) const {
    const Word& word = words_[i];
    if (is_number(word)) return Form::kLower;  // "76TH"
    if (word.letter_case == Case::kLower || word.letter_case == Case::kOther) return Form::kAsWritten;
    if (std::ranges::any_of(word.bytes.of(text_), [](char c) { return ascii::is_lower(c); })) return Form::kAsWritten;
    const std::string_view before = gap_before(i);
    const bool after_apostrophe = before.size() == 1 ? before == "'" : before == "\xE2\x80\x99";
    if (after_apostrophe && word.bytes.size() <= 2) return Form::kLower;
    if (word.bytes.size() == 1)
      return word.folded == "a" && !gap_after(i).starts_with('.') ? Form::kLower : Form::kUpper;
    switch (writing(i)) {
      case Writing::kWord:
      case Writing::kArticle:
        return Form::kLower;
      case Writing::kMonth: {
        const bool by_number =
            (i > 0 && is_number(words_[i - 1])) || (i + 1 < words_.size() && is_number(words_[i + 1]));
        return by_number ? Form::kCapital : Form::kLower;
      }
      case Writing::kUpper:
        return Form::kUpper;
      case Writing::kParticle:
      case Writing::kCapital:
        return Form::kCapital;
      case Writing::kUnknown:
        break;
    }
    if (abbreviations_.contains(word.folded) || word.folded.find_first_of("aeiouy") == std::string::npos)
      return Form::kUpper;
    return is_inflected_word(word.folded) ? Form::kLower : Form::kCapital;
  }

  void use_names() {
    size_t i = 0;
    for (const Hit& hit : world_.find(text_)) {
      while (i < words_.size() && words_[i].bytes.begin < hit.bytes.begin) ++i;
      const size_t first = i;
      while (i < words_.size() && words_[i].bytes.begin < hit.bytes.end) ++i;
      use_name(hit, first, i);
    }
  }

  void use_name(const Hit& hit, size_t first, size_t end) {
    if (end - first == 1 && abbreviations_.contains(words_[first].folded)) return;
    if (words_[first].folded == "a" && gap_after(first) == " ") return;  // "A U.S. ENVOY" has no African Union
    const bool common = hit.of_kind(NameKind::kTitle) != nullptr || hit.of_kind(NameKind::kAgent) != nullptr;
    if (common) {
      for (size_t i = first; i < end; ++i) {
        if (forms_[i] == Form::kCapital || forms_[i] == Form::kUpper) forms_[i] = Form::kLower;
        title_[i] = hit.of_kind(NameKind::kTitle) != nullptr;
      }
    }
    // A word that is also a name ("march", "who", "plan") stays a word.
    if (end - first == 1 && (forms_[first] == Form::kLower || forms_[first] == Form::kAsWritten)) return;
    for (const Name* name : hit.names) {
      if (name->kind == NameKind::kTitle || name->kind == NameKind::kAgent) continue;
      write_like(*name, first, end);
      return;
    }
  }

  // Letter for letter where the table's words are as long as the text's.
  void write_like(const Name& name, size_t first, size_t end) {
    const std::vector<Word> model = world::split_words(name.text);
    if (model.size() != end - first) return;
    for (size_t i = first; i < end; ++i) {
      const Word& like = model[i - first];
      if (forms_[i] == Form::kAsWritten) continue;
      forms_[i] = like.letter_case == Case::kUpper   ? Form::kUpper
                  : like.letter_case == Case::kLower ? Form::kLower
                                                     : Form::kCapital;
      title_[i] = false;
      named_[i] = true;
    }
  }

  // "the Farabundo Marti National Liberation Front (FMLN)": the words from the article to the bracket are a name.
  void write_full_names() {
    for (size_t i = 1; i < words_.size(); ++i) {
      if (!in_brackets(i) || forms_[i] != Form::kUpper) continue;
      for (size_t back = 1; back <= kLongestFullName + 1 && back <= i; ++back) {
        const bool article = writing(i - back) == Writing::kArticle;
        if (!article && (back == 1 || gap_after(i - back).find_first_of(",;:.") == std::string_view::npos)) continue;
        for (size_t k = i - back + 1; k < i; ++k)
          if (forms_[k] == Form::kLower && words_[k].bytes.size() > 3) forms_[k] = Form::kCapital;
        break;
      }
    }
  }

  // From right to left: a title before a name has a capital, a particle between two names has none.
  void settle_by_neighbours(size_t i) {
    const bool has_next = i + 1 < words_.size();
    const std::string_view gap = gap_after(i);
    const bool name_follows = has_next && gap.find_first_not_of(" .\n") == std::string_view::npos && gap.size() <= 2 &&
                              forms_[i + 1] == Form::kCapital;
    if (title_[i] && name_follows && forms_[i] == Form::kLower) forms_[i] = Form::kCapital;
    if (named_[i] || writing(i) != Writing::kParticle || forms_[i] != Form::kCapital || !name_follows) return;
    size_t before = i;
    while (before > 0 && writing(before - 1) == Writing::kParticle) --before;
    if (before > 0 && forms_[before - 1] == Form::kCapital && gap_before(before) == " ") forms_[i] = Form::kLower;
  }

  [[nodiscard]] bool starts_sentence(size_t i) const {
    if (i == 0) return true;
    const std::string_view gap = gap_before(i);
    if (gap.find("\n\n") != std::string_view::npos || gap.find("\n ") != std::string_view::npos) return true;
    if (gap.find_first_of(".?!") == std::string_view::npos || gap.find_first_of(" \n\"") == std::string_view::npos)
      return false;
    return words_[i - 1].bytes.size() > 1 && writing(i - 1) != Writing::kCapital;
  }

  void write(size_t i) {
    Form form = forms_[i];
    if (form == Form::kAsWritten) return;
    if (form == Form::kLower && starts_sentence(i)) form = Form::kCapital;
    for (uint32_t at = words_[i].bytes.begin; at < words_[i].bytes.end; ++at) {
      const bool high = form == Form::kUpper || (form == Form::kCapital && at == words_[i].bytes.begin);
      out_[at] = high ? ascii::upper(out_[at]) : ascii::lower(out_[at]);
    }
  }

  const Truecaser& table_;
  const world::World& world_;
  std::string_view text_;
  std::string out_;
  std::vector<Word> words_;
  std::vector<Form> forms_;
  std::vector<bool> title_;  ///< words of an office or a rank
  std::vector<bool> named_;  ///< words of a name that a table has
  std::unordered_set<std::string> abbreviations_;
};

}  // namespace

Result<Truecaser> Truecaser::open(const std::filesystem::path& data_folder) {
  TRY(const Table table, Table::open(data_folder / "truecase.tsv", {"word", "kind", "source"}));
  Truecaser truecaser;
  truecaser.words_.reserve(table.rows().size());
  for (const TableRow& row : table.rows()) {
    const auto kind = std::ranges::find(kKinds, row[1], &std::pair<std::string_view, Writing>::first);
    if (kind == kKinds.end())
      return fail(ErrorKind::kResource, table.at(row, 1) + ": unknown kind of word \"" + std::string(row[1]) + "\"");
    truecaser.words_.emplace(row[0], kind->second);
  }
  return truecaser;
}

Writing Truecaser::writing_of(std::string_view folded) const {
  const auto found = words_.find(folded);
  return found == words_.end() ? Writing::kUnknown : found->second;
}

std::string Truecaser::restore(std::string_view text, const world::World& world) const {
  if (in_capitals(text)) return Passage(*this, world, text).take();
  std::string out;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (in_capitals(line)) {
      Passage passage(*this, world, line);
      if (passage.word_count() >= kFewestWordsOfLine) {
        if (out.empty()) out = text;
        out.replace(begin, line.size(), passage.take());
      }
    }
    begin = end + 1;
  }
  return out;
}

}  // namespace tocsin::coding
