// Reads the tables of predicates and sorts each lemma's senses from the most to the least specific.
#include "lexicon/predicates.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/table.h"

namespace tocsin::lexicon {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kVerbActor = "subj";
constexpr std::string_view kVerbRecipient = "obj,iobj,to,against,on,with,at,for,from,over";
constexpr std::string_view kNounActor = "subj,poss,by,mod,of,from";
constexpr std::string_view kNounRecipient = "against,on,with,to,of,for";

std::string with_blanks(std::string_view value) {
  std::string text(value);
  std::ranges::replace(text, '_', ' ');
  return text;
}

bool is_type_name(std::string_view value) {
  return value.size() > 2 && std::ranges::all_of(value, [](char c) { return ascii::is_upper(c); });
}

// Of two rows with as many conditions the one that names words comes before the one that only asks for an actor, and
// that before one that takes anything.
size_t specificity(const Sense& sense) {
  size_t total = 0;
  for (const Condition& condition : sense.conditions) {
    size_t least = 2;
    for (const Value& value : condition.values) {
      if (value.kind == Value::Kind::kAny || value.kind == Value::Kind::kNone)
        least = 0;
      else if (value.kind == Value::Kind::kActor || value.kind == Value::Kind::kHuman)
        least = std::min<size_t>(least, 1);
    }
    total += condition.negated ? 1 : least;
  }
  return total;
}

SideSpec parse_side(std::string_view field) {
  SideSpec spec;
  if (field == "-") return spec;
  for (const std::string_view step : split_field(field, ',')) {
    std::vector<std::string> together;
    for (const std::string_view slot : split_field(step, '+')) together.emplace_back(slot);
    spec.push_back(std::move(together));
  }
  return spec;
}

}  // namespace

Result<Predicates> Predicates::open(const fs::path& folder) {
  Predicates predicates;
  TRY_VOID(predicates.read_classes(folder / "noun_classes.tsv"));
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("predicates") && name.ends_with(".tsv")) files.push_back(entry.path());
  }
  if (error) return fail(ErrorKind::kResource, folder.string() + ": data folder cannot be read: " + error.message());
  if (files.empty())
    return fail(ErrorKind::kResource, folder.string() + ": no predicates*.tsv; is the data folder right?");
  std::ranges::sort(files);
  for (const fs::path& file : files) TRY_VOID(predicates.read_senses(file));
  TRY_VOID(predicates.read_light_verbs(folder / "light_verbs.tsv"));
  TRY_VOID(predicates.read_blame_words(folder / "blame_words.tsv"));
  for (const auto& sense : predicates.senses_) sense->specificity = specificity(*sense);
  for (auto& [key, senses] : predicates.by_lemma_)
    std::ranges::stable_sort(senses, std::ranges::greater(), [](const Sense* sense) {
      return std::pair(sense->conditions.size(), sense->specificity);
    });
  return predicates;
}

Result<void> Predicates::read_classes(const fs::path& file) {
  TRY(const Table table, Table::open(file, {"class", "lemma"}));
  for (const TableRow& row : table.rows()) {
    auto& members = classes_[std::string(row[0])];
    if (members == nullptr) members = std::make_unique<std::unordered_set<std::string>>();
    members->insert(with_blanks(row[1]));
  }
  return {};
}

Result<std::vector<Condition>> Predicates::parse_conditions(std::string_view when) const {
  std::vector<Condition> conditions;
  for (std::string_view part : split_field(when, ' ')) {
    Condition condition;
    if (part.starts_with('!')) condition.negated = true, part.remove_prefix(1);
    const size_t colon = part.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == part.size())
      return fail(ErrorKind::kResource, "condition \"" + std::string(part) + "\" is not slot:value");
    condition.slot = part.substr(0, colon);
    for (const std::string_view text : split_field(part.substr(colon + 1), '|')) {
      Value value{.text = with_blanks(text)};
      if (text == "actor")
        value.kind = Value::Kind::kActor;
      else if (text == "human")
        value.kind = Value::Kind::kHuman;
      else if (text == "none")
        value.kind = Value::Kind::kNone;
      else if (text == "*")
        value.kind = Value::Kind::kAny;
      else if (is_type_name(text))
        value.kind = Value::Kind::kType;
      else if (text.starts_with('@')) {
        const auto found = classes_.find(std::string(text));
        if (found == classes_.end())
          return fail(ErrorKind::kResource, "no class \"" + std::string(text) + "\" in noun_classes.tsv");
        value.kind = Value::Kind::kClass;
        value.members = found->second.get();
      }
      condition.values.push_back(std::move(value));
    }
    conditions.push_back(std::move(condition));
  }
  return conditions;
}

Result<void> Predicates::read_senses(const fs::path& file) {
  TRY(const Table table, Table::open(file, {"lemma", "pos", "when", "type", "mode", "cameo", "actor", "recipient"}));
  for (const TableRow& row : table.rows()) {
    auto sense = std::make_unique<Sense>();
    sense->lemma = with_blanks(row[0]);
    sense->row = table.name() + ":" + std::to_string(row.line());
    if (row[1].size() != 1 || std::string_view("vna").find(row[1][0]) == std::string_view::npos)
      return fail(ErrorKind::kResource,
                  table.at(row, 1) + ": part of speech \"" + std::string(row[1]) + "\" is none of v, n, a");
    sense->pos = row[1][0];
    auto conditions = parse_conditions(row[2]);
    if (!conditions) return std::unexpected(std::move(conditions).error().in(table.at(row, 2)));
    sense->conditions = std::move(*conditions);
    sense->type = row[3];
    sense->mode = row[4];
    sense->cameo = row[5];
    const bool noun = sense->pos == 'n';
    sense->nobody_acts = row[6] == "-";
    sense->nobody_receives = row[7] == "-";
    sense->actor = parse_side(row[6].empty() ? (noun ? kNounActor : kVerbActor) : row[6]);
    sense->recipient = parse_side(row[7].empty() ? (noun ? kNounRecipient : kVerbRecipient) : row[7]);
    sense->reciprocal = sense->nobody_receives && !sense->actor.empty() && sense->actor.front().size() > 1;
    by_lemma_[std::string(1, sense->pos) + ' ' + sense->lemma].push_back(sense.get());
    senses_.push_back(std::move(sense));
  }
  return {};
}

Result<void> Predicates::read_light_verbs(const fs::path& file) {
  TRY(const Table table, Table::open(file, {"lemma", "when", "actor", "recipient"}));
  for (const TableRow& row : table.rows()) {
    auto conditions = parse_conditions(row[1]);
    if (!conditions) return std::unexpected(std::move(conditions).error().in(table.at(row, 1)));
    auto sense = std::make_unique<Sense>();
    sense->lemma = with_blanks(row[0]);
    sense->pos = 'l';
    sense->conditions = std::move(*conditions);
    sense->nobody_acts = row[2] == "-";
    sense->nobody_receives = row[3] == "-";
    sense->actor = parse_side(row[2].empty() ? kVerbActor : row[2]);
    sense->recipient = parse_side(row[3].empty() ? kVerbRecipient : row[3]);
    sense->row = table.name() + ":" + std::to_string(row.line());
    by_lemma_["l " + sense->lemma].push_back(sense.get());
    senses_.push_back(std::move(sense));
  }
  return {};
}

Result<void> Predicates::read_blame_words(const fs::path& file) {
  TRY(const Table table, Table::open(file, {"lemma", "pos", "when", "mode", "cameo"}));
  for (const TableRow& row : table.rows()) {
    if (row[1].size() != 1 || std::string_view("vna").find(row[1][0]) == std::string_view::npos)
      return fail(ErrorKind::kResource,
                  table.at(row, 1) + ": part of speech \"" + std::string(row[1]) + "\" is none of v, n, a");
    auto conditions = parse_conditions(row[2]);
    if (!conditions) return std::unexpected(std::move(conditions).error().in(table.at(row, 2)));
    auto sense = std::make_unique<Sense>();
    sense->lemma = with_blanks(row[0]);
    sense->pos = row[1][0];
    sense->conditions = std::move(*conditions);
    sense->type = "ACCUSE";
    sense->mode = row[3];
    sense->cameo = row[4];
    sense->row = table.name() + ":" + std::to_string(row.line());
    by_lemma_[std::string(1, static_cast<char>(sense->pos - 'a' + 'A')) + ' ' + sense->lemma].push_back(sense.get());
    senses_.push_back(std::move(sense));
  }
  return {};
}

std::span<const Sense* const> Predicates::senses(std::string_view lemma, char pos) const {
  std::string key(1, pos);
  key += ' ';
  key += lemma;
  const auto found = by_lemma_.find(key);
  if (found == by_lemma_.end()) return {};
  return found->second;
}

bool Predicates::in_class(std::string_view lemma, std::string_view noun_class) const {
  const auto found = classes_.find(std::string(noun_class));
  return found != classes_.end() && found->second->contains(std::string(lemma));
}

}  // namespace tocsin::lexicon
