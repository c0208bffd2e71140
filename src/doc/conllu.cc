// Parses CoNLL-U lines; offsets in code points become bytes on the way.
#include "doc/conllu.h"

#include <charconv>

#include "base/table.h"

namespace tocsin {
namespace {

std::vector<uint32_t> byte_of_code_points(std::string_view text) {
  std::vector<uint32_t> bytes;
  for (uint32_t i = 0; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) bytes.push_back(i);
  bytes.push_back(static_cast<uint32_t>(text.size()));
  return bytes;
}

bool parse_number(std::string_view digits, uint32_t& number) {
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size();
}

std::string_view misc_value(std::string_view misc, std::string_view key) {
  for (const std::string_view part : split_field(misc, '|'))
    if (part.starts_with(key) && part.size() > key.size() && part[key.size()] == '=')
      return part.substr(key.size() + 1);
  return {};
}

// Of the sentence that ends with the last token.
bool heads_inside(const Document& doc, size_t sentence_begin) {
  for (size_t i = sentence_begin; i < doc.tokens.size(); ++i)
    if (doc.tokens[i].head < sentence_begin || doc.tokens[i].head >= doc.tokens.size()) return false;
  return true;
}

}  // namespace

Result<Document> read_conllu(std::string text, std::string_view conllu) {
  Document doc(std::move(text));
  const std::vector<uint32_t> bytes = byte_of_code_points(doc.text());
  size_t line_number = 0, sentence_begin = 0;
  const auto broken = [&](std::string_view what) {
    return fail(ErrorKind::kInput, "conllu:" + std::to_string(line_number) + ": " + std::string(what));
  };
  for (std::string_view line : split_field(conllu, '\n')) {
    ++line_number;
    if (line.starts_with('#')) continue;
    if (line.empty()) {
      if (!heads_inside(doc, sentence_begin)) return broken("a HEAD lies outside its sentence");
      sentence_begin = doc.tokens.size();
      continue;
    }
    const auto fields = split_field(line, '\t');
    if (fields.size() != 10) return broken("a token line has 10 fields");
    const std::string_view place = misc_value(fields[9], "TokenRange");
    const size_t colon = place.find(':');
    uint32_t begin = 0, end = 0, head = 0;
    if (colon == std::string_view::npos || !parse_number(place.substr(0, colon), begin) ||
        !parse_number(place.substr(colon + 1), end) || begin > end || end >= bytes.size())
      return broken("no TokenRange inside the text");
    if (!parse_number(fields[6], head)) return broken("HEAD is no number");
    Token tok;
    tok.range = {bytes[begin], bytes[end]};
    tok.text = doc.text(tok.range);
    tok.norm = tok.text;
    tok.lemma = doc.keep(fields[2]);
    tok.pos = pos_named(fields[3]);
    tok.tag = doc.keep(fields[4]);
    tok.morph = fields[5] == "_" ? std::string_view() : doc.keep(fields[5]);
    tok.dep_label = doc.keep(fields[7]);
    tok.dep = dep_named(fields[7]);
    tok.sent_start = doc.tokens.size() == sentence_begin;
    tok.head = head == 0 ? static_cast<uint32_t>(doc.tokens.size()) : static_cast<uint32_t>(sentence_begin + head - 1);
    tok.space_after = misc_value(fields[9], "SpaceAfter") != "No";
    const std::string_view entity = misc_value(fields[9], "Entity");
    if (entity.size() > 2) {
      tok.ent_iob = entity[0];
      tok.ent_type = doc.keep(entity.substr(2));
    }
    doc.tokens.push_back(tok);
  }
  if (!heads_inside(doc, sentence_begin)) return broken("a HEAD lies outside its sentence");
  doc.link_sentences();
  doc.link_entities();
  return doc;
}

}  // namespace tocsin
