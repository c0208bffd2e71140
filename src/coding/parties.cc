// What accusations, demands, denials and events ask of those who speak and those spoken of.
#include "coding/parties.h"

#include <algorithm>

namespace tocsin::coding {

bool same_side(const Actors& actors, uint32_t a, uint32_t b) {
  const auto& entities = actors.entities();
  return a == b || (!entities[a].country.empty() && entities[a].country == entities[b].country);
}

bool share_side(const Actors& actors, std::span<const uint32_t> a, std::span<const uint32_t> b) {
  return std::ranges::any_of(a, [&](uint32_t one) {
    return std::ranges::any_of(b, [&](uint32_t two) { return same_side(actors, one, two); });
  });
}

bool are_two_sides(const FoundEntity& one, const FoundEntity& other) {
  if (&one == &other || other.code().empty()) return false;
  if (one.country.empty() || one.country != other.country) return true;
  return one.kind != "state" && other.kind != "state" &&
         (one.sectors != other.sectors || (one.kind != "group" && other.kind != "group"));
}

std::vector<uint32_t> speakers_of(const Actors& actors, const Saying& said) {
  std::vector<uint32_t> speakers;
  for (const uint32_t tok : said.speakers)
    for (const uint32_t entity : actors.entities_of(tok)) speakers.push_back(entity);
  return speakers;
}

std::vector<uint32_t> speaking_parties(const Actors& actors, const Saying& said) {
  std::vector<uint32_t> parties = speakers_of(actors, said);
  std::erase_if(parties, [&](uint32_t entity) {
    const FoundEntity& each = actors.entities()[entity];
    return each.code().empty() || std::ranges::find(each.sectors, "JRN") != each.sectors.end();
  });
  return parties;
}

bool is_asked(const Document& doc, uint32_t tok) {
  const Range sent = doc.sentences[doc.tokens[tok].sent].tokens;
  return std::any_of(doc.tokens.begin() + sent.begin, doc.tokens.begin() + sent.end,
                     [](const Token& token) { return token.text == "?"; });
}

}  // namespace tocsin::coding
