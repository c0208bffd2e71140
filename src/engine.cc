// Ties the folders together: the order of the stages of one article is Engine::read.
#include "tocsin/engine.h"

#include <array>
#include <optional>

#include "base/dates.h"
#include "coding/coder.h"
#include "coding/truecase.h"
#include "lexicon/stub_phrases.h"
#include "nlp/pipeline.h"
#include "world/resolve.h"

namespace tocsin {
namespace {

constexpr std::array<std::string_view, 5> kPublishedFrom = {"", "option", "feed", "metadata", "dateline"};

std::string iso_day(const std::optional<Date>& date) { return date ? format_date(*date) : std::string(); }

DocumentRecord record_of(const Article& art) {
  DocumentRecord rec;
  rec.id = art.id;
  rec.external_id = art.external_id;
  rec.source = art.source;
  rec.publisher = art.publisher;
  rec.url = art.url;
  rec.title = art.title;
  rec.published = iso_day(art.published);
  rec.published_from = kPublishedFrom[static_cast<size_t>(art.published_from)];
  rec.language = art.language;
  rec.text = art.text;
  return rec;
}

// Title and paragraphs apart: no sentence, and no name, runs over the end of a line. Text in capitals is read in the
// case that running text would have.
Result<void> annotate(const nlp::Pipeline& pipeline, std::string reading_text, Document& doc, nlp::Scratch& scratch) {
  if (!reading_text.empty()) doc.read_as(std::move(reading_text));
  const std::string_view text = doc.reading_text();
  for (size_t begin = 0; begin < text.size();) {
    size_t end = text.find('\n', begin);
    end = end == std::string_view::npos ? text.size() : end;
    Document part{std::string(text.substr(begin, end - begin))};
    if (begin < end) {
      TRY_VOID(pipeline.run(part, scratch));
      doc.append(std::move(part), static_cast<uint32_t>(begin));
    }
    begin = end + 1;
  }
  doc.link_sentences();
  doc.link_entities();
  return {};
}

/// Why an article is kept and not coded; empty when it is coded.
std::string why_not_coded(const Article& art, const lexicon::StubPhrases& stubs) {
  if (!art.language.empty() && art.language != "en")
    return "language " + art.language + ": kept and not coded; only English is read";
  if (const std::string_view kind = stubs.kind_of(art.text); !kind.empty())
    return "stub (" + std::string(kind) + "): the page shows no article; kept and not coded";
  return {};
}

// Whom the user's dictionaries mean; nothing when they know nobody of these words.
std::optional<ResolvedActor> by_dictionary(const coding::Coder& coder, std::string_view text, const std::string& day) {
  if (coder.dictionary() == nullptr) return std::nullopt;
  const lexicon::PetrarchNamed named = coder.dictionary()->named(lexicon::petrarch_parts(text), day);
  if (named.codes.front().empty() || named.actor.empty()) return std::nullopt;
  ResolvedActor actor{.name = named.actor, .code = named.codes.front()};
  for (size_t i = 1; i < named.codes.size(); ++i) actor.code += "/" + named.codes[i];
  world::split_code(coder.world(), named.codes.front(), actor.country, actor.sectors);
  return actor;
}

}  // namespace

Reading uncoded(const Article& art) {
  Reading reading;
  reading.document = record_of(art);
  for (const std::string& note : art.notes) reading.notes.push_back({note, {}});
  return reading;
}

struct Engine::Parts {
  nlp::Pipeline pipeline;
  coding::Coder coder;
  coding::Truecaser truecaser;
  lexicon::StubPhrases stubs;
};

struct Engine::Worker::State {
  nlp::Scratch scratch;
};

Engine::Worker::Worker() : state_(std::make_unique<State>()) {}
Engine::Worker::Worker(Worker&&) noexcept = default;
Engine::Worker::~Worker() = default;

Engine::Engine(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::open(const EngineOptions& options) {
  nlp::PipelineOptions pipeline_options;
  if (options.fast) pipeline_options.arithmetic = nlp::Arithmetic::kFast;
  TRY(nlp::Pipeline pipeline, nlp::Pipeline::open(options.model_folder, pipeline_options));
  TRY(coding::Coder coder, coding::Coder::open(options.data_folder, options.gazetteer, options.dictionaries));
  TRY(coding::Truecaser truecaser, coding::Truecaser::open(options.data_folder));
  TRY(lexicon::StubPhrases stubs, lexicon::StubPhrases::open(options.data_folder));
  return Engine(
      std::make_unique<const Parts>(std::move(pipeline), std::move(coder), std::move(truecaser), std::move(stubs)));
}

Engine::Worker Engine::new_worker() const { return Worker(); }

Result<Reading> Engine::read(const Article& art, Worker& worker) const {
  if (const std::string why = why_not_coded(art, parts_->stubs); !why.empty()) {
    Reading reading = uncoded(art);
    reading.notes.insert(reading.notes.begin(), {why, {}});
    return reading;
  }
  Document doc(art.text);
  doc.title_size = art.title.size();
  TRY_VOID(annotate(parts_->pipeline, parts_->truecaser.restore(art.text, parts_->coder.world()), doc,
                    worker.state_->scratch));
  parts_->coder.mend(doc);
  Reading reading = parts_->coder.read(doc, art);
  reading.document = record_of(art);
  for (const std::string& note : art.notes) reading.notes.push_back({note, {}});
  return reading;
}

Result<Relation> Engine::relate(std::string_view sentence, std::string_view source, std::string_view target,
                                Worker& worker) const {
  if (sentence.empty()) return fail(ErrorKind::kInput, "the sentence is empty");
  Document doc{std::string(sentence)};
  TRY_VOID(parts_->pipeline.run(doc, worker.state_->scratch));
  parts_->coder.mend(doc);
  coding::RelatedEvent related = parts_->coder.relate(doc, source, target);
  Relation relation;
  relation.type = related.event.type;
  relation.mode = related.event.mode;
  relation.cameo = related.event.cameo;
  relation.root = related.root;
  relation.quad = related.quad;
  relation.factuality = coding::name_of(related.event.factuality);
  relation.confidence = related.event.confidence;
  relation.trigger = related.trigger;
  relation.why = related.event.why;
  return relation;
}

Result<std::vector<std::string>> Engine::relation_features(std::string_view sentence, std::string_view source,
                                                           std::string_view target, Worker& worker) const {
  if (sentence.empty()) return fail(ErrorKind::kInput, "the sentence is empty");
  Document doc{std::string(sentence)};
  TRY_VOID(parts_->pipeline.run(doc, worker.state_->scratch));
  std::vector<std::string> lines;
  for (const coding::JudgeSite& site : parts_->coder.judge_sites(doc, source, target))
    lines.push_back(coding::features_line(doc, site));
  return lines;
}

ResolvedActor Engine::resolve(std::string_view text, std::optional<Date> date) const {
  if (std::optional<ResolvedActor> theirs = by_dictionary(parts_->coder, text, iso_day(date))) return *theirs;
  world::Resolved found = world::resolve(parts_->coder.world(), text, iso_day(date), parts_->coder.gazetteer());
  ResolvedActor actor{
      .name = std::move(found.name), .country = std::move(found.country), .sectors = std::move(found.sectors)};
  actor.code = actor.country;
  for (const std::string& sector : actor.sectors) actor.code += sector;
  return actor;
}

}  // namespace tocsin
