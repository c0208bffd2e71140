// Opens the dictionaries that a user names.
#include "lexicon/petrarch.h"

namespace tocsin::lexicon {

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

}  // namespace tocsin::lexicon
