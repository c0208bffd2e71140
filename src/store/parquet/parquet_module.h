// What the module that writes Parquet gives: Arrow takes longer to load than all else of the program, and only an
// export to Parquet needs it. For src/store alone.
#pragma once

#include "store/flat_table.h"

namespace tocsin {

template <typename Row>
using SinkOpener = OpenSink<Row> (*)(const std::filesystem::path&);

struct ParquetModule {
  SinkOpener<DocumentRow> documents;
  SinkOpener<EntityRow> entities;
  SinkOpener<StatementRow> statements;
  SinkOpener<EventRow> events;
  SinkOpener<LedgerRow> ledger;
  SinkOpener<TimeRow> times;
  SinkOpener<PlaceRow> places;
  SinkOpener<ActorRow> actors;

  template <typename Row>
  [[nodiscard]] OpenSink<Row> open(const std::filesystem::path& target) const {
    if constexpr (std::same_as<Row, DocumentRow>) return documents(target);
    if constexpr (std::same_as<Row, EntityRow>) return entities(target);
    if constexpr (std::same_as<Row, StatementRow>) return statements(target);
    if constexpr (std::same_as<Row, EventRow>) return events(target);
    if constexpr (std::same_as<Row, LedgerRow>) return ledger(target);
    if constexpr (std::same_as<Row, TimeRow>) return times(target);
    if constexpr (std::same_as<Row, PlaceRow>) return places(target);
    if constexpr (std::same_as<Row, ActorRow>) return actors(target);
  }
};

/// The module's only symbol; program and module are built together.
inline constexpr const char* kParquetSymbol = "tocsin_parquet_module";

}  // namespace tocsin
