// Text → fingerprint: words, sentences, shingles of four words, and slots for what templates fill in.
#include <algorithm>
#include <bit>
#include <cstring>

#include "record/near_duplicates.h"

namespace tocsin {
namespace {

constexpr size_t kShingleWords = 4;
constexpr size_t kMostShingles = 128;
constexpr size_t kMostSlots = 48;
constexpr uint64_t kEdge = 0x1;  // before the first and behind the last word of a sentence
constexpr uint64_t kNumber = 0x2;
constexpr uint64_t kName = 0x3;

// The finalizer of SplitMix64.
constexpr uint64_t mix(uint64_t h) {
  h = (h ^ (h >> 30)) * 0xBF58476D1CE4E5B9ULL;
  h = (h ^ (h >> 27)) * 0x94D049BB133111EBULL;
  return h ^ (h >> 31);
}

constexpr uint64_t chain(uint64_t h, uint64_t next) { return mix(h * 0x9E3779B97F4A7C15ULL + next); }

struct Word {
  uint64_t hash;  // of its letters in lower case
  bool is_number, is_capital;
};

constexpr bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(unsigned char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_letter(unsigned char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }

/// A text's words, sentence by sentence.
class WordReader {
 public:
  explicit WordReader(std::string_view text) : text_(text) {}

  /// The next sentence's words; false at the end. A sentence ends at a mark with a blank behind it or at an empty line.
  bool next(std::vector<Word>& words) {
    words.clear();
    while (at_ < text_.size()) {
      if (letter_size(at_) != 0) {
        words.push_back(word());
      } else if (ends_sentence()) {
        ++at_;
        if (!words.empty()) return true;
      } else {
        ++at_;
      }
    }
    return !words.empty();
  }

 private:
  [[nodiscard]] unsigned char byte(size_t at) const {
    return at < text_.size() ? static_cast<unsigned char>(text_[at]) : '\0';
  }

  /// Bytes of the letter or digit at `at`; 0 for anything else. Signs of Latin-1 and typographic ones are no letters.
  [[nodiscard]] size_t letter_size(size_t at) const {
    const unsigned char c = byte(at);
    if (c < 0x80) return is_ascii_letter(c) || is_digit(c) ? 1 : 0;
    if (c < 0xC3 || (c == 0xE2 && byte(at + 1) <= 0x83) || (c == 0xE3 && byte(at + 1) == 0x80)) return 0;
    const size_t size = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    return std::min(size, text_.size() - at);
  }

  [[nodiscard]] bool ends_sentence() const {
    const unsigned char c = byte(at_), next = byte(at_ + 1);
    if (c == '\n') return next == '\n';
    if (c != '.' && c != '!' && c != '?') return false;
    // "J. Smith", "U.S. troops".
    const bool is_initial = c == '.' && at_ > 0 && is_upper(byte(at_ - 1)) && (at_ == 1 || letter_size(at_ - 2) == 0);
    if (is_initial) return false;
    return next <= ' ' || next == '"' || next == '\'' || next == ')' || next == 0xE2;
  }

  Word word() {
    const unsigned char first = byte(at_);
    Word found{0xCBF29CE484222325ULL, is_digit(first),
               is_upper(first) || (first == 0xC3 && byte(at_ + 1) >= 0x80 && byte(at_ + 1) <= 0x9E)};
    for (;;) {
      const size_t size = letter_size(at_);
      // "1,200" is a number as "1200" is, and so is "5.1".
      const bool inside_number = size == 0 && found.is_number && (byte(at_) == ',' || byte(at_) == '.') &&
                                 is_digit(byte(at_ + 1)) && is_digit(byte(at_ - 1));
      if (size == 0 && !inside_number) break;
      if (inside_number && byte(at_) == ',') {
        ++at_;
        continue;
      }
      for (size_t i = 0; i < std::max<size_t>(size, 1); ++i, ++at_) {
        unsigned char c = byte(at_);
        if (is_upper(c)) c |= 0x20;
        if (size == 2 && i == 1 && byte(at_ - 1) == 0xC3 && c >= 0x80 && c <= 0x9E) c |= 0x20;
        found.hash = (found.hash ^ c) * 0x100000001B3ULL;
      }
    }
    found.hash = mix(found.hash);
    return found;
  }

  std::string_view text_;
  size_t at_ = 0;
};

/// A word, a number or a whole name in a sentence.
struct Unit {
  uint64_t value;
  uint64_t masked;
};

/// In a headline with capitals, and in capitals throughout, they tell nothing.
bool capitals_mean_names(const std::vector<Word>& words) {
  const auto capitals = static_cast<size_t>(std::ranges::count_if(words, &Word::is_capital));
  return words.size() < 4 || capitals * 5 < words.size() * 3;
}

void units_of(const std::vector<Word>& words, const std::vector<uint64_t>& number_words, std::vector<Unit>& units) {
  units.clear();
  const bool with_names = capitals_mean_names(words);
  for (size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    if (word.is_number || std::ranges::binary_search(number_words, word.hash)) {
      units.push_back({word.hash, kNumber});
      continue;
    }
    const bool begins_name = with_names && word.is_capital && (i > 0 || (words.size() > 1 && words[1].is_capital));
    if (!begins_name) {
      units.push_back({word.hash, word.hash | 0x10});
      continue;
    }
    uint64_t name = word.hash;
    while (i + 1 < words.size() && words[i + 1].is_capital) name = chain(name, words[++i].hash);
    units.push_back({name, kName});
  }
}

void add_slots(const std::vector<Unit>& units, std::vector<Slot>& slots) {
  const auto masked = [&](size_t at) { return at < units.size() ? units[at].masked : kEdge; };  // also for -1
  for (size_t i = 0; i < units.size(); ++i) {
    if (units[i].masked > kName) continue;
    uint64_t context = units[i].masked;
    size_t plain = 0;
    for (const size_t at : {i - 2, i - 1, i + 1, i + 2}) {
      context = chain(context, masked(at));
      plain += masked(at) > kName ? 1 : 0;
    }
    // Rows of numbers are alike everywhere.
    if (plain >= 2) slots.push_back({static_cast<uint32_t>(context), static_cast<uint32_t>(units[i].value)});
  }
}

void add_shingles(const std::vector<Word>& words, std::vector<uint32_t>& shingles) {
  const size_t size = std::min(kShingleWords, words.size());
  if (size < 2) return;
  for (size_t i = 0; i + size <= words.size(); ++i) {
    uint64_t h = size;
    for (size_t k = 0; k < size; ++k) h = chain(h, words[i + k].hash);
    shingles.push_back(static_cast<uint32_t>(h));
  }
}

template <typename Value>
void sort_distinct(std::vector<Value>& values) {
  std::ranges::sort(values);
  values.erase(std::ranges::unique(values).begin(), values.end());
}

/// Leaves `most` values or fewer, those with the smallest keys, and gives the level of the sample.
template <typename Value, typename Key>
uint8_t sample(std::vector<Value>& values, size_t most, Key key) {
  uint8_t level = 0;
  while (values.size() > most) {
    ++level;
    const uint64_t limit = uint64_t{1} << (32 - level);
    values.resize(static_cast<size_t>(
        std::ranges::partition_point(values, [&](const Value& value) { return key(value) < limit; }) - values.begin()));
  }
  return level;
}

void put_number(std::string& bytes, uint32_t number) {
  for (unsigned shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(number >> shift);
}

/// Little-endian numbers from the front of bytes; `sound` is false once there were too few.
struct NumberReader {
  std::string_view bytes;
  bool sound = true;

  uint32_t next() {
    if (bytes.size() < 4) return sound = false, 0;
    uint32_t number = 0;
    for (unsigned i = 0; i < 4; ++i) number |= static_cast<uint32_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    bytes.remove_prefix(4);
    return number;
  }
};

}  // namespace

Fingerprinter::Fingerprinter(const std::vector<std::string>& number_words) {
  std::vector<Word> words;
  for (const std::string& word : number_words)
    if (WordReader(word).next(words)) number_words_.push_back(words.front().hash);
  std::ranges::sort(number_words_);
}

Fingerprint Fingerprinter::of(std::string_view text) const {
  Fingerprint print;
  WordReader reader(text);
  std::vector<Word> words;
  std::vector<Unit> units;
  uint64_t content = 0;
  while (reader.next(words)) {
    for (const Word& word : words) content = chain(content, word.hash);
    add_shingles(words, print.shingles);
    units_of(words, number_words_, units);
    add_slots(units, print.slots);
  }
  if (content != 0) print.content = std::max(1U, static_cast<uint32_t>(content));
  sort_distinct(print.shingles);
  sort_distinct(print.slots);
  print.shingle_count = static_cast<uint32_t>(print.shingles.size());
  print.shingle_level = sample(print.shingles, kMostShingles, [](uint32_t shingle) { return shingle; });
  print.slot_level = sample(print.slots, kMostSlots, [](const Slot& slot) { return slot.context; });
  return print;
}

std::string Fingerprint::to_bytes() const {
  std::string bytes;
  bytes.reserve(16 + 4 * shingles.size() + 8 * slots.size());
  put_number(bytes, content);
  put_number(bytes, shingle_count);
  put_number(bytes, static_cast<uint32_t>(shingle_level) << 8 | slot_level);
  put_number(bytes, static_cast<uint32_t>(shingles.size()));
  for (const uint32_t shingle : shingles) put_number(bytes, shingle);
  for (const Slot& slot : slots) put_number(bytes, slot.context), put_number(bytes, slot.value);
  return bytes;
}

std::optional<Fingerprint> Fingerprint::from_bytes(std::string_view bytes) {
  NumberReader in{bytes};
  Fingerprint print;
  print.content = in.next();
  print.shingle_count = in.next();
  const uint32_t levels = in.next(), kept = in.next();
  print.shingle_level = static_cast<uint8_t>(levels >> 8);
  print.slot_level = static_cast<uint8_t>(levels);
  if (!in.sound || levels > 0x2020 || print.slot_level > 32 || kept > in.bytes.size() / 4) return std::nullopt;
  for (uint32_t i = 0; i < kept; ++i) print.shingles.push_back(in.next());
  if (in.bytes.size() % 8 != 0) return std::nullopt;
  while (!in.bytes.empty()) {
    const uint32_t context = in.next();
    print.slots.push_back({context, in.next()});
  }
  if (!std::ranges::is_sorted(print.shingles) || !std::ranges::is_sorted(print.slots)) return std::nullopt;
  return print;
}

}  // namespace tocsin
