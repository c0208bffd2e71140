// Opens the dictionaries that a user names.
#include "lexicon/petrarch.h"

#include <algorithm>

namespace tocsin::lexicon {
namespace {

// Unless the code holds the agent's already, at a multiple of three letters.
void add_agent(std::string& code, const PetrarchAgent& agent) {
  for (size_t at = 0; at + agent.code.size() <= code.size(); at += 3)
    if (code.compare(at, agent.code.size(), agent.code) == 0) return;
  code.insert(agent.in_front ? 0 : code.size(), agent.code);
}

}  // namespace

Result<PetrarchDictionary> PetrarchDictionary::open(std::span<const std::filesystem::path> files) {
  PetrarchDictionary dictionary;
  for (const std::filesystem::path& path : files) {
    TRY(const PetrarchFile file, PetrarchFile::open(path));
    switch (file.kind()) {
      case PetrarchKind::kActors:
        TRY_VOID(dictionary.actors_.read(file));
        break;
      case PetrarchKind::kAgents:
        TRY_VOID(dictionary.agents_.read(file));
        break;
      case PetrarchKind::kVerbs:
        TRY_VOID(dictionary.verbs_.read(file));
        break;
      case PetrarchKind::kDiscards:
        TRY_VOID(dictionary.discards_.read(file));
        break;
    }
  }
  TRY_VOID(dictionary.verbs_.link());
  return dictionary;
}

PetrarchNamed PetrarchDictionary::named(std::span<const std::string> words, std::string_view day) const {
  PetrarchNamed named;
  std::string code;
  for (size_t i = 0; i < words.size() && named.actor.empty(); ++i) {
    const PetrarchPhrases::Match match = actors_.phrases().at(words, i);
    if (match.phrase == nullptr) continue;
    named.actor = actors_.actor(match.phrase->entry).name;
    named.row = match.phrase->row;
    named.actor_begin = i;
    named.actor_end = match.end;
    if (const std::string_view found = actors_.code(match.phrase->entry, day); found != "---") code = found;
  }
  for (size_t from = 0; from <= code.size();) {
    const size_t to = std::min(code.find('/', from), code.size());
    named.codes.push_back(code.substr(from, to - from));
    from = to + 1;
  }
  for (size_t i = 0; i < words.size(); ++i) {
    const PetrarchPhrases::Match match = agents_.phrases().at(words, i);
    if (match.phrase == nullptr) continue;
    named.has_agent = true;
    if (named.row.empty()) named.row = match.phrase->row;
    for (std::string& each : named.codes) add_agent(each, agents_.agent(match.phrase->entry));
    i = match.end - 1;  // "main opposition group" is no "opposition group" beside
  }
  return named;
}

}  // namespace tocsin::lexicon
