// Reads the attribute ruler's table.
#include "nlp/token_patterns.h"

#include <algorithm>

#include "nlp/attribute_ruler.h"

namespace tocsin::nlp {

uint32_t PatternWords::add(TokenAttr attr, std::string_view word) {
  if (word.empty()) return kEmpty;
  auto& map = maps_[static_cast<size_t>(attr)];
  const auto next = static_cast<uint32_t>(map.size() + 2);
  return map.try_emplace(std::string(word), next).first->second;
}

uint32_t PatternWords::find(TokenAttr attr, std::string_view word) const {
  if (word.empty()) return kEmpty;
  const auto& map = maps_[static_cast<size_t>(attr)];
  const auto found = map.find(word);
  return found == map.end() ? kOther : found->second;
}

namespace {

std::optional<TokenAttr> attr_named(std::string_view name) {
  if (name == "ORTH" || name == "TEXT") return TokenAttr::kOrth;
  if (name == "LOWER") return TokenAttr::kLower;
  if (name == "NORM") return TokenAttr::kNorm;
  if (name == "TAG") return TokenAttr::kTag;
  if (name == "DEP") return TokenAttr::kDep;
  return {};
}

/// Reads one table; knows the number of the pattern it is at, for its messages.
class Reading {
 public:
  explicit Reading(const ModelTable& table) : table_(table) {}

  Result<RuleTable> run() {
    const auto entries = table_.root().list();
    if (!entries) return table_.damaged("no list of patterns");
    for (number_ = 0; number_ < entries->size(); ++number_) TRY_VOID(entry((*entries)[number_]));
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::unexpected<Error> cannot(std::string_view what) const {
    return table_.damaged("pattern " + std::to_string(number_) + ": " + std::string(what));
  }

  Result<void> entry(const ModelValue& value) {
    const auto patterns = value.field("patterns");
    const auto attrs = value.field("attrs");
    const auto index = value.field("index");
    const auto choices = patterns ? patterns->list() : std::nullopt;
    if (!choices || !attrs) return cannot("no list \"patterns\" or no \"attrs\"");
    TRY(TokenSetting setting, read_setting(*attrs));
    for (const ModelValue& choice : *choices) {
      TokenRule rule;
      rule.setting = static_cast<uint32_t>(out_.settings.size());
      TRY(rule.tests, read_pattern(choice));
      const auto places = static_cast<int64_t>(rule.tests.size());
      const int64_t asked = index ? index->number().value_or(0) : 0;
      const int64_t target = asked < 0 ? asked + places : asked;
      if (target < 0 || target >= places) return cannot("\"index\" is outside the pattern");
      rule.target = static_cast<uint32_t>(target);
      out_.rules.push_back(std::move(rule));
    }
    out_.settings.push_back(std::move(setting));
    return {};
  }

  Result<std::vector<std::vector<TokenTest>>> read_pattern(const ModelValue& value) {
    const auto places = value.list();
    if (!places || places->empty()) return cannot("an empty pattern");
    std::vector<std::vector<TokenTest>> tests;
    for (const ModelValue& place : *places) {
      const auto pairs = place.map();
      if (!pairs) return cannot("a token of the pattern is no map");
      std::vector<TokenTest>& all = tests.emplace_back();
      for (const auto& [key, demand] : *pairs) TRY_VOID(read_test(key.text().value_or("?"), demand, all));
      // The cheap tests first: a regular expression runs only where the others hold.
      std::stable_sort(all.begin(), all.end(), [](const TokenTest& a, const TokenTest& b) {
        return (a.kind != TokenTest::Kind::kRegex) > (b.kind != TokenTest::Kind::kRegex);
      });
    }
    return tests;
  }

  Result<void> read_test(std::string_view name, const ModelValue& demand, std::vector<TokenTest>& tests) {
    if (name == "IS_SPACE") {
      const auto truth = demand.truth();
      if (!truth) return cannot("IS_SPACE asks for another value than true or false");
      tests.push_back({.kind = TokenTest::Kind::kIsSpace, .is_space = *truth});
      return {};
    }
    const auto attr = attr_named(name);
    if (!attr) return cannot("the token attribute " + std::string(name) + " is not run here");
    if (const auto word = demand.text()) {
      tests.push_back({.kind = TokenTest::Kind::kIn, .attr = *attr, .words = {out_.words.add(*attr, *word)}});
      return {};
    }
    const auto predicates = demand.map();
    if (!predicates) return cannot(std::string(name) + " asks for neither a string nor a predicate");
    for (const auto& [predicate, operand] : *predicates)
      TRY_VOID(read_predicate(predicate.text().value_or("?"), *attr, operand, tests));
    return {};
  }

  Result<void> read_predicate(std::string_view name, TokenAttr attr, const ModelValue& operand,
                              std::vector<TokenTest>& tests) {
    TokenTest test{.attr = attr};
    if (name == "REGEX") {
      const auto pattern = operand.text();
      if (!pattern) return cannot("REGEX is no string");
      auto regex = PythonRegex::compile(*pattern);
      if (!regex) return cannot(regex.error().message);
      test.kind = TokenTest::Kind::kRegex;
      test.regex = out_.regexes.size();
      out_.regexes.push_back(std::move(*regex));
    } else if (name == "IN" || name == "NOT_IN") {
      const auto words = operand.list();
      if (!words) return cannot(std::string(name) + " is no list");
      test.kind = name == "IN" ? TokenTest::Kind::kIn : TokenTest::Kind::kNotIn;
      for (const ModelValue& word : *words) {
        if (!word.text()) return cannot(std::string(name) + " holds a value that is no string");
        test.words.push_back(out_.words.add(attr, *word.text()));
      }
    } else {
      return cannot("the predicate " + std::string(name) + " is not run here");
    }
    tests.push_back(std::move(test));
    return {};
  }

  Result<TokenSetting> read_setting(const ModelValue& value) {
    const auto pairs = value.map();
    if (!pairs) return cannot("\"attrs\" is no map");
    TokenSetting setting;
    for (const auto& [key, content] : *pairs) {
      const std::string_view name = key.text().value_or("?");
      const auto word = content.text();
      if (!word) return cannot(std::string(name) + " is set to a value that is no string");
      if (name == "POS") {
        setting.pos = pos_named(*word);
        if (setting.pos == Pos::kNone) return cannot("there is no part of speech " + std::string(*word));
      } else if (name == "MORPH") {
        setting.morph = normal_morph(*word);
      } else if (name == "LEMMA") {
        setting.lemma = *word;
      } else if (name == "TAG") {
        setting.tag = *word;
      } else if (name == "DEP") {
        setting.dep = *word;
      } else if (name == "NORM") {
        setting.norm = *word;
      } else {
        return cannot("the attribute " + std::string(name) + " cannot be set here");
      }
    }
    return setting;
  }

  const ModelTable& table_;
  RuleTable out_;
  size_t number_ = 0;
};

}  // namespace

Result<RuleTable> read_rules(const ModelTable& table) { return Reading(table).run(); }

}  // namespace tocsin::nlp
