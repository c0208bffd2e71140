// Reads the name under a quotation, the clause before it and the acts around it: see quotation_speakers.h.
#include "coding/quotation_speakers.h"

#include <algorithm>

namespace tocsin::coding {
namespace {

constexpr uint32_t kLongestSignature = 14;  ///< tokens of "— Jane Doe, professor of law at a university"

bool is_dash(std::string_view text) { return text == "-" || text == "--" || text == "—" || text == "–"; }

}  // namespace

std::vector<uint32_t> QuotationSpeakers::find(uint32_t quotation) const {
  for (const auto way : {&QuotationSpeakers::signed_by, &QuotationSpeakers::named_before_colon,
                         &QuotationSpeakers::introduced_by, &QuotationSpeakers::last_speakers})
    if (auto found = (this->*way)(quotation); !found.empty()) return found;
  return {};
}

// "“We will not leave.” — Jane Doe, mayor": nothing else stands between the quotation and the end of its paragraph.
std::vector<uint32_t> QuotationSpeakers::signed_by(uint32_t quotation) const {
  uint32_t tok = words_.quotation_tokens(quotation).end;
  const Range paragraph = words_.paragraph_tokens(words_.paragraph_of(words_.quotation_tokens(quotation).begin));
  while (tok < paragraph.end && doc_.tokens[tok].pos == Pos::kSpace) ++tok;
  if (tok >= paragraph.end || paragraph.end - tok > kLongestSignature) return {};
  if (is_dash(doc_.tokens[tok].text)) ++tok;
  uint32_t name = kNone;
  for (uint32_t at = tok; at < paragraph.end; ++at) {
    if (grammar_.is_verbal(at) || words_.ends_sentence(at)) return {};
    if (name == kNone && doc_.tokens[at].ent_type == "PERSON" &&
        (at + 1 == paragraph.end || doc_.tokens[at + 1].ent_type != "PERSON"))
      name = at;
    if (name == kNone && !grammar_.is_nominal(at) && doc_.tokens[at].pos != Pos::kSpace) return {};
  }
  return name == kNone ? std::vector<uint32_t>{} : std::vector<uint32_t>{name};
}

uint32_t QuotationSpeakers::last_word_before(uint32_t quotation) const {
  uint32_t tok = words_.quotation_tokens(quotation).begin;
  while (tok > 0 && doc_.tokens[tok - 1].pos == Pos::kSpace) --tok;
  return tok == 0 ? kNone : tok - 1;
}

// "The minister: “…”".
std::vector<uint32_t> QuotationSpeakers::named_before_colon(uint32_t quotation) const {
  const uint32_t colon = last_word_before(quotation);
  if (colon == kNone || colon == 0 || doc_.tokens[colon].text != ":" || !grammar_.is_nominal(colon - 1)) return {};
  const Range sent = words_.sentence_in_paragraph(colon - 1);
  for (uint32_t tok = sent.begin; tok < colon; ++tok)
    if (grammar_.is_verbal(tok)) return {};
  // "The president, in a post on the net: “…”": the noun above the phrases speaks.
  for (uint32_t tok = sent.begin; tok < colon; ++tok) {
    const uint32_t above = doc_.tokens[tok].head;
    if (grammar_.is_nominal(tok) && (above == tok || above >= colon || above < sent.begin)) return {tok};
  }
  return {colon - 1};
}

// "She put it bluntly: “…”", "He went on with his attack. “…”": whoever acts in the clause right before it, if that
// clause ends with a colon or stands in the same paragraph and has a person for its subject.
std::vector<uint32_t> QuotationSpeakers::introduced_by(uint32_t quotation) const {
  const uint32_t last = last_word_before(quotation);
  if (last == kNone) return {};
  const bool colon = doc_.tokens[last].text == ":";
  const uint32_t first = words_.quotation_tokens(quotation).begin;
  if (!colon && words_.paragraph_of(last) != words_.paragraph_of(first)) return {};
  if (words_.quotation_of(last) != kNone) return {};
  const Range sent = words_.sentence_in_paragraph(last);
  for (uint32_t tok = sent.begin; tok <= last; ++tok) {
    // The parser may have hung the clause on the quotation behind it.
    const uint32_t above = doc_.tokens[tok].head;
    const bool top = doc_.tokens[tok].dep == Dep::kRoot || (grammar_.is_verbal(tok) && above > last);
    if (!top || words_.quotation_of(tok) != kNone) continue;
    std::vector<uint32_t> subjects = subjects_of(tok);
    if (!colon) std::erase_if(subjects, [this](uint32_t subject) { return !is_person(subject); });
    return subjects;
  }
  return {};
}

std::vector<uint32_t> QuotationSpeakers::subjects_of(uint32_t verb) const {
  std::vector<uint32_t> subjects;
  for (const Filler& filler : grammar_.frame(verb).fillers) {
    const Token& token = doc_.tokens[filler.tok];
    const bool stands_for_words = token.tag == "DT" || token.tag == "WDT" || token.lemma == "it";
    if (filler.slot == "subj" && grammar_.is_nominal(filler.tok) && token.dep != Dep::kExpl && !stands_for_words)
      subjects.push_back(filler.tok);
  }
  return subjects;
}

bool QuotationSpeakers::is_person(uint32_t tok) const {
  const Token& token = doc_.tokens[tok];
  return token.ent_type == "PERSON" || token.lemma == "he" || token.lemma == "she";
}

uint32_t QuotationSpeakers::position(const Act& act) const {
  return act.cue != kNone ? act.cue : words_.quotation_tokens(act.quotations.front()).begin;
}

// Who spoke last before it: in the same paragraph, or in the one before where that ends with what was said.
std::vector<uint32_t> QuotationSpeakers::last_speakers(uint32_t quotation) const {
  const uint32_t first = words_.quotation_tokens(quotation).begin, paragraph = words_.paragraph_of(first);
  const Act* last = nullptr;
  for (const Act& act : acts_) {
    if (act.speakers.empty() || (act.runs.empty() && act.quotations.empty())) continue;
    const uint32_t at = position(act);
    // "She talked about her work. “…”": in one paragraph a person's topic leads to her words.
    if (is_wide(act.kind) && (words_.paragraph_of(at) != paragraph || !is_person(act.speakers.front()))) continue;
    if (at < first && words_.paragraph_of(at) + 1 >= paragraph && (last == nullptr || at > position(*last)))
      last = &act;
  }
  return last == nullptr ? std::vector<uint32_t>{} : last->speakers;
}

}  // namespace tocsin::coding
