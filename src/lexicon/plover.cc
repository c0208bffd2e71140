// Reads plover.tsv, cameo_roots.tsv, complement_modes.tsv and contexts.tsv.
#include "lexicon/plover.h"

#include <algorithm>
#include <charconv>

#include "base/table.h"

namespace tocsin::lexicon {
namespace {

namespace fs = std::filesystem;

template <typename Number>
bool parse(std::string_view field, Number& number) {
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
  return error == std::errc() && end == field.data() + field.size();
}

std::string joined(std::string_view a, std::string_view b, std::string_view c = {}) {
  std::string key(a);
  key += '/';
  key += b;
  if (!c.empty()) key += '/', key += c;
  return key;
}

}  // namespace

Result<Plover> Plover::open(const fs::path& folder) {
  Plover plover;
  TRY(const Table scores, Table::open(folder / "plover.tsv", {"type", "mode", "quad", "score"}));
  for (const TableRow& row : scores.rows()) {
    TypeScore score;
    if (!parse(row[2], score.quad) || !parse(row[3], score.score))
      return fail(ErrorKind::kResource, scores.at(row, 2) + ": quad and score are to be numbers");
    plover.scores_.emplace(joined(row[0], row[1]), score);
  }
  TRY(const Table cameo, Table::open(folder / "cameo_roots.tsv", {"cameo", "type", "mode", "root", "quad"}));
  for (const TableRow& row : cameo.rows()) {
    CameoRow code{std::string(row[1]), std::string(row[2]), std::string(row[3]), 0};
    if (!parse(row[4], code.quad)) return fail(ErrorKind::kResource, cameo.at(row, 4) + ": quad is to be a number");
    for (const std::string& key : {joined(code.type, code.mode), joined(code.type, "")}) {
      std::string& shortest = plover.codes_[key];
      if (row[0].size() > 2 && (shortest.empty() || row[0].size() < shortest.size())) shortest = row[0];
    }
    plover.cameo_.emplace(row[0], std::move(code));
  }
  TRY(const Table complements, Table::open(folder / "complement_modes.tsv", {"outer", "inner", "mode", "cameo"}));
  for (const TableRow& row : complements.rows())
    plover.complements_.emplace(joined(row[0], row[1]),
                                ComplementMode{std::string(row[2]), std::string(row[3]),
                                               complements.name() + ":" + std::to_string(row.line())});
  TRY(const Table contexts, Table::open(folder / "contexts.tsv", {"cue", "context"}));
  for (const TableRow& row : contexts.rows()) {
    plover.contexts_[std::string(row[0])].emplace_back(row[1]);
    plover.longest_cue_ = std::max(plover.longest_cue_, split_field(row[0], ' ').size());
  }
  return plover;
}

TypeScore Plover::score(std::string_view type, std::string_view mode) const {
  if (const auto found = scores_.find(joined(type, mode)); found != scores_.end()) return found->second;
  const auto found = scores_.find(joined(type, ""));
  return found == scores_.end() ? TypeScore{} : found->second;
}

const CameoRow* Plover::cameo(std::string_view code) const {
  for (; !code.empty(); code.remove_suffix(1))
    if (const auto found = cameo_.find(std::string(code)); found != cameo_.end()) return &found->second;
  return nullptr;
}

std::string Plover::default_cameo(std::string_view type, std::string_view mode) const {
  if (const auto found = codes_.find(joined(type, mode)); found != codes_.end()) return found->second;
  const auto found = codes_.find(joined(type, ""));
  return found == codes_.end() ? std::string() : found->second;
}

const ComplementMode* Plover::complement(std::string_view outer, std::string_view inner,
                                         std::string_view inner_mode) const {
  if (!inner_mode.empty())
    if (const auto found = complements_.find(joined(outer, inner, inner_mode)); found != complements_.end())
      return &found->second;
  const auto found = complements_.find(joined(outer, inner));
  return found == complements_.end() ? nullptr : &found->second;
}

const std::vector<std::string>* Plover::contexts(std::string_view cue) const {
  const auto found = contexts_.find(std::string(cue));
  return found == contexts_.end() ? nullptr : &found->second;
}

}  // namespace tocsin::lexicon
