// Resolves a phrase by the names and kinds of actors in it.
#include "world/resolve.h"

#include <algorithm>

namespace tocsin::world {
namespace {

bool in_force(const Name& name, std::string_view day) {
  return day.empty() ? name.until.empty() : (name.since.empty() || name.since <= day) && (name.until.empty() || name.until >= day.substr(0, name.until.size()));
}

// "soldiers" → "soldier", "policemen" → "policeman": enough for the nouns of agents.tsv.
std::vector<std::string> singulars(std::string word) {
  std::vector<std::string> forms = {word};
  if (word.ends_with("ies")) forms.push_back(word.substr(0, word.size() - 3) + "y");
  if (word.ends_with("es")) forms.push_back(word.substr(0, word.size() - 2));
  if (word.ends_with("s")) forms.push_back(word.substr(0, word.size() - 1));
  if (word.ends_with("men")) forms.push_back(word.substr(0, word.size() - 2) + "an");
  return forms;
}

const Name* named(std::span<const Name* const> names, NameKind kind, std::string_view day) {
  const Name* any = nullptr;
  for (const Name* name : names) {
    if (name->kind != kind) continue;
    if (in_force(*name, day)) return name;
    if (any == nullptr) any = name;
  }
  return any;
}

class Resolving {
 public:
  Resolving(const World& world, std::string_view text, std::string_view day) : world_(world), text_(text), day_(day) {}

  Resolved run() {
    const std::vector<Word> words = split_words(text_);
    for (const Word& word : words)
      if (word.folded == "former" || word.folded == "ex") former_ = true;
    size_t next = 0;
    for (const Hit& hit : world_.find(text_)) {
      for (; next < words.size() && words[next].bytes.begin < hit.bytes.begin; ++next) single_word(words[next]);
      while (next < words.size() && words[next].bytes.begin < hit.bytes.end) ++next;
      use(hit, words);
    }
    for (; next < words.size(); ++next) single_word(words[next]);
    if (former_ && office_) out_.sectors = {"ELI"};
    if (out_.country.empty()) out_.country = country_;
    return std::move(out_);
  }

 private:
  void take(std::string_view code, std::string_view name) {
    std::string country;
    std::vector<std::string> sectors;
    split_code(world_, code, country, sectors);
    if (!country.empty()) out_.country = country;
    if (!sectors.empty()) out_.sectors = sectors;
    if (out_.name.empty()) out_.name = name;
  }

  void use(const Hit& hit, const std::vector<Word>& words) {
    if (const Name* person = hit.of_kind(NameKind::kPerson); person != nullptr && hit.bytes.end - hit.bytes.begin > 3) {
      const Office* office = best_office(hit);
      if (office != nullptr) {
        take(office->code, office->person);
      } else {
        out_.country = world_.terms(person->person).back().code.substr(0, 3);
        out_.sectors = {"ELI"};
        out_.name = person->canonical;
      }
      settled_ = true;
      return;
    }
    for (const NameKind kind : {NameKind::kArmedGroup, NameKind::kOrganisation, NameKind::kSeat})
      if (const Name* name = named(hit.names, kind, day_)) {
        if (!settled_) take(name->code, name->canonical);
        settled_ = true;
        return;
      }
    for (const Name* name : hit.names)
      if (name->kind != NameKind::kAgent && name->kind != NameKind::kTitle && name->kind != NameKind::kRegion && !name->code.empty() && (country_.empty() || in_force(*name, day_))) {
        if (country_.empty()) country_ = name->code.substr(0, 3);
        if (out_.name.empty() && words.size() == 1) out_.name = name->canonical;
        return;
      }
    if (const Name* agent = hit.of_kind(NameKind::kAgent); agent != nullptr) kind_of_actor(*agent);
    else if (const Name* title = hit.of_kind(NameKind::kTitle); title != nullptr && !title->code.empty()) kind_of_actor(*title);
  }

  [[nodiscard]] const Office* best_office(const Hit& hit) const {
    const Office* best = nullptr;
    for (const Name* name : hit.names) {
      if (name->kind != NameKind::kPerson) continue;
      const Office* office = world_.office_on(name->person, day_);
      if (office != nullptr && (best == nullptr || office->rank < best->rank)) best = office;
    }
    return best;
  }

  void single_word(const Word& word) {
    for (const std::string& form : singulars(word.folded)) {
      const Name* agent = world_.agent(form);
      if (agent == nullptr) continue;
      kind_of_actor(*agent);
      return;
    }
  }

  void kind_of_actor(const Name& kind) {
    if (settled_ || kind.code.empty() || kind.code.starts_with('!')) return;
    office_ = kind.kind == NameKind::kTitle || kind.code == "GOV";
    take(kind.code, {});
  }

  const World& world_;
  std::string_view text_, day_;
  Resolved out_;
  std::string country_;
  bool former_ = false, office_ = false, settled_ = false;
};

}  // namespace

void split_code(const World& world, std::string_view code, std::string& country, std::vector<std::string>& sectors) {
  country.clear();
  sectors.clear();
  for (size_t at = 0; at + 3 <= code.size(); at += 3) {
    const std::string_view part = code.substr(at, 3);
    if (at == 0 && !world.is_sector(part)) {
      country = part;
    } else if (std::ranges::find(sectors, part) == sectors.end()) {
      sectors.emplace_back(part);
    }
  }
}

Resolved resolve(const World& world, std::string_view text, std::string_view day) { return Resolving(world, text, day).run(); }

}  // namespace tocsin::world
