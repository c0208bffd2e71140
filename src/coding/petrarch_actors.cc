// Mentions of the actors that a user's dictionary names.
#include <algorithm>

#include "coding/actors.h"
#include "coding/petrarch_text.h"
#include "world/resolve.h"

namespace tocsin::coding {
namespace {

std::string without_article(std::string_view name) {
  for (const std::string_view article : {"the ", "The ", "a ", "A ", "an ", "An "})
    if (name.starts_with(article) && name.size() > article.size()) return std::string(name.substr(article.size()));
  return std::string(name);
}

}  // namespace

void Actors::name_by_dictionary(const PetrarchText& dictionary) {
  for (const PetrarchNounPhrase& phrase : dictionary.phrases()) {
    for (const PetrarchMember& member : phrase.members) {
      if (member.code.empty()) continue;
      FoundEntity entity{.name = without_article(doc_.text(doc_.bytes_of(member.tokens)))};
      set_code(entity, member.code);
      // An agent of nobody in particular belongs to the country that our tables find in the words.
      if (member.actor.empty() && entity.country.empty()) entity.country = country_near(member.head);
      if (!member.actor.empty()) entity.given_code = member.code;
      entity.dictionary_name = member.actor;
      const bool state = entity.sectors.empty() && !entity.country.empty() && member.code.size() == 3;
      entity.kind = state ? "state" : member.plural ? "group" : "organisation";
      if (!state && doc_.tokens[member.head].ent_type == "PERSON") entity.kind = "person";
      entity.plural = member.plural;
      entity.why = member.row;
      const auto same = std::ranges::find_if(entities_, [&](const FoundEntity& known) {
        return known.code() == entity.code() &&
               (member.actor.empty() ? known.name == entity.name : known.dictionary_name == member.actor);
      });
      const auto index =
          same != entities_.end() ? static_cast<uint32_t>(same - entities_.begin()) : add_entity(std::move(entity));
      if (mention_of_token_[member.head] == kNone) {
        add_mention(member.tokens, member.head, As::kName, {index});
        std::fill(taken_.begin() + member.tokens.begin, taken_.begin() + member.tokens.end, 1);
      } else if (std::vector<uint32_t>& several = mentions_[mention_of_token_[member.head]].entities;
                 std::ranges::find(several, index) == several.end()) {
        several.push_back(index);  // one word for several: `[FRO/BIL]`, "lawmakers in X and Y"
        entities_[index].mentions.push_back(mention_of_token_[member.head]);
      }
    }
  }
}

}  // namespace tocsin::coding
