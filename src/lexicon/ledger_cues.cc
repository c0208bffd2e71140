// Reads ledger_cues.tsv, ledger_marks.tsv and ledger_confidence.tsv.
#include "lexicon/ledger_cues.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/ascii.h"
#include "base/table.h"

namespace tocsin::lexicon {
namespace {

constexpr std::string_view kPartsOfSpeech = "vnadmscpk";
constexpr std::array<std::string_view, 13> kKinds = {"agreement", "pledge",   "offer",    "demand", "precondition",
                                                     "refusal",   "warning",  "position", "claim",  "denial",
                                                     "condition", "deadline", "-"};

std::string key_of(std::string_view lemma, char pos) {
  std::string key(1, pos);
  key += ' ';
  for (const char c : lemma) key += ascii::lower(c);
  return key;
}

std::vector<std::string> parts_of(std::string_view field) {
  std::vector<std::string> parts;
  for (const std::string_view part : split_field(field, '|')) {
    std::string value(part);
    std::ranges::replace(value, '_', ' ');
    parts.push_back(std::move(value));
  }
  return parts;
}

Result<std::vector<LedgerCondition>> conditions_of(std::string_view field, const std::string& at) {
  std::vector<LedgerCondition> conditions;
  for (std::string_view part : split_field(field, ' ')) {
    if (part.empty()) continue;
    LedgerCondition condition;
    condition.negated = part.starts_with('!');
    if (condition.negated) part.remove_prefix(1);
    const size_t colon = part.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == part.size())
      return fail(ErrorKind::kResource, at + ": condition \"" + std::string(part) + "\" is no slot:value");
    condition.slot = part.substr(0, colon);
    condition.values = parts_of(part.substr(colon + 1));
    conditions.push_back(std::move(condition));
  }
  return conditions;
}

bool names_words(const LedgerCondition& condition) {
  return std::ranges::none_of(
      condition.values, [](const std::string& value) { return value == "*" || value == "none" || value == "actor"; });
}

}  // namespace

Result<LedgerCues> LedgerCues::open(const std::filesystem::path& folder) {
  LedgerCues cues;
  TRY_VOID(cues.read_cues(folder / "ledger_cues.tsv"));
  TRY_VOID(cues.read_cues(folder / "ledger_marks.tsv"));
  cues.order_rows();
  TRY_VOID(cues.read_confidence(folder / "ledger_confidence.tsv"));
  return cues;
}

Result<void> LedgerCues::read_cues(const std::filesystem::path& file) {
  TRY(const Table table, Table::open(file, {"lemma", "pos", "when", "kind", "status", "content"}));
  for (const TableRow& row : table.rows()) {
    if (row[1].size() != 1 || kPartsOfSpeech.find(row[1][0]) == std::string_view::npos)
      return fail(ErrorKind::kResource, table.at(row, 1) + ": part of speech \"" + std::string(row[1]) +
                                            "\" is none of v, n, a, d, m, s, c, p, k");
    if (std::ranges::find(kKinds, row[3]) == kKinds.end())
      return fail(ErrorKind::kResource,
                  table.at(row, 3) + ": \"" + std::string(row[3]) + "\" is no kind of entry; see docs/tables.md");
    TRY(std::vector<LedgerCondition> conditions, conditions_of(row[2], table.at(row, 2)));
    rows_.push_back(std::make_unique<LedgerCue>(LedgerCue{std::string(row[0]), row[1][0], std::move(conditions),
                                                          std::string(row[3]), std::string(row[4]), parts_of(row[5]),
                                                          table.name() + ":" + std::to_string(row.line())}));
    rows_.back()->words = static_cast<size_t>(std::ranges::count_if(rows_.back()->conditions, names_words));
    by_key_[key_of(row[0], row[1][0])].push_back(rows_.back().get());
  }
  return {};
}

void LedgerCues::order_rows() {
  for (auto& [key, rows] : by_key_)
    std::ranges::stable_sort(rows, std::greater<>{},
                             [](const LedgerCue* cue) { return std::pair(cue->conditions.size(), cue->words); });
}

Result<void> LedgerCues::read_confidence(const std::filesystem::path& file) {
  TRY(const Table table, Table::open(file, {"kind", "basis", "by", "confidence"}));
  for (const TableRow& row : table.rows()) {
    double value = -1;
    std::from_chars(row[3].data(), row[3].data() + row[3].size(), value);
    if (value <= 0 || value >= 1)
      return fail(ErrorKind::kResource,
                  table.at(row, 3) + ": \"" + std::string(row[3]) + "\" is no probability between 0 and 1");
    confidence_[std::string(row[0]) + ' ' + std::string(row[1]) + ' ' + std::string(row[2])] = value;
  }
  if (!confidence_.contains("* * known") || !confidence_.contains("* * unknown"))
    return fail(
        ErrorKind::kResource,
        table.name() + ": rows \"* * known\" and \"* * unknown\" are missing; they serve what no other row does");
  return {};
}

std::span<const LedgerCue* const> LedgerCues::find(std::string_view lemma, char pos) const {
  const auto found = by_key_.find(key_of(lemma, pos));
  return found == by_key_.end() ? std::span<const LedgerCue* const>() : found->second;
}

const LedgerCue* LedgerCues::any(std::string_view lemma, char pos) const {
  const auto rows = find(lemma, pos);
  return rows.empty() ? nullptr : rows.front();
}

double LedgerCues::confidence(std::string_view kind, std::string_view basis, bool by_known) const {
  const std::string known = by_known ? " known" : " unknown";
  for (const std::string& key : {std::string(kind) + ' ' + std::string(basis), std::string(kind) + " *",
                                 "* " + std::string(basis), std::string("* *")})
    if (const auto found = confidence_.find(key + known); found != confidence_.end()) return found->second;
  return 0.5;
}

}  // namespace tocsin::lexicon
