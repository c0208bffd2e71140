// spaCy's tokenization: chunks, affixes, infixes, special cases.
#include "nlp/tokenizer.h"

#include <span>
#include <string>
#include <unordered_map>

#include "nlp/address_pattern.h"
#include "nlp/model_table.h"
#include "nlp/python_regex.h"
#include "nlp/python_text.h"
#include "nlp/special_cases.h"
#include "nlp/suffix_reach.h"

namespace tocsin::nlp {

namespace {

constexpr int64_t kOrth = 65;  // spacy/attrs.pxd
constexpr int64_t kNorm = 67;

// The cache holds the chunks of ordinary text; longer ones hardly come twice.
constexpr size_t kLongestCached = 64;
constexpr size_t kMostCached = 1 << 16;
constexpr size_t kMostCachedTokens = 1 << 18;

}  // namespace

struct Tokenizer::Parts {
  std::optional<PythonRegex> prefix, suffix, infix, token_match, url_match;
  std::optional<SuffixReach> reach;
  SpecialCases specials;
  bool faster_heuristics = true;

  struct Words {
    std::vector<ChunkToken> tokens;
    std::vector<ChunkToken> suffixes;
  };

  /// How many bytes at the front of `word` are a prefix; 0 for none.
  [[nodiscard]] size_t prefix_size(std::string_view word, RegexScratch& scratch) const {
    if (!prefix) return 0;
    const auto found = prefix->search(word, scratch);
    return found ? found->size() : 0;
  }

  [[nodiscard]] size_t suffix_size(std::string_view word, RegexScratch& scratch) const {
    if (!suffix) return 0;
    const size_t from = reach ? reach->search_from(word) : 0;
    const auto found = suffix->search(word, scratch, {.from = from, .not_empty = false});
    return found ? found->size() : 0;
  }

  [[nodiscard]] bool is_address(std::string_view word, RegexScratch& scratch) const {
    return (token_match && token_match->search(word, scratch)) || (url_match && url_match->search(word, scratch));
  }

  void tokenize_chunk(std::string_view chunk, bool with_specials, RegexScratch& scratch, Words& words) const;
  Range take_affixes(std::string_view chunk, bool with_specials, RegexScratch& scratch, Words& words) const;
  void cut_at_infixes(std::string_view chunk, Range rest, RegexScratch& scratch, Words& words) const;

  [[nodiscard]] ChunkToken token(std::string_view chunk, size_t begin, size_t end) const {
    return {static_cast<uint32_t>(begin),
            static_cast<uint32_t>(end),
            specials.symbol_of(chunk.substr(begin, end - begin)),
            {}};
  }
};

struct TokenizerScratch::State {
  struct Cached {
    uint32_t first = 0;
    uint32_t count = 0;
  };

  std::shared_ptr<const Tokenizer::Parts> owner;  // whose chunks these are
  RegexScratch regex;
  Tokenizer::Parts::Words words;
  std::unordered_map<std::string, Cached, TextHash, std::equal_to<>> cache;
  std::vector<ChunkToken> cached_tokens;
  std::vector<uint32_t> symbols;  // one a token of the text
  std::vector<TokenSpan> phrases;
  std::vector<RawToken> joined;

  void forget() {
    cache.clear();
    cached_tokens.clear();
  }
};

TokenizerScratch::TokenizerScratch() : state_(std::make_unique<State>()) {}
TokenizerScratch::~TokenizerScratch() = default;
TokenizerScratch::TokenizerScratch(TokenizerScratch&&) noexcept = default;
TokenizerScratch& TokenizerScratch::operator=(TokenizerScratch&&) noexcept = default;

Tokenizer::Tokenizer(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;
Tokenizer::~Tokenizer() = default;

/// Takes prefixes into words.tokens and suffixes (the outermost first) into words.suffixes; gives what is left.
Range Tokenizer::Parts::take_affixes(std::string_view chunk, bool with_specials, RegexScratch& scratch,
                                     Words& words) const {
  const auto is_special = [&](std::string_view word) {
    return with_specials && !word.empty() && specials.find(word) != nullptr;
  };
  size_t begin = 0;
  size_t end = chunk.size();
  for (bool took = true; took && begin < end;) {
    const std::string_view word = chunk.substr(begin, end - begin);
    if (token_match && token_match->search(word, scratch)) break;
    if (is_special(word)) break;
    const size_t prefixed = prefix_size(word, scratch);
    const std::string_view minus_prefix = word.substr(prefixed);
    if (prefixed > 0) {
      words.tokens.push_back(token(chunk, begin, begin + prefixed));
      if (is_special(minus_prefix)) return {static_cast<uint32_t>(begin + prefixed), static_cast<uint32_t>(end)};
    }
    const size_t suffixed = suffix_size(minus_prefix, scratch);
    if (suffixed > 0) {
      const std::string_view minus_suffix = word.substr(0, word.size() - suffixed);
      // A special case that keeps the prefix: the prefix is given back.
      const bool ends_special = is_special(minus_suffix);
      if (ends_special && prefixed > 0) words.tokens.pop_back();
      words.suffixes.push_back(token(chunk, end - suffixed, end));
      end -= suffixed;
      if (ends_special) break;
    }
    begin += prefixed;
    took = prefixed + suffixed > 0;
  }
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

void Tokenizer::Parts::cut_at_infixes(std::string_view chunk, Range rest, RegexScratch& scratch, Words& words) const {
  const std::string_view word = rest.of(chunk);
  size_t begin = 0;
  bool after_empty = false;
  for (size_t from = 0; infix && from <= word.size();) {
    const auto found = infix->search(word, scratch, {.from = from, .not_empty = after_empty});
    if (!found) break;
    after_empty = found->empty();
    from = found->end;
    if (found->begin == 0) continue;  // an infix has something before it
    if (found->begin != begin) words.tokens.push_back(token(chunk, rest.begin + begin, rest.begin + found->begin));
    if (!found->empty()) words.tokens.push_back(token(chunk, rest.begin + found->begin, rest.begin + found->end));
    begin = found->end;
  }
  if (begin < word.size()) words.tokens.push_back(token(chunk, rest.begin + begin, rest.end));
}

void Tokenizer::Parts::tokenize_chunk(std::string_view chunk, bool with_specials, RegexScratch& scratch,
                                      Words& words) const {
  words.tokens.clear();
  words.suffixes.clear();
  if (const auto* special = with_specials ? specials.find(chunk) : nullptr) {
    words.tokens = *special;
    return;
  }
  const Range rest = take_affixes(chunk, with_specials, scratch, words);
  const std::string_view word = rest.of(chunk);
  if (const auto* special = with_specials && !word.empty() ? specials.find(word) : nullptr) {
    for (ChunkToken tok : *special) {
      tok.begin += rest.begin;
      tok.end += rest.begin;
      words.tokens.push_back(tok);
    }
  } else if (!word.empty() && is_address(word, scratch)) {
    words.tokens.push_back(token(chunk, rest.begin, rest.end));
  } else if (!word.empty()) {
    cut_at_infixes(chunk, rest, scratch, words);
  }
  words.tokens.insert(words.tokens.end(), words.suffixes.rbegin(), words.suffixes.rend());
}

namespace {

/// Calls `chunk(begin, end)` for each run of white space or of other characters, without the one blank that ends a run
/// of others, and `blank()` for that blank.
template <typename Chunk, typename Blank>
void for_each_chunk(std::string_view text, Chunk chunk, Blank blank) {
  if (text.empty()) return;
  bool in_space = is_python_space(first_code_point(text).value);
  size_t begin = 0;
  for (size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const CodePoint point = lead < 0x80 ? CodePoint{lead, 1} : first_code_point(text.substr(at));
    if (is_python_space(point.value) != in_space) {
      if (begin < at) chunk(begin, at);
      begin = at;
      if (point.value == ' ') {
        blank();
        ++begin;
      }
      in_space = !in_space;
    }
    at += point.size;
  }
  if (begin < text.size()) chunk(begin, text.size());
}

Result<std::optional<PythonRegex>> expression(const ModelTable& table, std::string_view key,
                                              PythonRegex::Begin begin = PythonRegex::Begin::kAnywhere) {
  const auto value = table.root().field(key);
  if (!value || value->is_nil()) return std::optional<PythonRegex>();
  const auto pattern = value->text();
  if (!pattern) return table.damaged(std::string(key) + " is no regular expression");
  const std::string fast = key == "url_match" ? linear_address_pattern(*pattern) : std::string(*pattern);
  auto compiled = PythonRegex::compile(fast, begin);
  if (!compiled) return std::unexpected(std::move(compiled).error().in(key).in(table.name()));
  return std::optional<PythonRegex>(std::move(*compiled));
}

/// One token of a special case: {65 or "ORTH": text, 67 or "NORM": text}.
Result<SpecialCases::Piece> special_piece(const ModelTable& table, std::string_view chunk, const ModelValue& value) {
  const auto pairs = value.map();
  if (!pairs) return table.damaged("special case \"" + std::string(chunk) + "\" has a token that is no map");
  SpecialCases::Piece piece;
  for (const auto& [key, text] : *pairs) {
    const auto content = text.text();
    const bool is_orth = key.number() == kOrth || key.text() == "ORTH";
    const bool is_norm = key.number() == kNorm || key.text() == "NORM";
    if (!content || (!is_orth && !is_norm))
      return table.damaged("special case \"" + std::string(chunk) + "\" sets more than ORTH and NORM");
    (is_orth ? piece.orth : piece.norm) = *content;
  }
  return piece;
}

Result<std::vector<std::string_view>> read_specials(const ModelTable& table, SpecialCases& specials) {
  const auto exceptions = table.root().field("exceptions");
  const auto cases = exceptions ? exceptions->map() : std::nullopt;
  if (!cases) return table.damaged("no map of exceptions");
  std::vector<std::string_view> chunks;
  for (const auto& [key, value] : *cases) {
    const auto chunk = key.text();
    const auto tokens = value.list();
    if (!chunk || chunk->empty() || !tokens)
      return table.damaged("a special case that is no text with a list of tokens");
    std::vector<SpecialCases::Piece> pieces;
    std::string joined;
    for (const ModelValue& tok : *tokens) {
      TRY(SpecialCases::Piece piece, special_piece(table, *chunk, tok));
      joined += piece.orth;
      pieces.push_back(std::move(piece));
    }
    if (joined != *chunk)
      return table.damaged("special case \"" + std::string(*chunk) + "\" has tokens that spell \"" + joined + "\"");
    specials.add(*chunk, pieces);
    chunks.push_back(*chunk);
  }
  return chunks;
}

/// Registers the special cases that affixes or blanks cut apart, as spaCy's add_special_case() does.
void add_phrases(const std::vector<std::string_view>& chunks, Tokenizer::Parts& parts) {
  RegexScratch scratch;
  Tokenizer::Parts::Words words;
  for (const std::string_view special : chunks) {
    const bool cut = !parts.faster_heuristics || parts.prefix_size(special, scratch) > 0 ||
                     (parts.infix && parts.infix->search(special, scratch)) ||
                     parts.suffix_size(special, scratch) > 0 || special.find(' ') != std::string_view::npos;
    if (!cut) continue;
    std::vector<std::string_view> orths;
    for_each_chunk(
        special,
        [&](size_t begin, size_t end) {
          const std::string_view chunk = special.substr(begin, end - begin);
          parts.tokenize_chunk(chunk, false, scratch, words);
          for (const ChunkToken& tok : words.tokens) orths.push_back(chunk.substr(tok.begin, tok.end - tok.begin));
        },
        [] {});
    parts.specials.add_phrase(orths);
  }
  parts.specials.link_symbols();
}

}  // namespace

Result<Tokenizer> Tokenizer::open(const std::filesystem::path& model_folder) {
  TRY(const ModelTable table, ModelTable::open(model_folder / "tokenizer"));
  auto parts = std::make_shared<Parts>();
  TRY(parts->prefix, expression(table, "prefix_search"));
  TRY(parts->suffix, expression(table, "suffix_search"));
  TRY(parts->infix, expression(table, "infix_finditer"));
  TRY(parts->token_match, expression(table, "token_match", PythonRegex::Begin::kAtStart));
  TRY(parts->url_match, expression(table, "url_match", PythonRegex::Begin::kAtStart));
  if (const auto suffix = table.root().field("suffix_search"); suffix && suffix->text())
    parts->reach = suffix_reach(*suffix->text());
  if (const auto faster = table.root().field("faster_heuristics"); faster && faster->truth())
    parts->faster_heuristics = *faster->truth();
  TRY(const auto chunks, read_specials(table, parts->specials));
  add_phrases(chunks, *parts);
  return Tokenizer(std::move(parts));
}

namespace {

/// Replaces the tokens of each phrase that is a special case as it stands in the text by that case's tokens. A phrase
/// with other blanks between its tokens is none.
void join_phrases(std::string_view text, const SpecialCases& specials, std::span<const TokenSpan> phrases,
                  std::span<const RawToken> tokens, std::vector<RawToken>& out) {
  out.clear();
  size_t next = 0;
  for (const TokenSpan& phrase : phrases) {
    const Range range{tokens[phrase.begin].range.begin, tokens[phrase.end - 1].range.end};
    const auto* special = specials.find(range.of(text));
    if (!special) continue;
    out.insert(out.end(), tokens.begin() + static_cast<std::ptrdiff_t>(next),
               tokens.begin() + static_cast<std::ptrdiff_t>(phrase.begin));
    for (const ChunkToken& tok : *special)
      out.push_back({{range.begin + tok.begin, range.begin + tok.end}, tok.norm, false});
    out.back().space_after = tokens[phrase.end - 1].space_after;
    next = phrase.end;
  }
  out.insert(out.end(), tokens.begin() + static_cast<std::ptrdiff_t>(next), tokens.end());
}

}  // namespace

void Tokenizer::run(std::string_view text, TokenizerScratch& scratch, std::vector<RawToken>& out) const {
  TokenizerScratch::State& state = *scratch.state_;
  if (state.owner != parts_) {
    state.forget();
    state.owner = parts_;
  }
  out.clear();
  state.symbols.clear();
  const auto append = [&](size_t begin, std::span<const ChunkToken> tokens) {
    for (const ChunkToken& tok : tokens) {
      const auto base = static_cast<uint32_t>(begin);
      out.push_back({{base + tok.begin, base + tok.end}, tok.norm, false});
      state.symbols.push_back(tok.symbol);
    }
  };
  const auto on_chunk = [&](size_t begin, size_t end) {
    const std::string_view chunk = text.substr(begin, end - begin);
    if (const auto found = chunk.size() <= kLongestCached ? state.cache.find(chunk) : state.cache.end();
        found != state.cache.end()) {
      append(begin, std::span(state.cached_tokens).subspan(found->second.first, found->second.count));
      return;
    }
    parts_->tokenize_chunk(chunk, true, state.regex, state.words);
    append(begin, state.words.tokens);
    if (chunk.size() > kLongestCached) return;
    if (state.cache.size() >= kMostCached || state.cached_tokens.size() >= kMostCachedTokens) state.forget();
    state.cache.emplace(chunk, TokenizerScratch::State::Cached{static_cast<uint32_t>(state.cached_tokens.size()),
                                                               static_cast<uint32_t>(state.words.tokens.size())});
    state.cached_tokens.insert(state.cached_tokens.end(), state.words.tokens.begin(), state.words.tokens.end());
  };
  for_each_chunk(text, on_chunk, [&] { out.back().space_after = true; });
  parts_->specials.find_phrases(state.symbols, state.phrases);
  if (state.phrases.empty()) return;
  join_phrases(text, parts_->specials, state.phrases, out, state.joined);
  out.swap(state.joined);
}

}  // namespace tocsin::nlp
