// Checks what a query asks for against the tables, so that a slip is told and does not find nothing.
#include "query_choice.h"

#include <algorithm>
#include <array>

#include "base/dates.h"
#include "folders.h"
#include "store_choice.h"

namespace tocsin {
namespace {

constexpr std::array<std::string_view, 6> kFactuality = {"happened", "ongoing", "planned",
                                                         "possible", "denied",  "historical"};
/// What ONTOLOGY.md leaves out of exports unless it is asked for.
constexpr std::array<std::string_view, 2> kLeftOut = {"possible", "denied"};
constexpr std::array<std::string_view, 9> kLedgerKinds = {"agreement", "pledge",  "offer",    "demand", "precondition",
                                                          "refusal",   "warning", "position", "claim"};

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

template <size_t kCount>
Result<std::string> one_of(const std::string& option, const std::string& given,
                           const std::array<std::string_view, kCount>& known) {
  if (std::ranges::find(known, given) != known.end()) return given;
  std::string list;
  for (const std::string_view word : known) list += (list.empty() ? "" : ", ") + std::string(word);
  const std::string near = nearest_word(given, {known.begin(), known.end()});
  return fail(ErrorKind::kUsage, option + ": \"" + given + "\" is not known; " +
                                     (near.empty() ? "there are " + list : "is " + near + " meant?"));
}

Result<std::string> day_given(const std::string& option, const std::string& given) {
  if (given.empty() || parse_date(given)) return given;
  return fail(ErrorKind::kUsage, option + ": \"" + given + "\" is no day; the form 2025-05-22 is wanted");
}

Result<std::vector<std::string>> codes_given(const std::string& option, const std::vector<std::string>& given,
                                             const Codebook& book) {
  std::vector<std::string> codes;
  for (const std::string& each : given) {
    const std::string code = upper(each);
    const bool is_code = static_cast<bool>(book.check_code(option, code));
    TRY_VOID(book.check_code(option, is_code ? code : each));
    codes.push_back(book.is_sector(code) ? "*" + code : code);
  }
  return codes;
}

Result<std::vector<std::string>> factuality_given(const std::vector<std::string>& given) {
  std::vector<std::string> wanted;
  for (const std::string& each : given) {
    if (each == "all") return std::vector<std::string>();
    TRY(std::string one, one_of("--factuality", each, kFactuality));
    wanted.push_back(std::move(one));
  }
  if (!wanted.empty()) return wanted;
  for (const std::string_view each : kFactuality)
    if (std::ranges::find(kLeftOut, each) == kLeftOut.end()) wanted.emplace_back(each);
  return wanted;
}

Result<std::vector<int>> quads_given(const std::vector<std::string>& given) {
  std::vector<int> quads;
  for (const std::string& each : given) {
    if (each.size() != 1 || each < "1" || each > "4")
      return fail(ErrorKind::kUsage, "--quad: \"" + each +
                                         "\" is no quad class; 1 verbal and 2 material cooperation, " +
                                         "3 verbal and 4 material conflict are");
    quads.push_back(each.front() - '0');
  }
  return quads;
}

}  // namespace

void add_query_options(CLI::App& verb, QueryChoice& choice, const QueryOptions& options) {
  add_store_option(verb, choice.store);
  if (options.parties) {
    verb.add_option("--actor", choice.actors, "Code of who acts or speaks: ISO3 finds ISO3GOV too; a sector (REB)")
        ->delimiter(',');
    verb.add_option("--recipient", choice.recipients, "Code of the other side")->delimiter(',');
    verb.add_flag("--either-way", choice.either_way, "Also with the two sides exchanged");
  }
  if (options.events) {
    verb.add_option("--type", choice.types, "PLOVER types of events")->delimiter(',');
    verb.add_option("--mode", choice.modes, "Modes of events")->delimiter(',');
    verb.add_option("--quad", choice.quads, "1 verbal, 2 material cooperation, 3 verbal, 4 material conflict")
        ->delimiter(',');
    verb.add_option("--factuality", choice.factuality,
                    "happened, ongoing, planned, possible, denied, historical or all; else all but possible and denied")
        ->delimiter(',');
    verb.add_option("--min-origins", choice.min_origins, "Told by so many independent origins");
    verb.add_flag("--once", choice.once, "Of an event told by many, one telling");
    verb.add_option("--place", choice.place, "Name or country (ISO3) of where it took place");
  }
  if (options.ledger) {
    verb.add_option("--kind", choice.kinds, "Kinds of ledger entries")->delimiter(',');
    verb.add_option("--status", choice.statuses, "Statuses of ledger entries")->delimiter(',');
  }
  verb.add_option("--since", choice.since, "First day (2025-05-22)");
  verb.add_option("--until", choice.until, "Last day");
  verb.add_option("--search", choice.search, "Words of the text: word \"a phrase\" AND OR NOT word*");
  verb.add_option("--source", choice.source, "Source or publisher");
  verb.add_option("--limit", choice.limit, "At most so many records");
  verb.add_flag("--persons", choice.with_persons,
                "With the names of private persons, who else are roles in files and exports");
  verb.add_option("--data", choice.data, "Folder of the tables");
}

Result<ExportRequest> request_of(const QueryChoice& choice, const Codebook& book) {
  ExportRequest request{.filter = {}, .with_persons = choice.with_persons, .limit = choice.limit, .target = {}};
  Filter& filter = request.filter;
  TRY(filter.actors, codes_given("--actor", choice.actors, book));
  TRY(filter.recipients, codes_given("--recipient", choice.recipients, book));
  filter.either_way = choice.either_way;
  filter.min_origins = choice.min_origins;
  filter.once = choice.once;
  for (const std::string& given : choice.types) {
    TRY(std::string type, book.event_type(given));
    filter.kinds.push_back(std::move(type));
  }
  for (const std::string& given : choice.modes) {
    TRY(std::string mode, book.event_mode(given));
    filter.modes.push_back(std::move(mode));
  }
  for (const std::string& given : choice.kinds) {
    TRY(std::string kind, one_of("--kind", given, kLedgerKinds));
    filter.kinds.push_back(std::move(kind));
  }
  filter.statuses = choice.statuses;
  TRY(filter.quads, quads_given(choice.quads));
  TRY(filter.factuality, factuality_given(choice.factuality));
  TRY(filter.since, day_given("--since", choice.since));
  TRY(filter.until, day_given("--until", choice.until));
  if (!filter.since.empty() && !filter.until.empty() && filter.until < filter.since)
    return fail(ErrorKind::kUsage, "--until: " + filter.until + " is before --since " + filter.since);
  filter.place = choice.place;
  filter.search = choice.search;
  filter.source = choice.source;
  if (choice.target != "-") request.target = choice.target;
  return request;
}

Result<Codebook> open_codebook(const std::string& data) {
  TRY(const std::filesystem::path folder, find_data(data));
  return Codebook::open(folder);
}

}  // namespace tocsin
