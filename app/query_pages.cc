// A record is a line of columns, the quote below it, and below that where it was read.
#include "query_pages.h"

#include <fmt/format.h>

#include <cstdio>

#include "page_table.h"
#include "store/actor_counts.h"
#include "store/export_reading.h"
#include "store/prepared.h"

namespace tocsin {
namespace {

Result<void> put(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size()) return {};
  return fail(ErrorKind::kInput, "standard output: cannot be written; is the disk full?");
}

std::string name_of(const EventParty& party) {
  const std::string name = party.name.empty() ? party.raw : party.name;
  if (party.code.empty() || party.code == name) return name.empty() ? "?" : name;
  return name.empty() ? party.code : name + " (" + party.code + ")";
}

std::string names_of(const std::vector<EventParty>& parties) {
  std::string list;
  for (const EventParty& party : parties) list += (list.empty() ? "" : ", ") + name_of(party);
  return list.empty() ? "—" : list;
}

/// "Reuters, 2025-03-14, https://…"
std::string source_line(const DocumentRecord& document) {
  std::string line = document.publisher.empty() ? document.source : document.publisher;
  if (!document.published.empty()) line += ", " + document.published;
  line += ", " + (document.url.empty() ? "document " + document.id : document.url);
  return line;
}

std::string day_or_blank(const std::string& day) { return day.empty() ? "no date" : day; }

/// Runs `show` on each record of a walk, below one line of titles.
template <typename Record, typename Show>
Result<uint64_t> page_of(Store& store, const Codebook& book, const ExportRequest& request, const PageTable& table,
                         const std::vector<std::string>& titles, std::vector<Record> Reading::*list,
                         Result<void> (Store::*walk)(const Filter&, const Visit<Record>&), Show show) {
  Preparer preparer(book, request.with_persons);
  Gate gate(request.limit);
  const Result<void> walked = gate.outcome((store.*walk)(request.filter, [&](const Found<Record>& found) {
    if (gate.is_full()) return false;
    const Reading& reading = preparer.ready(found.reading);
    const auto at = static_cast<size_t>(&found.record - (found.reading.*list).data());
    const std::string head = gate.count() == 0 ? table.head(titles) : "";
    return gate.pass(put(head + show(found, reading, (reading.*list)[at])));
  }));
  TRY_VOID(walked);
  return gate.count();
}

std::string event_entry(const PageTable& table, const EventView& view) {
  const EventRecord& ev = view.ev;
  std::string type = ev.type;
  for (const std::string& mode : ev.modes) type += " " + mode;
  std::string who = names_of(view.actors);
  if (!ev.reciprocal || !view.recipients.empty()) who += (ev.reciprocal ? " ↔ " : " → ") + names_of(view.recipients);
  std::string how = ev.factuality;
  if (view.place != nullptr && !view.place->name.empty()) how += ", " + view.place->name;
  if (ev.deaths) how += fmt::format(", {} dead", *ev.deaths);
  const PageStyle style = ev.quad <= 2 ? PageStyle::kCooperation : PageStyle::kConflict;
  return table.row({day_or_blank(view.day), type, how, who}, style) +
         table.below("\"" + view.quote + "\"", PageStyle::kPlain) +
         table.below(source_line(view.reading.document), PageStyle::kDim);
}

}  // namespace

Result<uint64_t> events_page(Store& store, const Codebook& book, const ExportRequest& request,
                             const PageOptions& options) {
  const PageTable table({10, 20, 26}, options.width, options.colour);
  const auto show = [&](const Found<EventRecord>& found, const Reading& reading, const EventRecord&) {
    return event_entry(table, view_of(found, reading));
  };
  return page_of(store, book, request, table, {"day", "event", "how, where", "who → whom"}, &Reading::events,
                 &Store::events, show);
}

Result<uint64_t> statements_page(Store& store, const Codebook& book, const ExportRequest& request,
                                 const PageOptions& options) {
  const PageTable table({10, 20}, options.width, options.colour);
  const auto show = [&](const Found<StatementRecord>& found, const Reading& reading, const StatementRecord& st) {
    std::string who = names_of(export_parties(reading, st.speakers));
    if (!st.addressees.empty()) who += " → " + names_of(export_parties(reading, st.addressees));
    if (st.venue && !st.venue->name.empty()) who += ", " + st.venue->name;
    std::string how = st.form;
    if (!st.medium.empty()) how += ", " + st.medium;
    return table.row({day_or_blank(found.day), how, who}, PageStyle::kBold) +
           table.below("\"" + joined_quotes(st.content) + "\"", PageStyle::kPlain) +
           table.below(source_line(reading.document), PageStyle::kDim);
  };
  return page_of(store, book, request, table, {"day", "form", "who → whom"}, &Reading::statements, &Store::statements,
                 show);
}

Result<uint64_t> ledger_page(Store& store, const Codebook& book, const ExportRequest& request,
                             const PageOptions& options) {
  const PageTable table({10, 14, 12}, options.width, options.colour);
  const auto show = [&](const Found<LedgerRecord>& found, const Reading& reading, const LedgerRecord& entry) {
    std::string who = names_of(export_parties(reading, entry.by));
    if (!entry.to.empty()) who += " → " + names_of(export_parties(reading, entry.to));
    std::string out = table.row({day_or_blank(found.day), entry.kind, entry.status, who}, PageStyle::kBold) +
                      table.below("\"" + entry.content.text + "\"", PageStyle::kPlain);
    if (const TimeRecord* deadline = time_of(reading, entry.deadline))
      out += table.below("until " + (deadline->end.empty() ? deadline->span.text : deadline->end), PageStyle::kPlain);
    if (!entry.condition.empty()) out += table.below("condition: " + entry.condition.text, PageStyle::kPlain);
    if (!entry.contested_by.empty())
      out += table.below("contested by " + names_of(export_parties(reading, entry.contested_by)), PageStyle::kPlain);
    return out + table.below(source_line(reading.document), PageStyle::kDim);
  };
  return page_of(store, book, request, table, {"day", "kind", "status", "by → to"}, &Reading::ledger, &Store::ledger,
                 show);
}

Result<uint64_t> actors_page(Store& store, const Codebook& book, const ExportRequest& request,
                             const PageOptions& options) {
  const PageTable table({9, 9, 6, 8, 10, 6, 21}, options.width, options.colour);
  TRY(const std::vector<ActorCount> actors, count_actors(store, book, request));
  if (!actors.empty())
    TRY_VOID(put(table.head({"code", "documents", "acts", "receives", "statements", "ledger", "seen", "name"})));
  for (const ActorCount& actor : actors) {
    const std::string seen = actor.first.empty() ? "" : actor.first + " " + actor.last;
    const std::string name = actor.title.empty() ? actor.name : actor.name + ", " + actor.title;
    TRY_VOID(put(table.row(
        {actor.code, std::to_string(actor.documents), std::to_string(actor.acts), std::to_string(actor.receives),
         std::to_string(actor.statements), std::to_string(actor.ledger), seen, name},
        PageStyle::kPlain)));
  }
  return actors.size();
}

Result<uint64_t> documents_page(Store& store, const Codebook& book, const ExportRequest& request,
                                const PageOptions& options) {
  const PageTable table({10, 16, 6, 10, 24}, options.width, options.colour);
  Gate gate(request.limit);
  Preparer preparer(book, request.with_persons);
  const Result<void> walked =
      gate.outcome(store.readings(request.filter, [&](const StoredDocument&, const Reading& found) {
        if (gate.is_full()) return false;
        const Reading& reading = preparer.ready(found);
        const DocumentRecord& document = reading.document;
        const std::string head =
            gate.count() == 0 ? table.head({"day", "document", "events", "statements", "source", "title"}) : "";
        // The first sentence, not the text: that is empty where a private person's name was replaced in it.
        const std::string title =
            !document.title.empty() || reading.sentences.empty() ? document.title : reading.sentences.front().text;
        return gate.pass(
            put(head + table.row({day_or_blank(document.published), document.id, std::to_string(reading.events.size()),
                                  std::to_string(reading.statements.size()),
                                  document.publisher.empty() ? document.source : document.publisher, title},
                                 PageStyle::kPlain)));
      }));
  TRY_VOID(walked);
  return gate.count();
}

}  // namespace tocsin
