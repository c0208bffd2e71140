// Lexical attributes as spaCy computes them (spacy/lang/lex_attrs.py) and a bounded cache of word types.
#include "nlp/word_types.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bit>

#include "base/check.h"
#include "nlp/msgpack_reader.h"
#include "nlp/python_text.h"
#include "nlp/string_ids.h"

namespace tocsin::nlp {
namespace {

constexpr const char* kLookups = "vocab/lookups.bin";

struct BaseNorm {
  std::string_view text;
  std::string_view norm;
};

/// spacy/lang/norm_exceptions: one form for each family of quotes, dashes and currency signs.
constexpr auto kBaseNorms = std::to_array<BaseNorm>({
    {"'s", "'s"}, {"'S", "'s"}, {"’s", "'s"},  {"’S", "'s"}, {"’", "'"},   {"‘", "'"},   {"´", "'"},  {"`", "'"},
    {"”", "\""},  {"“", "\""},  {"''", "\""},  {"``", "\""}, {"´´", "\""}, {"„", "\""},  {"»", "\""}, {"«", "\""},
    {"‘‘", "\""}, {"’’", "\""}, {"？", "?"},   {"！", "!"},  {"，", ","},  {"；", ";"},  {"：", ":"}, {"。", "."},
    {"।", "."},   {"…", "..."}, {"—", "-"},    {"–", "-"},   {"--", "-"},  {"---", "-"}, {"——", "-"}, {"€", "$"},
    {"£", "$"},   {"¥", "$"},   {"฿", "$"},    {"US$", "$"}, {"C$", "$"},  {"A$", "$"},  {"₺", "$"},  {"₹", "$"},
    {"৳", "$"},   {"₩", "$"},   {"Mex$", "$"}, {"₣", "$"},   {"E£", "$"},
});
constexpr size_t kLongestBaseNorm = 6;

std::string_view first_character(std::string_view text) {
  return text.empty() ? text : text.substr(0, first_code_point(text).size);
}

std::string_view last_characters(std::string_view text, int count) {
  size_t begin = text.size();
  while (begin > 0 && count > 0) {
    --begin;
    if ((static_cast<uint8_t>(text[begin]) & 0xc0) != 0x80) --count;
  }
  return text.substr(begin);
}

/// 'X', 'x' or 'd' for letters and digits, else the character itself.
char32_t shape_of(char32_t character) {
  const auto value = static_cast<UChar32>(character);
  if (u_isalpha(value) != 0) return u_hasBinaryProperty(value, UCHAR_UPPERCASE) != 0 ? U'X' : U'x';
  const int32_t numeric = u_getIntPropertyValue(value, UCHAR_NUMERIC_TYPE);
  return numeric == U_NT_DECIMAL || numeric == U_NT_DIGIT ? U'd' : character;
}

}  // namespace

std::string word_shape(std::string_view text) {
  constexpr size_t kLong = 100;
  constexpr int kLongestRun = 4;
  std::string shape;
  char32_t last = 0;
  int run = 0;
  size_t length = 0;
  for (std::string_view rest = text; !rest.empty(); ++length) {
    if (length + 1 == kLong) return "LONG";
    const CodePoint character = first_code_point(rest);
    const char32_t kind = shape_of(character.value);
    run = kind == last ? run + 1 : 0;
    last = kind;
    if (run < kLongestRun) {
      if (kind == character.value)
        shape.append(rest.substr(0, character.size));
      else
        shape.push_back(static_cast<char>(kind));
    }
    rest.remove_prefix(character.size);
  }
  return shape;
}

Result<Lexicon> Lexicon::open(const ModelFolder& folder, const StaticVectors& vectors) {
  Lexicon lexicon;
  lexicon.vectors_ = &vectors;
  TRY(const MappedFile file, folder.file(kLookups));
  MsgpackReader reader(file.bytes());
  for (size_t tables = reader.map(); tables > 0 && !reader.failed(); --tables) {
    if (reader.string() != "lexeme_norm") {
      reader.skip();
      continue;
    }
    const size_t count = reader.map();
    lexicon.norms_.reserve(count);
    for (size_t left = count; left > 0 && !reader.failed(); --left) {
      const uint64_t id = reader.unsigned_integer();
      lexicon.norms_[id] = reader.string();
    }
  }
  if (reader.failed() || !reader.at_end()) return folder.error(kLookups, "is cut or damaged");
  return lexicon;
}

std::string_view Lexicon::norm_of(std::string_view text, std::string& buffer) const {
  if (const auto found = norms_.find(string_id(text)); found != norms_.end()) return found->second;
  if (text.size() <= kLongestBaseNorm) {
    const auto found = std::ranges::find(kBaseNorms, text, &BaseNorm::text);
    if (found != kBaseNorms.end()) return found->norm;
  }
  python_lower(text, buffer);
  return buffer;
}

WordType Lexicon::describe(std::string_view text, std::string_view special_norm, std::string& buffer) const {
  WordType type;
  type.text = text;
  type.orth = string_id(text);
  type.norm = special_norm.empty() ? norm_of(text, buffer) : special_norm;
  type.norm_id = string_id(type.norm);
  type.prefix = string_id(first_character(text));
  type.suffix = string_id(last_characters(text, 3));
  type.shape = string_id(word_shape(text));
  type.vector_row = vectors_->row_of(type.orth);
  type.is_space = is_python_space(text);
  return type;
}

WordTypeCache::WordTypeCache(size_t capacity) : capacity_(capacity), index_(std::bit_ceil(capacity * 2), 0) {
  slots_.reserve(capacity);
}

WordTypeCache::Found WordTypeCache::find(std::string_view text, std::string_view special_norm, bool space_after,
                                         const Lexicon& lexicon) {
  constexpr uint8_t kMostCredit = 3;
  uint64_t hash = murmur64(text, space_after ? 1 : 2);
  if (!special_norm.empty()) hash ^= murmur64(special_norm, 3);
  const size_t mask = index_.size() - 1;
  for (size_t at = hash & mask; index_[at] != 0; at = (at + 1) & mask) {
    Slot& slot = slots_[index_[at] - 1];
    if (slot.hash != hash || slot.text != text || slot.special_norm != special_norm ||
        slot.entry.space_after != space_after) {
      continue;
    }
    if (slot.batch != batch_ && slot.credit < kMostCredit) ++slot.credit;
    slot.batch = batch_;
    return {index_[at] - 1, false};
  }
  const uint32_t taken = take_slot();
  Slot& slot = slots_[taken];
  slot.text = text;
  slot.special_norm = special_norm;
  slot.hash = hash;
  slot.batch = batch_;
  slot.credit = 0;
  slot.entry = {lexicon.describe(slot.text, slot.special_norm, slot.norm_buffer), space_after, false};
  slot.entry.owns_norm = slot.entry.type.norm.data() == slot.norm_buffer.data();
  size_t at = hash & mask;
  while (index_[at] != 0) at = (at + 1) & mask;
  index_[at] = taken + 1;
  return {taken, true};
}

/// A free slot, or the first one the hand meets that this batch does not need and whose credit is used up.
uint32_t WordTypeCache::take_slot() {
  if (slots_.size() < capacity_) {
    slots_.emplace_back();
    return static_cast<uint32_t>(slots_.size() - 1);
  }
  for (size_t steps = 0; steps <= slots_.size() * 8; ++steps) {
    const uint32_t candidate = hand_;
    hand_ = hand_ + 1 == slots_.size() ? 0 : hand_ + 1;
    Slot& slot = slots_[candidate];
    if (slot.batch == 0) return candidate;
    if (slot.batch == batch_) continue;
    if (slot.credit > 0) {
      --slot.credit;
      continue;
    }
    forget(candidate);
    return candidate;
  }
  TOCSIN_CHECK(false, "a batch asks for fewer word types than the cache has slots");
  return 0;
}

/// Takes the slot out of the index and closes the gap, so that no probe stops early.
void WordTypeCache::forget(uint32_t slot) {
  const size_t mask = index_.size() - 1;
  size_t gap = slots_[slot].hash & mask;
  while (index_[gap] != slot + 1) gap = (gap + 1) & mask;
  index_[gap] = 0;
  for (size_t at = (gap + 1) & mask; index_[at] != 0; at = (at + 1) & mask) {
    const size_t home = slots_[index_[at] - 1].hash & mask;
    if (((at - home) & mask) < ((at - gap) & mask)) continue;
    index_[gap] = index_[at];
    index_[at] = 0;
    gap = at;
  }
  slots_[slot].batch = 0;
}

}  // namespace tocsin::nlp
