// An annotation a record: its body says what was found, its targets are the pieces of evidence. A quote in which a
// private person's name was replaced is no longer what the source says, so that such a target has its position alone.
#include "store/export_annotations.h"

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "record/json.h"
#include "record/version.h"
#include "store/export_text.h"
#include "store/out_file.h"

namespace tocsin {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kContextBytes = 32;

bool is_inside_point(std::string_view text, size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

/// Pieces of text before and after a span, by which a quote is told from the same words elsewhere.
std::string prefix_of(std::string_view text, size_t begin) {
  size_t from = begin > kContextBytes ? begin - kContextBytes : 0;
  while (from < begin && is_inside_point(text, from)) ++from;
  return std::string(text.substr(from, begin - from));
}

std::string suffix_of(std::string_view text, size_t end) {
  size_t to = std::min(text.size(), end + kContextBytes);
  while (to > end && is_inside_point(text, to)) --to;
  return std::string(text.substr(end, to - end));
}

class Targets {
 public:
  /// `original` has the source's bytes, `ready` what may leave.
  Targets(const Reading& original, const Reading& ready) : original_(original), ready_(ready) {
    const DocumentRecord& document = ready.document;
    source_ = document.url.empty() ? "urn:tocsin:document:" + document.id : document.url;
  }

  void add(const Span& original, const Span& ready) {
    if (original.empty()) return;
    Json selectors = Json::array();
    if (original.text == ready.text) selectors.push_back(quote(original));
    selectors.push_back({{"type", "TextPositionSelector"}, {"start", ready.begin}, {"end", ready.end}});
    list_.push_back({{"source", source_}, {"selector", std::move(selectors)}});
  }
  void add(const std::vector<Span>& original, const std::vector<Span>& ready) {
    for (size_t i = 0; i < original.size(); ++i) add(original[i], ready[i]);
  }
  Json take() { return std::move(list_); }

 private:
  [[nodiscard]] Json quote(const Span& original) const {
    const std::string& text = original_.document.text;
    Json selector = {{"type", "TextQuoteSelector"}, {"exact", original.text}};
    // The words around it may name a private person: only where nothing of the text was replaced.
    if (ready_.document.text.empty() || original.end > text.size()) return selector;
    selector["prefix"] = prefix_of(text, original.begin);
    selector["suffix"] = suffix_of(text, original.end);
    return selector;
  }

  const Reading& original_;
  const Reading& ready_;
  std::string source_;
  Json list_ = Json::array();
};

std::string sides(const Reading& reading, const std::vector<std::string>& ids) {
  std::vector<std::string> names;
  for (const EventParty& party : export_parties(reading, ids))
    names.push_back(party.code.empty() ? party.name : party.code + " " + party.name);
  return joined(names, ", ");
}

struct Words {
  std::string tag, description;
};

Words words_of(const Reading& reading, const EventRecord& ev) {
  const std::string recipients = sides(reading, ev.recipients);
  return {ev.type, ev.type + (ev.modes.empty() ? "" : " " + joined(ev.modes, " ")) + ": " + sides(reading, ev.actors) +
                       (recipients.empty() ? "" : " → " + recipients) + ", " + ev.factuality};
}
Words words_of(const Reading& reading, const StatementRecord& st) {
  return {"statement", "statement (" + st.form + "): " + sides(reading, st.speakers)};
}
Words words_of(const Reading& reading, const LedgerRecord& entry) {
  return {entry.kind, entry.kind + " (" + entry.status + "): " + sides(reading, entry.by)};
}

void add_targets(Targets& targets, const EventRecord& original, const EventRecord& ready) {
  targets.add(original.evidence, ready.evidence);
  if (original.evidence.empty()) targets.add(original.trigger, ready.trigger);
}
void add_targets(Targets& targets, const StatementRecord& original, const StatementRecord& ready) {
  targets.add(original.content, ready.content);
  if (original.content.empty()) targets.add(original.cue, ready.cue);
}
void add_targets(Targets& targets, const LedgerRecord& original, const LedgerRecord& ready) {
  targets.add(original.content, ready.content);
}

template <typename Record>
std::string annotation(const Found<Record>& found, const Reading& ready, const Record& record) {
  Targets targets(found.reading, ready);
  add_targets(targets, found.record, record);
  const Words words = words_of(ready, record);
  RecordJson json("");
  Json object = {
      {"id", "urn:tocsin:" + found.id},
      {"type", "Annotation"},
      {"motivation", "tagging"},
      {"body", Json::array({Json{{"type", "TextualBody"}, {"purpose", "tagging"}, {"value", words.tag}},
                            Json{{"type", "TextualBody"}, {"purpose", "describing"}, {"value", words.description}},
                            Json{{"type", "TextualBody"},
                                 {"purpose", "describing"},
                                 {"format", "application/json"},
                                 {"value", "{" + json.members(record) + "}"}}})},
      {"target", targets.take()}};
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

class Page {
 public:
  explicit Page(OutFile& file) : file_(file) {}
  Result<void> add(const std::string& item) { return file_.write((count_++ == 0 ? "\n" : ",\n") + item); }
  [[nodiscard]] uint64_t count() const { return count_; }

 private:
  OutFile& file_;
  uint64_t count_ = 0;
};

template <typename Record>
Result<void> add_records(Store& store, Preparer& preparer, const ExportRequest& request, Page& page,
                         std::vector<Record> Reading::*list,
                         Result<void> (Store::*walk)(const Filter&, const Visit<Record>&)) {
  Gate gate(request.limit);
  return gate.outcome((store.*walk)(request.filter, [&](const Found<Record>& found) {
    if (gate.is_full()) return false;
    const Reading& ready = preparer.ready(found.reading);
    const auto at = static_cast<size_t>(&found.record - (found.reading.*list).data());
    return gate.pass(page.add(annotation(found, ready, (ready.*list)[at])));
  }));
}

}  // namespace

Result<uint64_t> write_annotations(Store& store, const Codebook& book, const ExportRequest& request,
                                   const std::filesystem::path& target) {
  TRY(OutFile file, OutFile::open(target));
  TRY_VOID(
      file.write("{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationCollection\","
                 "\"label\":\"tocsin " +
                 std::string(kVersion) +
                 "\",\"first\":{\"type\":\"AnnotationPage\","
                 "\"startIndex\":0,\"items\":["));
  Preparer preparer(book, request.with_persons);
  Page page(file);
  TRY_VOID(add_records(store, preparer, request, page, &Reading::events, &Store::events));
  TRY_VOID(add_records(store, preparer, request, page, &Reading::statements, &Store::statements));
  TRY_VOID(add_records(store, preparer, request, page, &Reading::ledger, &Store::ledger));
  TRY_VOID(file.write("\n]},\"total\":" + std::to_string(page.count()) + "}\n"));
  TRY_VOID(file.finish());
  return page.count();
}

}  // namespace tocsin
