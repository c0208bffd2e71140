// Ids of records across documents, and what is hashed beside them.
#include <charconv>
#include <map>

#include "base/hash.h"
#include "store/parts.h"

namespace tocsin {
namespace {

void add(std::string& offsets, const Span& span) {
  offsets += std::to_string(span.begin) + "-" + std::to_string(span.end) + " ";
}

void add(std::string& offsets, const std::vector<Span>& spans) {
  for (const Span& span : spans) add(offsets, span);
}

std::string evidence_of(const EntityRecord& ent) {
  std::string offsets;
  if (!ent.mentions.empty()) add(offsets, ent.mentions.front().span);
  return offsets;
}

std::string evidence_of(const StatementRecord& st) {
  std::string offsets;
  add(offsets, st.cue);
  add(offsets, st.content);
  return offsets;
}

std::string evidence_of(const EventRecord& ev) {
  std::string offsets;
  add(offsets, ev.trigger);
  add(offsets, ev.evidence);
  return offsets;
}

std::string evidence_of(const LedgerRecord& entry) {
  std::string offsets;
  add(offsets, entry.content);
  return offsets;
}

template <typename Record>
std::vector<std::string> ids_of(std::string_view document_id, std::string_view kind,
                                const std::vector<Record>& records) {
  std::vector<std::string> ids;
  ids.reserve(records.size());
  std::map<std::string, int> seen;
  for (const Record& record : records) {
    const std::string evidence = evidence_of(record);
    const std::string repetition = std::to_string(seen[evidence]++);
    ids.push_back(hash_of({document_id, kind, evidence, repetition}));
  }
  return ids;
}

template <typename Record>
const Record* with_id(const std::vector<Record>& records, std::string_view id) {
  // Ids are numbers from 1 on; only where records were erased does a record stand before its place.
  size_t number = 0;
  if (id.size() > 1) std::from_chars(id.data() + 1, id.data() + id.size(), number);
  for (size_t i = std::min(number, records.size()); i-- > 0;)
    if (records[i].id == id) return &records[i];
  return nullptr;
}

}  // namespace

std::vector<std::string> record_ids(std::string_view document_id, const std::vector<EntityRecord>& records) {
  return ids_of(document_id, "entity", records);
}
std::vector<std::string> record_ids(std::string_view document_id, const std::vector<StatementRecord>& records) {
  return ids_of(document_id, "statement", records);
}
std::vector<std::string> record_ids(std::string_view document_id, const std::vector<EventRecord>& records) {
  return ids_of(document_id, "event", records);
}
std::vector<std::string> record_ids(std::string_view document_id, const std::vector<LedgerRecord>& records) {
  return ids_of(document_id, "ledger", records);
}

const EntityRecord* entity_of(const Reading& reading, std::string_view id) { return with_id(reading.entities, id); }
const TimeRecord* time_of(const Reading& reading, std::string_view id) { return with_id(reading.times, id); }
const PlaceRecord* place_of(const Reading& reading, std::string_view id) { return with_id(reading.places, id); }

std::string day_of(const Reading& reading, std::string_view when) {
  const TimeRecord* time = time_of(reading, when);
  return time != nullptr && !time->start.empty() ? time->start : reading.document.published;
}

namespace store {

std::optional<int64_t> key_of(std::string_view id) {
  uint64_t value = 0;
  const auto [end, fault] = std::from_chars(id.data(), id.data() + id.size(), value, 16);
  if (id.size() != 16 || fault != std::errc() || end != id.data() + id.size()) return std::nullopt;
  return static_cast<int64_t>(value);
}

std::string id_of(int64_t key) {
  std::string digits(16, '0');
  for (size_t i = 0; i < digits.size(); ++i)
    digits[i] = "0123456789abcdef"[(static_cast<uint64_t>(key) >> (60 - 4 * i)) & 0xF];
  return digits;
}

int64_t content_hash(std::string_view text) { return *key_of(hash_of({"content", text})); }
int64_t source_key_hash(std::string_view key) { return *key_of(hash_of({"source key", key})); }

bool goes_before(const Claim& one, const Claim& other) {
  if (one.published.empty() != other.published.empty()) return other.published.empty();
  if (one.published != other.published) return one.published < other.published;
  return one.id < other.id;
}

}  // namespace store
}  // namespace tocsin
