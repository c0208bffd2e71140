// Flat tables as Parquet, through Arrow: spans are structs, lists are lists. A module of its own (parquet_module.h).
#include "store/parquet/parquet_module.h"

#include <arrow/api.h>
#include <arrow/io/file.h>
#include <parquet/arrow/writer.h>

#include <concepts>
#include <string>
#include <vector>

#include "record/version.h"

namespace tocsin {
namespace {

constexpr int64_t kRowGroup = 16384;

template <typename Value>
inline constexpr bool kIsList = false;
template <typename Value>
inline constexpr bool kIsList<std::vector<Value>> = true;

/// The fields of a struct: those of a span by hand, because its offsets are called start and end outside.
template <typename Record>
std::vector<std::shared_ptr<arrow::Field>> fields_of();

template <typename Value>
std::shared_ptr<arrow::DataType> type_of() {
  if constexpr (std::same_as<Value, std::string>) {
    return arrow::utf8();
  } else if constexpr (std::same_as<Value, bool>) {
    return arrow::boolean();
  } else if constexpr (std::integral<Value>) {
    return arrow::int64();
  } else if constexpr (std::floating_point<Value>) {
    return arrow::float64();
  } else if constexpr (std::same_as<Value, Span>) {
    return arrow::struct_({arrow::field("start", arrow::int64()), arrow::field("end", arrow::int64()),
                           arrow::field("text", arrow::utf8())});
  } else if constexpr (kHasFields<Value>) {
    return arrow::struct_(fields_of<Value>());
  } else if constexpr (kIsList<Value>) {
    return arrow::list(type_of<typename Value::value_type>());
  } else {
    return type_of<typename Value::value_type>();  // optional
  }
}

template <typename Record>
std::vector<std::shared_ptr<arrow::Field>> fields_of() {
  std::vector<std::shared_ptr<arrow::Field>> fields;
  const auto add = [&]<typename R, typename V>(const Field<R, V>& field) {
    if (field.kind != FieldKind::kInlined) return fields.push_back(arrow::field(field.name, type_of<V>()));
    const std::shared_ptr<arrow::DataType> type = type_of<V>();
    fields.insert(fields.end(), type->fields().begin(), type->fields().end());
  };
  std::apply([&](const auto&... field) { (add(field), ...); }, kFields<Record>);
  return fields;
}

/// Appends values to builders that MakeBuilder made for type_of; throws nothing, keeps the first fault.
class Appender {
 public:
  void value(arrow::ArrayBuilder& builder, const std::string& text, FieldKind kind) {
    auto& texts = static_cast<arrow::StringBuilder&>(builder);
    note(kind == FieldKind::kKnown && text.empty() ? texts.AppendNull() : texts.Append(text));
  }
  void value(arrow::ArrayBuilder& builder, bool flag, FieldKind) {
    note(static_cast<arrow::BooleanBuilder&>(builder).Append(flag));
  }
  void value(arrow::ArrayBuilder& builder, std::integral auto number, FieldKind) {
    note(static_cast<arrow::Int64Builder&>(builder).Append(static_cast<int64_t>(number)));
  }
  void value(arrow::ArrayBuilder& builder, double number, FieldKind) {
    note(static_cast<arrow::DoubleBuilder&>(builder).Append(number));
  }
  void value(arrow::ArrayBuilder& builder, const Span& span, FieldKind) {
    auto& parts = static_cast<arrow::StructBuilder&>(builder);
    if (span.empty()) return note(parts.AppendNull());
    note(parts.Append());
    int at = 0;
    span_parts(parts, at, span);
  }
  template <typename Value>
  void value(arrow::ArrayBuilder& builder, const std::optional<Value>& optional, FieldKind kind) {
    optional ? value(builder, *optional, kind) : note(builder.AppendNull());
  }
  template <typename Value>
  void value(arrow::ArrayBuilder& builder, const std::vector<Value>& values, FieldKind) {
    auto& list = static_cast<arrow::ListBuilder&>(builder);
    note(list.Append());
    for (const Value& each : values) value(*list.value_builder(), each, FieldKind::kValue);
  }
  template <typename Record>
    requires kHasFields<Record>
  void value(arrow::ArrayBuilder& builder, const Record& record, FieldKind) {
    auto& parts = static_cast<arrow::StructBuilder&>(builder);
    note(parts.Append());
    int at = 0;
    const auto one = [&]<typename R, typename V>(const Field<R, V>& field) {
      if constexpr (std::same_as<V, Span>) {
        if (field.kind == FieldKind::kInlined) return span_parts(parts, at, record.*field.member);
      }
      value(*parts.field_builder(at++), record.*field.member, field.kind);
    };
    std::apply([&](const auto&... field) { (one(field), ...); }, kFields<Record>);
  }

  /// start, end and text of a span from the struct's field `at` on.
  void span_parts(arrow::StructBuilder& parts, int& at, const Span& span) {
    value(*parts.field_builder(at++), span.begin, FieldKind::kValue);
    value(*parts.field_builder(at++), span.end, FieldKind::kValue);
    value(*parts.field_builder(at++), span.text, FieldKind::kValue);
  }

  void note(const arrow::Status& status) {
    if (fault_.ok() && !status.ok()) fault_ = status;
  }
  [[nodiscard]] const arrow::Status& fault() const { return fault_; }

 private:
  arrow::Status fault_;
};

template <typename Row>
std::shared_ptr<arrow::Schema> schema_of() {
  std::vector<std::shared_ptr<arrow::Field>> fields;
  for_each_flat(Row(), [&]<typename P, typename R, typename V>(const P&, const Field<R, V>& field) {
    fields.push_back(arrow::field(field.name, type_of<V>()));
  });
  return arrow::schema(
      fields, arrow::key_value_metadata({{"tocsin", std::string(kVersion)}, {"ontology", std::string(kOntology)}}));
}

std::unexpected<Error> arrow_error(const std::filesystem::path& target, const arrow::Status& status) {
  return fail(ErrorKind::kInput,
              target.string() + ": cannot be written: " + status.message() + "; another place can be named with -o");
}

template <typename Row>
class ParquetSink : public RowSink<Row> {
 public:
  explicit ParquetSink(std::filesystem::path target)
      : target_(std::move(target)), part_(target_.string() + ".part"), schema_(schema_of<Row>()) {}
  ~ParquetSink() override {
    std::error_code error;
    std::filesystem::remove(part_, error);
  }

  Result<void> open() {
    auto file = arrow::io::FileOutputStream::Open(part_.string());
    if (!file.ok()) return arrow_error(target_, file.status());
    file_ = *file;
    const auto properties =
        parquet::WriterProperties::Builder().compression(arrow::Compression::ZSTD)->created_by("tocsin")->build();
    const auto arrow_properties = parquet::ArrowWriterProperties::Builder().store_schema()->build();
    auto writer =
        parquet::arrow::FileWriter::Open(*schema_, arrow::default_memory_pool(), file_, properties, arrow_properties);
    if (!writer.ok()) return arrow_error(target_, writer.status());
    writer_ = std::move(*writer);
    for (const std::shared_ptr<arrow::Field>& field : schema_->fields()) {
      auto builder = arrow::MakeBuilder(field->type());
      if (!builder.ok()) return arrow_error(target_, builder.status());
      builders_.push_back(std::move(*builder));
    }
    return {};
  }

  Result<void> add(const Row& row) override {
    size_t at = 0;
    for_each_flat(row, [&](const auto& part, const auto& field) {
      appender_.value(*builders_[at++], part.*field.member, field.kind);
    });
    if (!appender_.fault().ok()) return arrow_error(target_, appender_.fault());
    return ++waiting_ == kRowGroup ? write_group() : Result<void>();
  }

  Result<void> finish() override {
    if (waiting_ > 0) TRY_VOID(write_group());
    if (const arrow::Status done = writer_->Close(); !done.ok()) return arrow_error(target_, done);
    if (const arrow::Status done = file_->Close(); !done.ok()) return arrow_error(target_, done);
    std::error_code error;
    std::filesystem::rename(part_, target_, error);
    if (error) return fail(ErrorKind::kInput, target_.string() + ": cannot take its name: " + error.message());
    return {};
  }

 private:
  Result<void> write_group() {
    std::vector<std::shared_ptr<arrow::Array>> columns;
    for (const std::unique_ptr<arrow::ArrayBuilder>& builder : builders_) {
      auto column = builder->Finish();
      if (!column.ok()) return arrow_error(target_, column.status());
      columns.push_back(*column);
    }
    const auto table = arrow::Table::Make(schema_, columns, waiting_);
    waiting_ = 0;
    const arrow::Status done = writer_->WriteTable(*table, kRowGroup);
    return done.ok() ? Result<void>() : arrow_error(target_, done);
  }

  std::filesystem::path target_, part_;
  std::shared_ptr<arrow::Schema> schema_;
  std::shared_ptr<arrow::io::FileOutputStream> file_;
  std::unique_ptr<parquet::arrow::FileWriter> writer_;
  std::vector<std::unique_ptr<arrow::ArrayBuilder>> builders_;
  Appender appender_;
  int64_t waiting_ = 0;
};

template <typename Row>
OpenSink<Row> open_sink(const std::filesystem::path& target) {
  auto sink = std::make_unique<ParquetSink<Row>>(target);
  TRY_VOID(sink->open());
  return sink;
}

constexpr ParquetModule kModule{.documents = open_sink<DocumentRow>,
                                .entities = open_sink<EntityRow>,
                                .statements = open_sink<StatementRow>,
                                .events = open_sink<EventRow>,
                                .ledger = open_sink<LedgerRow>,
                                .times = open_sink<TimeRow>,
                                .places = open_sink<PlaceRow>,
                                .actors = open_sink<ActorRow>};

}  // namespace
}  // namespace tocsin

extern "C" __attribute__((visibility("default"))) const tocsin::ParquetModule* tocsin_parquet_module() {
  return &tocsin::kModule;
}
