// Opens the tables and runs the stages of coding in order.
#include "coding/coder.h"

#include <algorithm>
#include <iterator>

#include "base/dates.h"
#include "coding/actors.h"
#include "coding/grammar.h"
#include "coding/judge_events.h"
#include "coding/ledger.h"
#include "coding/mend.h"
#include "coding/petrarch_events.h"
#include "coding/places.h"
#include "coding/present_verbs.h"
#include "coding/rebuffs.h"
#include "coding/records.h"
#include "coding/sayings.h"
#include "coding/scene_sides.h"
#include "coding/senses.h"
#include "coding/times.h"

namespace tocsin::coding {
namespace {

std::string iso_day(const std::optional<Date>& date) { return date ? format_date(*date) : std::string(); }

// "This week" in a post of March 17 is the week of the post, not that of the article.
void anchor_times_in_statements(const Document& doc, const std::vector<Saying>& sayings, std::vector<FoundTime>& times,
                                const lexicon::TimeWords& words) {
  for (const Saying& saying : sayings) {
    if (saying.when == kNone) continue;
    const FoundTime* said = nullptr;
    for (const FoundTime& time : times)
      if (time.tokens.contains(saying.when) && time.start && time.end && *time.start == *time.end) said = &time;
    if (said == nullptr) continue;
    const Date day = *said->start;
    for (FoundTime& time : times)
      for (const Range& content : saying.content)
        if (&time != said && content.covers(time.bytes)) resolve_in(time, doc, day, "statement", words);
  }
}

}  // namespace

Result<Coder> Coder::open(const std::filesystem::path& data_folder, const std::filesystem::path& gazetteer,
                          std::span<const std::filesystem::path> dictionaries) {
  TRY(world::World world, world::World::open(data_folder));
  TRY(lexicon::Predicates predicates, lexicon::Predicates::open(data_folder));
  TRY(lexicon::Plover plover, lexicon::Plover::open(data_folder));
  TRY(lexicon::FactualityCues factuality, lexicon::FactualityCues::open(data_folder));
  TRY(lexicon::LedgerCues ledger, lexicon::LedgerCues::open(data_folder));
  TRY(lexicon::SpeechCues speech, lexicon::SpeechCues::open(data_folder));
  TRY(lexicon::TimeWords time_words, lexicon::TimeWords::open(data_folder));
  TRY(SizeWords size_words, SizeWords::open(data_folder));
  TRY(world::PlaceTable place_table, world::PlaceTable::open(data_folder));
  std::optional<world::Gazetteer> mapped;
  if (!gazetteer.empty()) {
    TRY(mapped, world::Gazetteer::open(gazetteer));
  }
  TRY(lexicon::Calibration calibration, lexicon::Calibration::open(data_folder));
  TRY(Judge judge, Judge::open(data_folder, plover));
  std::optional<lexicon::PetrarchDictionary> dictionary;
  if (!dictionaries.empty()) {
    TRY(dictionary, lexicon::PetrarchDictionary::open(dictionaries));
  }
  return Coder({std::move(world), std::move(predicates), std::move(plover), std::move(factuality), std::move(ledger),
                std::move(speech), std::move(time_words), std::move(calibration), std::move(judge),
                std::move(size_words), std::move(place_table), std::move(mapped), std::move(dictionary)});
}

void Coder::place_and_size(const Grammar& grammar, const std::vector<FoundPlace>& places,
                           std::vector<FoundEvent>& events) const {
  for (FoundEvent& ev : events) {
    ev.where = place_of_event(grammar, tables_.place_table, ev.tok, places);
    ev.sizes = sizes_of_event(grammar, tables_.size_words, ev.tok);
  }
}

void Coder::mend(Document& doc) const {
  mend_tree(doc, tables_.world, tables_.time_words);
  mend_present_verbs(doc, tables_.predicates, tables_.speech);
}

// Where the dictionary has judged a verb, our tables are silent.
void Coder::code_by_dictionary(const EventInput& input, const PetrarchText& text, Actors& actors,
                               std::vector<FoundEvent>& events, Reading& reading) const {
  PetrarchEvents theirs = find_petrarch_events(input, text, actors);
  std::erase_if(events,
                [&](const FoundEvent& ev) { return theirs.discarded[ev.sent] != 0 || theirs.decided[ev.tok] != 0; });
  std::ranges::move(theirs.events, std::back_inserter(events));
  std::ranges::stable_sort(events, {}, &FoundEvent::tok);
  for (const std::string& row : theirs.discards) reading.notes.push_back({"not coded: " + row, {}});
}

Reading Coder::read(const Document& doc, const Article& art) const {
  const Grammar grammar(doc);
  std::optional<PetrarchText> dictionary;
  if (tables_.dictionary) dictionary.emplace(grammar, *tables_.dictionary, iso_day(art.published));
  Actors actors(grammar, tables_.world, iso_day(art.published), dictionary ? &*dictionary : nullptr);
  std::vector<Saying> sayings = find_sayings(grammar, tables_.speech);
  for (const Saying& saying : sayings)
    for (const uint32_t speaker : saying.speakers) actors.name_speaker(speaker);
  const std::vector<FoundPlace> places = find_places(
      {grammar, actors, tables_.world, tables_.place_table, tables_.gazetteer ? &*tables_.gazetteer : nullptr});
  actors.see_places(places);
  actors.resolve_references(sayings);
  // A list of statements leaves out what is only thought or talked about, and what is said inside another's words.
  std::erase_if(sayings, [&](const Saying& saying) { return !is_statement(saying, doc); });
  std::vector<FoundTime> times = find_times(doc, art.published, tables_.time_words);
  anchor_times_in_statements(doc, sayings, times, tables_.time_words);
  const Senses senses(grammar, actors, tables_.predicates);
  const EventInput input{grammar, actors, senses, tables_.plover, tables_.factuality, sayings, times, art.published};
  std::vector<FoundEvent> events = find_events(input);
  Reading reading;
  if (dictionary) code_by_dictionary(input, *dictionary, actors, events, reading);
  const std::vector<Rebuff> rebuffs = add_rebuffs(input, tables_.ledger, events);
  place_and_size(grammar, places, events);
  fill_sides_from_scene(actors, places, events);
  judge_events(input, tables_.judge, events);
  std::vector<FoundEntry> entries = find_entries(input, tables_.ledger, events);
  contest_rebuffed(input, rebuffs, events, entries);
  actors.name_speakers(sayings);
  make_records({doc, actors, sayings, times, places, events, entries, judge_predicates(input, events), tables_.plover,
                tables_.calibration},
               reading);
  return reading;
}

}  // namespace tocsin::coding
