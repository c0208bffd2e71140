// Reads factuality_cues.tsv.
#include "lexicon/factuality_cues.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/table.h"

namespace tocsin::lexicon {
namespace {

constexpr std::array<std::pair<std::string_view, CueKind>, 8> kKinds = {{
    {"planned", CueKind::kPlanned},
    {"possible", CueKind::kPossible},
    {"denied", CueKind::kDenied},
    {"ongoing", CueKind::kOngoing},
    {"historical", CueKind::kHistorical},
    {"hearsay", CueKind::kHearsay},
    {"happened", CueKind::kHappened},
    {"obliged", CueKind::kObliged},
}};

}  // namespace

Result<FactualityCues> FactualityCues::open(const std::filesystem::path& folder) {
  FactualityCues cues;
  TRY(const Table table, Table::open(folder / "factuality_cues.tsv", {"cue", "pos", "kind"}));
  for (const TableRow& row : table.rows()) {
    const auto kind = std::ranges::find(kKinds, row[2], &std::pair<std::string_view, CueKind>::first);
    if (kind == kKinds.end())
      return fail(ErrorKind::kResource, table.at(row, 2) + ": unknown kind of cue \"" + std::string(row[2]) + "\"");
    for (const char pos : row[1]) {
      std::string key(1, pos);
      key += ' ';
      key += row[0];
      cues.cues_.emplace(std::move(key), FactualityCue{kind->second, table.name() + ":" + std::to_string(row.line())});
    }
  }
  return cues;
}

const FactualityCue* FactualityCues::cue(std::string_view lemma, char pos) const {
  std::string key(1, pos);
  key += ' ';
  for (const char c : lemma) key += ascii::lower(c);
  const auto found = cues_.find(key);
  return found == cues_.end() ? nullptr : &found->second;
}

}  // namespace tocsin::lexicon
