// Opens the components and runs them over a document.
#include "nlp/networks.h"

#include <algorithm>

namespace tocsin::nlp {
namespace {

constexpr size_t kCacheBytes = size_t{24} << 20;
constexpr size_t kFewestSlots = 4096;
constexpr size_t kBatch = 1024;  // tokens whose word types are looked up together; at most half the fewest slots

constexpr std::string_view kKnownComponents[] = {"tok2vec",         "tagger",     "parser", "ner",
                                                 "attribute_ruler", "lemmatizer", "senter"};
constexpr std::string_view kNeededComponents[] = {"tagger", "parser", "ner"};

Result<void> check_components(const ModelFolder& folder) {
  TRY(const std::vector<std::string> components, folder.strings("nlp", "pipeline"));
  for (const std::string& component : components) {
    if (std::ranges::find(kKnownComponents, component) == std::end(kKnownComponents)) {
      return folder.error("config.cfg", "the pipeline has a component \"" + component +
                                            "\" that this runtime does not run; use a CNN pipeline such as "
                                            "en_core_web_sm, _md or _lg");
    }
  }
  for (const std::string_view component : kNeededComponents) {
    if (std::ranges::find(components, component) == components.end()) {
      return folder.error("config.cfg", "the pipeline has no " + std::string(component));
    }
  }
  return {};
}

std::string tok2vec_section(const std::string& component) { return "components." + component + ".model.tok2vec"; }

bool listens(const ModelFolder& folder, const std::string& component) {
  return folder.text(tok2vec_section(component), "@architectures").value_or("").starts_with("spacy.Tok2VecListener");
}

size_t cache_slots(const std::vector<Tok2Vec>& networks) {
  size_t floats = 0;
  for (const Tok2Vec& network : networks) floats += network.width();
  return std::max(kFewestSlots, kCacheBytes / std::max<size_t>(1, floats * sizeof(float)));
}

}  // namespace

NetworkScratch::NetworkScratch(size_t slot_count, const std::vector<Tok2Vec>& networks)
    : types(slot_count), tok2vecs(networks.size()), vectors(networks.size()) {
  for (const Tok2Vec& network : networks) embeddings.emplace_back(slot_count * network.width());
}

NetworkScratch Networks::make_scratch() const { return {cache_slots(tok2vecs_), tok2vecs_}; }

Result<size_t> Networks::open_tok2vec(const ModelFolder& folder, const std::string& component,
                                      const ThincModel& model) {
  if (listens(folder, component)) return kShared;
  TRY(Tok2Vec own, Tok2Vec::open(folder, tok2vec_section(component), model, vectors_));
  tok2vecs_.push_back(std::move(own));
  return tok2vecs_.size() - 1;
}

Result<void> Networks::open(const ModelFolder& folder) {
  TRY_VOID(check_components(folder));
  const bool shared = std::ranges::any_of(
      kNeededComponents, [&](std::string_view component) { return listens(folder, std::string(component)); });
  bool wants_vectors = shared && Tok2Vec::wants_vectors(folder, "components.tok2vec.model");
  for (const std::string_view component : kNeededComponents) {
    wants_vectors = wants_vectors || Tok2Vec::wants_vectors(folder, tok2vec_section(std::string(component)));
  }
  TRY(vectors_, StaticVectors::open(folder, wants_vectors));
  TRY(lexicon_, Lexicon::open(folder, vectors_));
  if (shared) {
    TRY(const ThincModel model, ThincModel::read(folder, "tok2vec/model"));
    TRY(Tok2Vec network, Tok2Vec::open(folder, "components.tok2vec.model", model, vectors_));
    tok2vecs_.push_back(std::move(network));
  }
  TRY(const ThincModel tagger, ThincModel::read(folder, "tagger/model"));
  TRY(tagger_vectors_, open_tok2vec(folder, "tagger", tagger));
  TRY(tagger_, Tagger::open(folder, tagger, tok2vecs_[tagger_vectors_].width()));
  TRY(const ThincModel parser, ThincModel::read(folder, "parser/model"));
  TRY(parser_vectors_, open_tok2vec(folder, "parser", parser));
  TRY(parser_, ArcEagerParser::open(folder, parser, tok2vecs_[parser_vectors_].width()));
  TRY(const ThincModel ner, ThincModel::read(folder, "ner/model"));
  TRY(entity_vectors_, open_tok2vec(folder, "ner", ner));
  TRY(entities_, EntityRecognizer::open(folder, ner, tok2vecs_[entity_vectors_].width()));
  return {};
}

size_t Networks::layer_operations() const {
  size_t operations = 0;
  for (const Tok2Vec& network : tok2vecs_) operations += network.layer_operations();
  return operations;
}

void Networks::read_batch(Document& doc, size_t begin, size_t end, NetworkScratch& scratch) const {
  scratch.slots.clear();
  scratch.new_slots.clear();
  scratch.types.next_batch();
  for (size_t i = begin; i < end; ++i) {
    Token& tok = doc.tokens[i];
    const std::string_view special = tok.norm;
    const WordTypeCache::Found found = scratch.types.find(tok.text, special, tok.space_after, lexicon_);
    scratch.slots.push_back(found.slot);
    if (found.is_new) scratch.new_slots.push_back(found.slot);
    const WordTypeCache::Entry& entry = scratch.types.entry(found.slot);
    scratch.is_space[i] = entry.type.is_space ? 1 : 0;
    tok.vector = entry.type.vector_row < 0 ? nullptr : vectors_.row(entry.type.vector_row);
    if (!special.empty()) continue;
    if (entry.type.norm == tok.text)
      tok.norm = tok.text;
    else
      tok.norm = entry.owns_norm ? doc.keep(entry.type.norm) : entry.type.norm;
  }
  for (size_t n = 0; n < tok2vecs_.size(); ++n) {
    tok2vecs_[n].embed(scratch.new_slots, scratch.types, *kernels_, scratch.tok2vecs[n], scratch.embeddings[n]);
    tok2vecs_[n].place(scratch.slots, begin, scratch.embeddings[n], scratch.tok2vecs[n]);
  }
}

void Networks::read_words(Document& doc, NetworkScratch& scratch) const {
  const size_t count = doc.tokens.size();
  doc.vector_width = vectors_.width();
  scratch.is_space.assign(count, 0);
  for (size_t n = 0; n < tok2vecs_.size(); ++n) tok2vecs_[n].begin(count, scratch.tok2vecs[n]);
  for (size_t begin = 0; begin < count; begin += kBatch) {
    read_batch(doc, begin, std::min(begin + kBatch, count), scratch);
  }
}

void Networks::run_layers(const Document& doc, NetworkScratch& scratch) const {
  for (size_t n = 0; n < tok2vecs_.size(); ++n) {
    scratch.vectors[n] = tok2vecs_[n].finish(doc.tokens.size(), *kernels_, scratch.tok2vecs[n], scratch.spare_rows);
  }
}

void Networks::tag(Document& doc, NetworkScratch& scratch) const {
  tagger_.run(scratch.vectors[tagger_vectors_], *kernels_, scratch.tag_scores, doc);
}

void Networks::parse(Document& doc, NetworkScratch& scratch) const {
  parser_.run(scratch.vectors[parser_vectors_], scratch.is_space, *kernels_, scratch.parser, doc);
}

void Networks::recognize_entities(Document& doc, NetworkScratch& scratch) const {
  entities_.run(scratch.vectors[entity_vectors_], scratch.is_space, *kernels_, scratch.entities, doc);
}

}  // namespace tocsin::nlp
