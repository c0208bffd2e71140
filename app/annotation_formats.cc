// Writes Documents as CoNLL-U and as spaCy's JSON.
#include "annotation_formats.h"

#include <array>
#include <cstdio>

#include "base/utf8.h"

namespace tocsin {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

void append_hex_escape(std::string& out, char32_t point) {
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHexDigits[(point >> shift) & 0xF];
}

/// White space and control characters but for the blank; U+0085, U+2028 and U+2029 end lines for some readers.
bool breaks_lines(char32_t point) {
  return point < 0x20 || point == 0x7F || point == 0x85 || point == 0x2028 || point == 0x2029;
}

/// A field of a CoNLL-U line; `_` for nothing.
void append_field(std::string& out, std::string_view value) {
  if (value.empty()) out += '_';
  const bool all_blank = value.find_first_not_of(' ') == std::string_view::npos;
  while (!value.empty()) {
    const DecodedPoint decoded = decode_point(value);
    if (decoded.point == '\t') {
      out += "\\t";
    } else if (decoded.point == '\n') {
      out += "\\n";
    } else if (decoded.point == '\r') {
      out += "\\r";
    } else if (decoded.point == ' ' && all_blank) {
      out += "\\s";
    } else if (breaks_lines(decoded.point)) {
      append_hex_escape(out, decoded.point);
    } else {
      out += value.substr(0, decoded.size);
    }
    value.remove_prefix(decoded.size);
  }
}

void append_json_string(std::string& out, std::string_view value) {
  out += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      append_hex_escape(out, static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
  out += ", \"";
  out += name;
  out += "\": ";
  append_json_string(out, value);
}

/// Code-point offsets of one Document.
class Offsets {
 public:
  explicit Offsets(const Document& doc) : text_(doc.text()), index_(text_) {}
  [[nodiscard]] std::string at(uint32_t byte) const { return std::to_string(index_.at(text_, byte)); }

 private:
  std::string_view text_;
  CodePointIndex index_;
};

void append_span(std::string& out, const Document& doc, const Offsets& offsets, Range tokens) {
  const Range bytes = doc.bytes_of(tokens);
  out += "\"start\": " + offsets.at(bytes.begin) + ", \"end\": " + offsets.at(bytes.end);
}

void append_json_token(std::string& out, const Document& doc, const Offsets& offsets, uint32_t i) {
  const Token& tok = doc.tokens[i];
  out += "{\"id\": " + std::to_string(i) + ", ";
  append_span(out, doc, offsets, {i, i + 1});
  append_member(out, "tag", tok.tag);
  append_member(out, "pos", tok.pos == Pos::kNone ? std::string_view() : name_of(tok.pos));
  append_member(out, "morph", tok.morph);
  append_member(out, "lemma", tok.lemma);
  append_member(out, "dep", tok.dep_label);
  out += ", \"head\": " + std::to_string(tok.head) + "}";
}

void append_conllu_token(std::string& out, const Document& doc, const Offsets& offsets, uint32_t i,
                         uint32_t sent_begin) {
  const Token& tok = doc.tokens[i];
  out += std::to_string(i - sent_begin + 1);
  const std::array<std::string_view, 5> fields = {
      tok.text, tok.lemma, tok.pos == Pos::kNone ? std::string_view() : name_of(tok.pos), tok.tag, tok.morph};
  for (const std::string_view field : fields) {
    out += '\t';
    append_field(out, field);
  }
  out += '\t';
  out += tok.head == i ? "0" : std::to_string(static_cast<int64_t>(tok.head) - sent_begin + 1);
  out += '\t';
  append_field(out, tok.dep_label);
  out += "\t_\t";
  if (tok.ent_iob != 'O') {
    out += "Entity=";
    out += tok.ent_iob;
    out += '-';
    out += tok.ent_type;
    out += '|';
  }
  if (!tok.space_after) out += "SpaceAfter=No|";
  out += "TokenRange=" + offsets.at(tok.range.begin) + ":" + offsets.at(tok.range.end) + "\n";
}

}  // namespace

std::string to_conllu(const Document& doc, std::string_view id) {
  const Offsets offsets(doc);
  std::string out = "# newdoc id = ";
  append_field(out, id);
  out += '\n';
  for (const Sentence& sent : doc.sentences) {
    for (uint32_t i = sent.tokens.begin; i < sent.tokens.end; ++i)
      append_conllu_token(out, doc, offsets, i, sent.tokens.begin);
    out += '\n';
  }
  if (doc.sentences.empty()) out += '\n';
  return out;
}

std::string to_spacy_json(const Document& doc) {
  const Offsets offsets(doc);
  std::string out = "{\"text\": ";
  append_json_string(out, doc.text());
  out += ", \"ents\": [";
  for (const Entity& ent : doc.entities) {
    out += &ent == doc.entities.data() ? "{" : ", {";
    append_span(out, doc, offsets, ent.tokens);
    append_member(out, "label", ent.label);
    out += "}";
  }
  out += "], \"sents\": [";
  for (const Sentence& sent : doc.sentences) {
    out += &sent == doc.sentences.data() ? "{" : ", {";
    append_span(out, doc, offsets, sent.tokens);
    out += "}";
  }
  out += "], \"tokens\": [";
  for (uint32_t i = 0; i < doc.tokens.size(); ++i) {
    if (i > 0) out += ", ";
    append_json_token(out, doc, offsets, i);
  }
  out += "]}\n";
  return out;
}

}  // namespace tocsin
