// Reads speech_cues.tsv: see docs/tables.md for the columns and the frame's small language.
#include "lexicon/speech_cues.h"

#include "base/table.h"

namespace tocsin::lexicon {
namespace {

std::string key_of(std::string_view lemma, char pos) {
  std::string key(1, pos);
  key += ' ';
  key += lemma;
  return key;
}

// One item of a frame: `quote`, `slot`, `slot?`, `slot+slot`, `>slot`, `=medium`.
bool read_item(std::string_view item, SpeechCue& cue) {
  if (item.empty()) return false;
  if (item.front() == '>') {
    cue.addressee.emplace_back(item.substr(1));
    return item.size() > 1;
  }
  if (item.front() == '=') {
    cue.medium = item.substr(1);
    return item.size() > 1;
  }
  if (item == "quote") {
    cue.quotable = true;
    return true;
  }
  ContentSlot slot;
  if (item.back() == '?') {
    slot.wide = true;
    item.remove_suffix(1);
  }
  const size_t plus = item.find('+');
  slot.name = item.substr(0, plus);
  if (plus != std::string_view::npos) slot.with = item.substr(plus + 1);
  if (slot.name.empty()) return false;
  cue.content.push_back(std::move(slot));
  return true;
}

}  // namespace

Result<SpeechCues> SpeechCues::open(const std::filesystem::path& folder) {
  TRY(const Table table, Table::open(folder / "speech_cues.tsv", {"lemma", "pos", "kind", "frame"}));
  SpeechCues cues;
  for (const TableRow& row : table.rows()) {
    auto cue = std::make_unique<SpeechCue>();
    if (row[0].empty()) return fail(ErrorKind::kResource, table.at(row, 0) + ": the lemma is missing");
    if (row[1] != "v" && row[1] != "n" && row[1] != "a")
      return fail(ErrorKind::kResource, table.at(row, 1) + ": pos is v, n or a, found \"" + std::string(row[1]) + "\"");
    if (row[2].empty()) return fail(ErrorKind::kResource, table.at(row, 2) + ": the kind is missing");
    cue->lemma = row[0];
    cue->pos = row[1].front();
    cue->kind = row[2];
    for (const std::string_view item : split_field(row[3], '|'))
      if (!read_item(item, *cue))
        return fail(ErrorKind::kResource, table.at(row, 3) + ": no frame item: \"" + std::string(item) + "\"");
    cue->row = table.name() + ":" + std::to_string(row.line());
    cues.by_key_[key_of(row[0], row[1].front())].push_back(cue.get());
    cues.rows_.push_back(std::move(cue));
  }
  return cues;
}

std::span<const SpeechCue* const> SpeechCues::find(std::string_view lemma, char pos) const {
  const auto found = by_key_.find(key_of(lemma, pos));
  if (found == by_key_.end()) return {};
  return found->second;
}

const SpeechCue* SpeechCues::of_kind(std::string_view lemma, char pos, std::string_view kind) const {
  for (const SpeechCue* cue : find(lemma, pos))
    if (cue->kind == kind) return cue;
  return nullptr;
}

}  // namespace tocsin::lexicon
