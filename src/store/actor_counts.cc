// One pass over the readings; what is counted is a map by name and code.
#include "store/actor_counts.h"

#include <algorithm>
#include <map>
#include <utility>

#include "store/export_reading.h"

namespace tocsin {
namespace {

using Key = std::pair<std::string, std::string>;
using Counts = std::map<Key, ActorCount>;

bool is_asked_for(const EntityRecord& ent, const std::vector<std::string>& codes) {
  return codes.empty() || std::ranges::any_of(codes, [&](const std::string& code) {
           if (code.starts_with('*')) return std::ranges::find(ent.sectors, code.substr(1)) != ent.sectors.end();
           return ent.code.starts_with(code) || ent.country == code;
         });
}

/// Counts one reading.
class Tally {
 public:
  Tally(Counts& counts, const Reading& reading, const ExportRequest& request)
      : counts_(counts), reading_(reading), request_(request) {}

  void count() {
    for (const EntityRecord& ent : reading_.entities)
      if (ActorCount* actor = count_of(ent)) see(*actor, ent);
    for (const EventRecord& ev : reading_.events) {
      const auto& wanted = request_.filter.factuality;
      if (!wanted.empty() && std::ranges::find(wanted, ev.factuality) == wanted.end()) continue;
      add(ev.actors, &ActorCount::acts);
      add(ev.recipients, &ActorCount::receives);
    }
    for (const StatementRecord& st : reading_.statements) add(st.speakers, &ActorCount::statements);
    for (const LedgerRecord& entry : reading_.ledger) add(entry.by, &ActorCount::ledger);
  }

 private:
  ActorCount* count_of(const EntityRecord& ent) {
    if ((ent.name.empty() && ent.code.empty()) || !is_asked_for(ent, request_.filter.actors)) return nullptr;
    return &counts_[{ent.name, ent.code}];
  }

  void see(ActorCount& actor, const EntityRecord& ent) {
    actor.name = ent.name;
    actor.code = ent.code;
    actor.country = ent.country;
    actor.kind = ent.kind;
    if (ent.role && !ent.role->title.empty()) actor.title = ent.role->title;
    if (std::ranges::find(seen_, &actor) != seen_.end()) return;  // two namesakes in one document
    seen_.push_back(&actor);
    ++actor.documents;
    const std::string& day = reading_.document.published;
    if (day.empty()) return;
    if (actor.first.empty() || day < actor.first) actor.first = day;
    if (day > actor.last) actor.last = day;
  }

  void add(const std::vector<std::string>& ids, uint64_t ActorCount::*part) {
    for (const std::string& id : ids)
      if (const EntityRecord* ent = entity_of(reading_, id))
        if (ActorCount* actor = count_of(*ent)) ++(actor->*part);
  }

  Counts& counts_;
  const Reading& reading_;
  const ExportRequest& request_;
  std::vector<const ActorCount*> seen_;
};

}  // namespace

Result<std::vector<ActorCount>> count_actors(Store& store, const Codebook& book, const ExportRequest& request) {
  Counts counts;
  TRY_VOID(store.readings(request.filter, [&](const StoredDocument&, const Reading& reading) {
    Tally(counts, reading_for_export(reading, book, request.with_persons), request).count();
    return true;
  }));
  std::vector<ActorCount> actors;
  for (auto& [key, actor] : counts) actors.push_back(std::move(actor));
  std::ranges::sort(actors, [](const ActorCount& one, const ActorCount& other) {
    if (one.documents != other.documents) return one.documents > other.documents;
    return std::pair(one.code, one.name) < std::pair(other.code, other.name);
  });
  if (request.limit && actors.size() > *request.limit) actors.resize(*request.limit);
  return actors;
}

}  // namespace tocsin
