// Runs the attribute ruler's rules over a Document.
#include "nlp/attribute_ruler.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "nlp/token_patterns.h"

namespace tocsin::nlp {

namespace {

std::vector<std::string> split_sorted(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const size_t at = text.find(separator);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 1);
  }
  std::sort(parts.begin(), parts.end());
  return parts;
}

std::string joined(const std::vector<std::string>& parts, char separator) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

/// Which rules may begin at a token, by the most telling test of their first place. A rule stands in one list a word.
struct RuleIndex {
  std::array<std::vector<std::vector<uint32_t>>, kTokenAttrCount> by_word;
  std::vector<uint32_t> of_spaces;
  std::vector<uint32_t> others;
};

RuleIndex index_of(const RuleTable& table) {
  RuleIndex index;
  for (size_t attr = 0; attr < kTokenAttrCount; ++attr)
    index.by_word[attr].resize(table.words.size(static_cast<TokenAttr>(attr)));
  for (uint32_t i = 0; i < table.rules.size(); ++i) {
    const TokenTest* best = nullptr;
    bool needs_space = false;
    for (const TokenTest& test : table.rules[i].tests.front()) {
      needs_space |= test.kind == TokenTest::Kind::kIsSpace && test.is_space;
      // The words of a language outnumber its labels, so a test of the word leaves fewer rules to try.
      if (test.kind == TokenTest::Kind::kIn && (!best || test.attr < best->attr)) best = &test;
    }
    if (best) {
      for (const uint32_t word : best->words) index.by_word[static_cast<size_t>(best->attr)][word].push_back(i);
    } else {
      (needs_space ? index.of_spaces : index.others).push_back(i);
    }
  }
  return index;
}

struct Hit {
  uint32_t tok = 0;
  uint32_t setting = 0;
  auto operator<=>(const Hit&) const = default;
};

/// One run over one Document.
class Matching {
 public:
  Matching(const RuleTable& table, const RuleIndex& index, const Document& doc)
      : table_(table), index_(index), doc_(doc) {}

  std::vector<Hit> run() {
    see();
    for (uint32_t at = 0; at < seen_.size(); ++at) {
      for (size_t attr = 0; attr < kTokenAttrCount; ++attr) try_rules(index_.by_word[attr][seen_[at].words[attr]], at);
      if (seen_[at].is_space) try_rules(index_.of_spaces, at);
      try_rules(index_.others, at);
    }
    std::sort(hits_.begin(), hits_.end());
    return std::move(hits_);
  }

 private:
  void see() {
    const PatternWords& words = table_.words;
    seen_.resize(doc_.tokens.size());
    for (size_t i = 0; i < seen_.size(); ++i) {
      const Token& tok = doc_.tokens[i];
      const auto look = [&](TokenAttr attr, std::string_view word) {
        if (words.names(attr)) seen_[i].words[static_cast<size_t>(attr)] = words.find(attr, word);
      };
      look(TokenAttr::kOrth, tok.text);
      look(TokenAttr::kNorm, tok.norm);
      look(TokenAttr::kTag, tok.tag);
      look(TokenAttr::kDep, tok.dep_label);
      python_lower(tok.text, lower_);
      look(TokenAttr::kLower, lower_);
      seen_[i].is_space = is_python_space(tok.text);
    }
  }

  void try_rules(const std::vector<uint32_t>& rules, uint32_t at) {
    for (const uint32_t i : rules) {
      const TokenRule& rule = table_.rules[i];
      if (at + rule.tests.size() > seen_.size()) continue;
      bool holds = true;
      for (uint32_t place = 0; holds && place < rule.tests.size(); ++place)
        for (const TokenTest& test : rule.tests[place])
          if (!(holds = passes(test, at + place))) break;
      if (holds) hits_.push_back({at + rule.target, rule.setting});
    }
  }

  bool passes(const TokenTest& test, uint32_t at) {
    const SeenToken& seen = seen_[at];
    const auto named = [&] {
      const uint32_t word = seen.words[static_cast<size_t>(test.attr)];
      return std::find(test.words.begin(), test.words.end(), word) != test.words.end();
    };
    switch (test.kind) {
      case TokenTest::Kind::kIn:
        return named();
      case TokenTest::Kind::kNotIn:
        return !named();
      case TokenTest::Kind::kIsSpace:
        return seen.is_space == test.is_space;
      case TokenTest::Kind::kRegex:
        return table_.regexes[test.regex].search(text_of(test.attr, at), regex_).has_value();
    }
    return false;
  }

  std::string_view text_of(TokenAttr attr, uint32_t at) {
    const Token& tok = doc_.tokens[at];
    switch (attr) {
      case TokenAttr::kOrth:
        return tok.text;
      case TokenAttr::kNorm:
        return tok.norm;
      case TokenAttr::kTag:
        return tok.tag;
      case TokenAttr::kDep:
        return tok.dep_label;
      case TokenAttr::kLower:
        python_lower(tok.text, lower_);
        return lower_;
    }
    return {};
  }

  const RuleTable& table_;
  const RuleIndex& index_;
  const Document& doc_;
  std::vector<SeenToken> seen_;
  std::vector<Hit> hits_;
  std::string lower_;
  RegexScratch regex_;
};

void apply(const TokenSetting& setting, Token& tok) {
  if (setting.pos) tok.pos = *setting.pos;
  if (setting.morph) tok.morph = *setting.morph;
  if (setting.lemma) tok.lemma = *setting.lemma;
  if (setting.tag) tok.tag = *setting.tag;
  if (setting.norm) tok.norm = *setting.norm;
  if (setting.dep) {
    tok.dep_label = *setting.dep;
    tok.dep = dep_named(*setting.dep);
  }
}

}  // namespace

std::string normal_morph(std::string_view feats) {
  if (feats.empty() || feats == "_") return {};
  std::vector<std::string> features = split_sorted(feats, '|');
  for (std::string& feature : features) {
    const size_t at = feature.find('=');
    if (at == std::string::npos || feature.find(',') == std::string::npos) continue;
    feature = feature.substr(0, at + 1) + joined(split_sorted(std::string_view(feature).substr(at + 1), ','), ',');
  }
  std::sort(features.begin(), features.end());
  return joined(features, '|');
}

struct AttributeRuler::Parts {
  RuleTable table;
  RuleIndex index;
};

AttributeRuler::AttributeRuler(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
AttributeRuler::AttributeRuler(AttributeRuler&&) noexcept = default;
AttributeRuler& AttributeRuler::operator=(AttributeRuler&&) noexcept = default;
AttributeRuler::~AttributeRuler() = default;

Result<AttributeRuler> AttributeRuler::open(const std::filesystem::path& model_folder) {
  TRY(const ModelTable table, ModelTable::open(model_folder / "attribute_ruler" / "patterns"));
  auto parts = std::make_unique<Parts>();
  TRY(parts->table, read_rules(table));
  parts->index = index_of(parts->table);
  return AttributeRuler(std::move(parts));
}

void AttributeRuler::run(Document& doc) const {
  for (const Hit& hit : Matching(parts_->table, parts_->index, doc).run())
    apply(parts_->table.settings[hit.setting], doc.tokens[hit.tok]);
}

}  // namespace tocsin::nlp
