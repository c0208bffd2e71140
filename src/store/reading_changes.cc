// Compares records as JSON in which every name of another record has become its id across documents.
#include "store/reading_changes.h"

#include <map>

#include "record/json.h"
#include "store/store.h"

namespace tocsin {
namespace {

using Names = std::map<std::string, std::string, std::less<>>;

template <typename Record>
void add_names(Names& names, std::string_view document, const std::vector<Record>& records) {
  const std::vector<std::string> ids = record_ids(document, records);
  for (size_t i = 0; i < records.size(); ++i) names[records[i].id] = ids[i];
}

/// Times and places have no id of their own across documents: where they stand names them.
template <typename Record>
void add_places(Names& names, const std::vector<Record>& records) {
  for (const Record& record : records)
    names[record.id] = record.id.substr(0, 1) + "@" + std::to_string(record.span.begin);
}

Names names_in(const Reading& reading) {
  Names names;
  const std::string& id = reading.document.id;
  add_names(names, id, reading.entities);
  add_names(names, id, reading.statements);
  add_names(names, id, reading.events);
  add_names(names, id, reading.ledger);
  add_places(names, reading.times);
  add_places(names, reading.places);
  return names;
}

class Renamer {
 public:
  explicit Renamer(const Reading& reading) : names_(names_in(reading)) {}

  [[nodiscard]] EntityRecord operator()(EntityRecord ent) const { return ent.id.clear(), ent; }
  [[nodiscard]] StatementRecord operator()(StatementRecord st) const {
    st.id.clear(), st.why.clear();
    all(st.speakers), all(st.addressees), one(st.when);
    return st;
  }
  [[nodiscard]] EventRecord operator()(EventRecord ev) const {
    ev.id.clear(), ev.why.clear();
    all(ev.actors), all(ev.recipients), one(ev.when), one(ev.where), one(ev.stated_in);
    return ev;
  }
  [[nodiscard]] LedgerRecord operator()(LedgerRecord entry) const {
    entry.id.clear(), entry.why.clear();
    all(entry.by), all(entry.to), all(entry.contested_by), all(entry.behind), one(entry.when), one(entry.deadline);
    return entry;
  }

 private:
  void one(std::string& id) const {
    if (const auto found = names_.find(id); found != names_.end()) id = found->second;
  }
  void all(std::vector<std::string>& ids) const {
    for (std::string& id : ids) one(id);
  }

  Names names_;
};

const std::string& label_of(const EntityRecord& ent) { return ent.kind; }
const std::string& label_of(const StatementRecord& st) { return st.form; }
const std::string& label_of(const EventRecord& ev) { return ev.type; }
const std::string& label_of(const LedgerRecord& entry) { return entry.kind; }

class Comparison {
 public:
  Comparison(const Reading& before, const Reading& after)
      : before_(before), after_(after), old_names_(before), new_names_(after) {}

  template <typename Record>
  void compare(const std::string& table, std::vector<Record> Reading::*records) {
    const std::map<std::string, Shown> old = shown(before_, before_.*records, old_names_),
                                       now = shown(after_, after_.*records, new_names_);
    for (const auto& [id, record] : old) {
      const auto there = now.find(id);
      if (there == now.end())
        changes_.push_back({table, record.label, "gone", id, record.json});
      else if (there->second.json != record.json)
        changes_.push_back(
            {table, record.label == there->second.label ? record.label : record.label + " -> " + there->second.label,
             "changed", id, record.json});
    }
    for (const auto& [id, record] : now)
      if (!old.contains(id)) changes_.push_back({table, record.label, "new", id, {}});
  }

  [[nodiscard]] std::vector<RecordChange> take() && { return std::move(changes_); }

 private:
  struct Shown {
    std::string label, json;
  };

  template <typename Record>
  static std::map<std::string, Shown> shown(const Reading& reading, const std::vector<Record>& records,
                                            const Renamer& renamed) {
    RecordJson json(reading.document.text);
    const std::vector<std::string> ids = record_ids(reading.document.id, records);
    std::map<std::string, Shown> out;
    for (size_t i = 0; i < records.size(); ++i)
      out[ids[i]] = {label_of(records[i]), "{" + json.members(renamed(records[i])) + "}"};
    return out;
  }

  const Reading &before_, &after_;
  Renamer old_names_, new_names_;
  std::vector<RecordChange> changes_;
};

}  // namespace

std::vector<RecordChange> changes_between(const Reading& before, const Reading& after) {
  Comparison comparison(before, after);
  comparison.compare("entities", &Reading::entities);
  comparison.compare("events", &Reading::events);
  comparison.compare("ledger", &Reading::ledger);
  comparison.compare("statements", &Reading::statements);
  return std::move(comparison).take();
}

}  // namespace tocsin
