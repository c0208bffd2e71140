// The order of the stages.
#include "nlp/pipeline.h"

#include <ctime>
#include <optional>

#include "nlp/attribute_ruler.h"
#include "nlp/lemmatizer.h"
#include "nlp/model_folder.h"
#include "nlp/networks.h"
#include "nlp/tokenizer.h"

namespace tocsin::nlp {
namespace {

constexpr size_t kLongestText = size_t{1} << 30;  // ranges and token indices are 32 bits wide

/// Adds the thread's processor time since the last call to a stage, when somebody wants to know. Processor time, so
/// that what else the machine does changes the figures little.
class StageClock {
 public:
  explicit StageClock(StageSeconds* seconds) : seconds_(seconds), last_(seconds == nullptr ? 0 : now()) {}
  void add_to(double StageSeconds::*stage) {
    if (seconds_ == nullptr) return;
    const double time = now();
    seconds_->*stage += time - last_;
    last_ = time;
  }

 private:
  static double now() {
    timespec time = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  }
  StageSeconds* seconds_;
  double last_;
};

const Kernels& kernels_of(Arithmetic arithmetic) {
  switch (arithmetic) {
    case Arithmetic::kPlain:
      return plain_kernels();
    case Arithmetic::kFast:
      return fast_kernels();
    default:
      return best_kernels();
  }
}

}  // namespace

struct Pipeline::Parts {
  Parts(Arithmetic arithmetic, Tokenizer opened_tokenizer, AttributeRuler opened_ruler, Lemmatizer opened_lemmatizer)
      : kernels(kernels_of(arithmetic)),
        tokenizer(std::move(opened_tokenizer)),
        networks(kernels),
        attribute_ruler(std::move(opened_ruler)),
        lemmatizer(std::move(opened_lemmatizer)) {}

  std::string name;
  const Kernels& kernels;
  Tokenizer tokenizer;
  Networks networks;
  AttributeRuler attribute_ruler;
  Lemmatizer lemmatizer;
  std::shared_ptr<const int> identity = std::make_shared<const int>(0);  ///< what a Scratch belongs to
};

/// Caches hold what one opened pipeline computed: `owner` says which, and keeps its address from being used again.
struct Scratch::State {
  std::shared_ptr<const int> owner;
  std::optional<NetworkScratch> networks;
  TokenizerScratch tokenizer;
  LemmatizerScratch lemmatizer;
  std::vector<RawToken> raw;
};

Scratch::Scratch() : state(std::make_unique<State>()) {}
Scratch::~Scratch() = default;
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;

Pipeline::Pipeline(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;
Pipeline::~Pipeline() = default;

const std::string& Pipeline::name() const { return parts_->name; }
std::string_view Pipeline::arithmetic() const { return parts_->kernels.name; }

size_t Pipeline::layer_operations() const { return parts_->networks.layer_operations(); }

Result<Pipeline> Pipeline::open(const std::filesystem::path& path, PipelineOptions options) {
  TRY(const ModelFolder folder, ModelFolder::open(path));
  TRY(Tokenizer tokenizer, Tokenizer::open(path));
  TRY(AttributeRuler ruler, AttributeRuler::open(path));
  TRY(Lemmatizer lemmatizer, Lemmatizer::open(path));
  auto parts =
      std::make_unique<Parts>(options.arithmetic, std::move(tokenizer), std::move(ruler), std::move(lemmatizer));
  parts->name = folder.name();
  TRY_VOID(parts->networks.open(folder));
  return Pipeline(std::move(parts));
}

Result<void> Pipeline::run(Document& doc, Scratch& scratch) const {
  if (doc.text().size() > kLongestText) {
    return fail(ErrorKind::kInput, "a text of " + std::to_string(doc.text().size()) + " bytes is longer than " +
                                       std::to_string(kLongestText) + "; cut it into documents");
  }
  if (scratch.state->owner != parts_->identity) {
    scratch.state = std::make_unique<Scratch::State>();
    scratch.state->owner = parts_->identity;
    scratch.state->networks.emplace(parts_->networks.make_scratch());
  }
  Scratch::State& buffers = *scratch.state;
  NetworkScratch& activations = *buffers.networks;
  StageClock clock(scratch.seconds);

  parts_->tokenizer.run(doc.text(), buffers.tokenizer, buffers.raw);
  doc.tokens.assign(buffers.raw.size(), Token());
  for (size_t i = 0; i < buffers.raw.size(); ++i) {
    const RawToken& raw = buffers.raw[i];
    Token& tok = doc.tokens[i];
    tok.range = raw.range;
    tok.text = doc.text(raw.range);
    tok.norm = raw.norm;
    tok.space_after = raw.space_after;
  }
  clock.add_to(&StageSeconds::tokenizer);
  parts_->networks.read_words(doc, activations);
  clock.add_to(&StageSeconds::word_types);
  parts_->networks.run_layers(doc, activations);
  clock.add_to(&StageSeconds::networks);
  parts_->networks.tag(doc, activations);
  clock.add_to(&StageSeconds::tagger);
  parts_->networks.parse(doc, activations);
  doc.link_sentences();
  clock.add_to(&StageSeconds::parser);
  parts_->attribute_ruler.run(doc);
  clock.add_to(&StageSeconds::attribute_ruler);
  parts_->lemmatizer.run(doc, buffers.lemmatizer);
  clock.add_to(&StageSeconds::lemmatizer);
  parts_->networks.recognize_entities(doc, activations);
  doc.link_entities();
  clock.add_to(&StageSeconds::entities);
  return {};
}

}  // namespace tocsin::nlp
