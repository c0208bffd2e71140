// Writes JSON straight from the field description: a document's JSON is as long as its text several times over, and a
// tree of values between the two took longer than all of coding.
#include "record/json.h"

#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <memory>
#include <optional>
#include <vector>

#include "base/utf8.h"
#include "record/fields.h"
#include "record/flat.h"
#include "record/version.h"

namespace tocsin {
namespace {

template <typename Number>
void append_number(std::string& out, Number value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

class Writer {
 public:
  Writer(std::string_view text, const JsonOptions& options) : text_(text), index_(text), options_(options) {}

  void write(const std::string& value, FieldKind kind) {
    if (kind == FieldKind::kKnown && value.empty()) return null();
    append_json_string(out_, value);
  }
  void write(bool value, FieldKind) { out_ += value ? "true" : "false"; }
  void write(std::integral auto value, FieldKind) { append_number(out_, value); }
  void write(double value, FieldKind) {
    if (!std::isfinite(value)) return null();
    append_number(out_, value);
  }
  void write(const Span& span, FieldKind) {
    if (span.empty()) return null();
    out_ += '{';
    span_fields(span);
    out_ += '}';
  }
  template <typename Value>
  void write(const std::optional<Value>& value, FieldKind kind) {
    if (!value) return null();
    write(*value, kind);
  }
  template <typename Value>
  void write(const std::vector<Value>& values, FieldKind) {
    out_ += '[';
    for (const Value& value : values) {
      if (out_.back() != '[') out_ += ',';
      write(value, FieldKind::kValue);
    }
    out_ += ']';
  }
  template <typename Record>
    requires kHasFields<Record>
  void write(const Record& record, FieldKind) {
    out_ += '{';
    fields(record);
    out_ += '}';
  }

  /// The fields of a record without its braces.
  template <typename Record>
  void fields(const Record& record) {
    std::apply([&](const auto&... each) { (field(record, each), ...); }, kFields<Record>);
  }

  void name(const char* field_name) {
    if (out_.back() != '{') out_ += ',';
    out_ += '"';
    out_ += field_name;
    out_ += "\":";
  }

  std::string& out() { return out_; }

 private:
  template <typename Record, typename Value>
  void field(const Record& record, const Field<Record, Value>& each) {
    if (each.kind == FieldKind::kExplain && !options_.explain) return;
    if constexpr (std::same_as<Value, Span>) {
      if (each.kind == FieldKind::kInlined) return span_fields(record.*each.member);
    }
    name(each.name);
    write(record.*each.member, each.kind);
  }

  void span_fields(const Span& span) {
    name("start");
    append_number(out_, point_at(span.begin));
    name("end");
    append_number(out_, point_at(span.end));
    name("text");
    append_json_string(out_, span.text);
  }

  // Without the text, offsets were made code points before it was given up (store/packing.h).
  [[nodiscard]] uint32_t point_at(uint32_t offset) const { return text_.empty() ? offset : index_.at(text_, offset); }

  void null() { out_ += "null"; }

  std::string_view text_;
  CodePointIndex index_;
  JsonOptions options_;
  std::string out_;
};

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  if (!is_valid_utf8(text)) return append_json_string(out, repair_utf8(text).text);
  out += '"';
  size_t written = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) continue;
    out.append(text, written, i - written);
    written = i + 1;
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        out += "\\u00";
        out += "0123456789abcdef"[c >> 4];
        out += "0123456789abcdef"[c & 0xF];
    }
  }
  out.append(text, written);
  out += '"';
}

struct RecordJson::Parts {
  Writer writer;
};

RecordJson::RecordJson(std::string_view text, const JsonOptions& options)
    : parts_(std::make_unique<Parts>(Writer(text, options))) {}
RecordJson::~RecordJson() = default;

template <typename Record>
std::string RecordJson::members(const Record& record) {
  // The brace tells the writer that no comma is due.
  parts_->writer.out() = "{";
  parts_->writer.fields(record);
  return parts_->writer.out().substr(1);
}

template std::string RecordJson::members(const DocumentRecord&);
template std::string RecordJson::members(const EntityRecord&);
template std::string RecordJson::members(const StatementRecord&);
template std::string RecordJson::members(const EventRecord&);
template std::string RecordJson::members(const LedgerRecord&);
template std::string RecordJson::members(const TimeRecord&);
template std::string RecordJson::members(const PlaceRecord&);
template std::string RecordJson::members(const NoteRecord&);
template std::string RecordJson::members(const PredicateRecord&);
template std::string RecordJson::members(const PartHead&);
template std::string RecordJson::members(const EntityHead&);
template std::string RecordJson::members(const RecordHead&);
template std::string RecordJson::members(const SourceColumns&);
template std::string RecordJson::members(const EventColumns&);
template std::string RecordJson::members(const StatementColumns&);
template std::string RecordJson::members(const LedgerColumns&);
template std::string RecordJson::members(const ActorCount&);

template <typename Value>
std::string RecordJson::list(const std::vector<Value>& values) {
  parts_->writer.out().clear();
  parts_->writer.write(values, FieldKind::kValue);
  return parts_->writer.out();
}

template std::string RecordJson::list(const std::vector<Span>&);
template std::string RecordJson::list(const std::vector<MentionRecord>&);
template std::string RecordJson::list(const std::vector<SizeRecord>&);

std::string to_json(const Reading& reading, const JsonOptions& options) {
  Writer writer(reading.document.text, options);
  writer.out() += '{';
  writer.name("tocsin");
  append_json_string(writer.out(), kVersion);
  writer.name("ontology");
  append_json_string(writer.out(), kOntology);
  writer.fields(reading);
  writer.out() += '}';
  return std::move(writer.out());
}

}  // namespace tocsin
