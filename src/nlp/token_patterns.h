// Token patterns: what the attribute ruler's table asks of tokens and what it sets.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "doc/document.h"
#include "nlp/model_table.h"
#include "nlp/python_regex.h"
#include "nlp/python_text.h"

namespace tocsin::nlp {

enum class TokenAttr : uint8_t { kOrth, kLower, kNorm, kTag, kDep };
constexpr size_t kTokenAttrCount = 5;

/// Numbers for the strings that patterns name, apart for each attribute: 0 for the empty string, 1 for any string no
/// pattern names.
class PatternWords {
 public:
  static constexpr uint32_t kEmpty = 0;
  static constexpr uint32_t kOther = 1;

  uint32_t add(TokenAttr attr, std::string_view word);
  [[nodiscard]] uint32_t find(TokenAttr attr, std::string_view word) const;
  [[nodiscard]] size_t size(TokenAttr attr) const { return maps_[static_cast<size_t>(attr)].size() + 2; }
  [[nodiscard]] bool names(TokenAttr attr) const { return size(attr) > 2; }

 private:
  std::array<std::unordered_map<std::string, uint32_t, TextHash, std::equal_to<>>, kTokenAttrCount> maps_;
};

/// A token as the patterns see it.
struct SeenToken {
  std::array<uint32_t, kTokenAttrCount> words{};
  bool is_space = false;
};

/// One demand on one token.
struct TokenTest {
  enum class Kind : uint8_t { kIn, kNotIn, kRegex, kIsSpace };
  Kind kind = Kind::kIn;
  TokenAttr attr = TokenAttr::kTag;
  std::vector<uint32_t> words;  ///< kIn, kNotIn
  bool is_space = true;         ///< kIsSpace
  size_t regex = 0;             ///< kRegex: index into the table's expressions
};

/// What a rule sets; nothing where it is silent.
struct TokenSetting {
  std::optional<Pos> pos;
  std::optional<std::string> morph, lemma, tag, dep, norm;
};

struct TokenRule {
  std::vector<std::vector<TokenTest>> tests;  ///< by place
  uint32_t target = 0;                        ///< the place whose token is set
  uint32_t setting = 0;                       ///< index into the settings; a later setting prevails
};

/// The table as rules; several rules share a setting where the table gives one several patterns.
struct RuleTable {
  PatternWords words;
  std::vector<PythonRegex> regexes;
  std::vector<TokenRule> rules;
  std::vector<TokenSetting> settings;
};

/// Fails (kResource) on what cannot be run, naming file and pattern.
Result<RuleTable> read_rules(const ModelTable& table);

}  // namespace tocsin::nlp
