// Rules, exceptions and index of the English lemmatizer.
#include "nlp/lemmatizer.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "nlp/model_table.h"
#include "nlp/python_text.h"

namespace tocsin::nlp {

namespace {

constexpr size_t kMostCached = 1 << 16;
constexpr size_t kLongestCached = 48;

/// spaCy's id of the lower-cased name of a part of speech: a hash (MurmurHash64A, seed 1), or the number of a symbol
/// where it has one (spacy/symbols.pyx), which the tables' keys are. By Pos; 0 where no table has one.
constexpr std::array<uint64_t, 19> kPosId = {
    0,                        // none
    12401032943472870168ULL,  // adj
    2426044792470416390ULL,   // adp
    10054248821341768113ULL,  // adv
    405,                      // aux
    16315064675911098841ULL,  // cconj
    415,                      // det
    421,                      // intj
    16833663260455505849ULL,  // noun
    431,                      // num
    4485934323942657167ULL,   // part
    17354369376887303800ULL,  // pron
    2671871002942215089ULL,   // propn
    445,                      // punct
    8301894478894935583ULL,   // sconj
    10185250862608471608ULL,  // sym
    6360137228241296794ULL,   // verb
    11123243248953317070ULL,  // x
    0,                        // space
};

using Words = std::unordered_set<std::string, TextHash, std::equal_to<>>;

/// The tables of one part of speech.
struct PosTables {
  std::vector<std::pair<std::string, std::string>> rules;  // suffix → replacement
  std::unordered_map<std::string, std::vector<std::string>, TextHash, std::equal_to<>> exceptions;
  Words index;

  [[nodiscard]] bool empty() const { return rules.empty() && exceptions.empty() && index.empty(); }
};

std::string_view feature(std::string_view morph, std::string_view name) {
  while (!morph.empty()) {
    const std::string_view one = morph.substr(0, morph.find('|'));
    if (one.starts_with(name) && one.size() > name.size() && one[name.size()] == '=')
      return one.substr(name.size() + 1);
    morph.remove_prefix(std::min(morph.size(), one.size() + 1));
  }
  return {};
}

bool contains(const std::vector<std::string>& forms, std::string_view form) {
  return std::find(forms.begin(), forms.end(), form) != forms.end();
}

}  // namespace

bool is_base_form(Pos pos, std::string_view morph) {
  if (morph.empty()) return false;
  const std::string_view verb_form = feature(morph, "VerbForm");
  if (pos == Pos::kNoun && feature(morph, "Number") == "Sing") return true;
  if (pos == Pos::kVerb && verb_form == "Fin" && feature(morph, "Tense") == "Pres" && feature(morph, "Number").empty())
    return true;
  return verb_form == "Inf" || verb_form == "None" || feature(morph, "Degree") == "Pos";
}

struct Lemmatizer::Parts {
  std::array<PosTables, kPosId.size()> tables;

  /// The lemma by rules and exceptions; `text` as it stands when they give none.
  [[nodiscard]] std::string by_rules(const PosTables& table, std::string_view text) const;
  [[nodiscard]] std::string lemma(std::string_view text, Pos pos, bool is_base) const;
};

struct LemmatizerScratch::State {
  std::shared_ptr<const Lemmatizer::Parts> owner;  // whose lemmas these are
  std::array<std::unordered_map<std::string, std::string, TextHash, std::equal_to<>>, 2 * kPosId.size()> lemmas;
  size_t count = 0;

  void forget() {
    for (auto& map : lemmas) map.clear();
    count = 0;
  }
};

LemmatizerScratch::LemmatizerScratch() : state_(std::make_unique<State>()) {}
LemmatizerScratch::~LemmatizerScratch() = default;
LemmatizerScratch::LemmatizerScratch(LemmatizerScratch&&) noexcept = default;
LemmatizerScratch& LemmatizerScratch::operator=(LemmatizerScratch&&) noexcept = default;

Lemmatizer::Lemmatizer(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Lemmatizer::Lemmatizer(Lemmatizer&&) noexcept = default;
Lemmatizer& Lemmatizer::operator=(Lemmatizer&&) noexcept = default;
Lemmatizer::~Lemmatizer() = default;

std::string Lemmatizer::Parts::by_rules(const PosTables& table, std::string_view text) const {
  const std::string lower = python_lower(text);
  std::vector<std::string> forms;    // the best first
  std::vector<std::string> unknown;  // forms that are words only by rule
  for (const auto& [suffix, replacement] : table.rules) {
    if (!lower.ends_with(suffix)) continue;
    std::string form = lower.substr(0, lower.size() - suffix.size()) + replacement;
    if (form.empty()) continue;
    if (table.index.contains(form)) {
      if (const auto known = std::find(forms.begin(), forms.end(), form); known != forms.end()) forms.erase(known);
      forms.insert(forms.begin(), std::move(form));
    } else if (is_python_alpha(form)) {
      unknown.push_back(std::move(form));
    } else if (!contains(forms, form)) {
      forms.push_back(std::move(form));
    }
  }
  if (const auto found = table.exceptions.find(lower); found != table.exceptions.end())
    for (const std::string& form : found->second)
      if (!contains(forms, form)) forms.insert(forms.begin(), form);
  if (!forms.empty()) return forms.front();
  return unknown.empty() ? std::string(text) : unknown.front();
}

std::string Lemmatizer::Parts::lemma(std::string_view text, Pos pos, bool is_base) const {
  const PosTables& table = tables[static_cast<size_t>(pos)];
  if (pos == Pos::kNone || pos == Pos::kSpace || is_base) return python_lower(text);
  if (table.empty()) return pos == Pos::kPropn ? std::string(text) : python_lower(text);
  return by_rules(table, text);
}

void Lemmatizer::run(Document& doc, LemmatizerScratch& scratch) const {
  LemmatizerScratch::State& state = *scratch.state_;
  if (state.owner != parts_) {
    state.forget();
    state.owner = parts_;
  }
  const auto keep = [&](const std::string& lemma, std::string_view text) {
    return lemma == text ? text : doc.keep(lemma);
  };
  for (Token& tok : doc.tokens) {
    if (!tok.lemma.empty()) continue;
    const bool is_base = is_base_form(tok.pos, tok.morph);
    if (tok.text.size() > kLongestCached) {
      tok.lemma = keep(parts_->lemma(tok.text, tok.pos, is_base), tok.text);
      continue;
    }
    auto& map = state.lemmas[2 * static_cast<size_t>(tok.pos) + (is_base ? 1 : 0)];
    const auto found = map.find(tok.text);
    if (found != map.end()) {
      tok.lemma = keep(found->second, tok.text);
      continue;
    }
    std::string lemma = parts_->lemma(tok.text, tok.pos, is_base);
    tok.lemma = keep(lemma, tok.text);
    if (state.count++ >= kMostCached) state.forget();
    state.lemmas[2 * static_cast<size_t>(tok.pos) + (is_base ? 1 : 0)].emplace(tok.text, std::move(lemma));
  }
}

namespace {

Result<std::vector<std::string>> texts(const ModelTable& file, std::string_view table, const ModelValue& value) {
  const auto list = value.list();
  if (!list) return file.damaged("table " + std::string(table) + " has an entry that is no list");
  std::vector<std::string> out;
  out.reserve(list->size());
  for (const ModelValue& one : *list) {
    if (!one.text()) return file.damaged("table " + std::string(table) + " has a value that is no string");
    out.emplace_back(*one.text());
  }
  return out;
}

Result<void> read_rules(const ModelTable& file, const ModelValue& value, PosTables& out) {
  const auto list = value.list();
  if (!list) return file.damaged("table lemma_rules has an entry that is no list");
  for (const ModelValue& one : *list) {
    TRY(std::vector<std::string> rule, texts(file, "lemma_rules", one));
    if (rule.size() != 2) return file.damaged("table lemma_rules has a rule that is no pair");
    out.rules.emplace_back(std::move(rule[0]), std::move(rule[1]));
  }
  return {};
}

Result<void> read_exceptions(const ModelTable& file, const ModelValue& value, PosTables& out) {
  const auto map = value.map();
  if (!map) return file.damaged("table lemma_exc has an entry that is no map");
  for (const auto& [key, forms] : *map) {
    if (!key.text()) return file.damaged("table lemma_exc has a form that is no string");
    TRY(out.exceptions[std::string(*key.text())], texts(file, "lemma_exc", forms));
  }
  return {};
}

Result<void> read_index(const ModelTable& file, const ModelValue& value, PosTables& out) {
  TRY(std::vector<std::string> forms, texts(file, "lemma_index", value));
  out.index = Words(std::make_move_iterator(forms.begin()), std::make_move_iterator(forms.end()));
  return {};
}

using ReadEntry = Result<void> (*)(const ModelTable&, const ModelValue&, PosTables&);

/// Reads the entries of one table that belong to a part of speech.
Result<void> read_table(const ModelTable& file, std::string_view name, ReadEntry read_entry, Lemmatizer::Parts& parts) {
  const auto table = file.root().field(name);
  if (!table) return {};
  const auto entries = table->map();
  if (!entries) return file.damaged("table " + std::string(name) + " is no map");
  for (const auto& [key, value] : *entries) {
    const auto id = key.id();
    if (!id) return file.damaged("table " + std::string(name) + " has a key that is no string id");
    for (size_t pos = 0; pos < kPosId.size(); ++pos)
      if (kPosId[pos] == *id && *id != 0) TRY_VOID(read_entry(file, value, parts.tables[pos]));
  }
  return {};
}

}  // namespace

Result<Lemmatizer> Lemmatizer::open(const std::filesystem::path& model_folder) {
  TRY(const ModelTable file, ModelTable::open(model_folder / "lemmatizer" / "lookups" / "lookups.bin"));
  if (!file.root().field("lemma_rules"))
    return file.damaged("no table lemma_rules; only lemmatizers of mode \"rule\" are run here");
  auto parts = std::make_shared<Parts>();
  TRY_VOID(read_table(file, "lemma_rules", read_rules, *parts));
  TRY_VOID(read_table(file, "lemma_exc", read_exceptions, *parts));
  TRY_VOID(read_table(file, "lemma_index", read_index, *parts));
  return Lemmatizer(std::move(parts));
}

}  // namespace tocsin::nlp
