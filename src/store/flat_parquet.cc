// Parquet: finds the module that writes it (parquet/parquet_module.h) beside the program, and loads it when it is
// wanted.
#include <dlfcn.h>

#include <string>

#include "store/flat_table.h"
#include "store/parquet/parquet_module.h"

namespace tocsin {
namespace {

namespace fs = std::filesystem;

std::unexpected<Error> no_module(const std::string& why) {
  return fail(ErrorKind::kUsage, "parquet: " + why +
                                     "; `make setup build` fetches Arrow and builds the module anew, and jsonl holds "
                                     "the same fields");
}

/// PREFIX/lib/tocsin_parquet.so for PREFIX/bin/tocsin. It stays loaded until the program ends.
Result<const ParquetModule*> load_module() {
  std::error_code error;
  const fs::path binary = fs::read_symlink("/proc/self/exe", error);
  const fs::path file = binary.parent_path().parent_path() / "lib" / "tocsin_parquet.so";
  if (error || !fs::exists(file, error)) return no_module(file.string() + " is not there");
  void* const module = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (module == nullptr) return no_module(::dlerror());
  const auto get = reinterpret_cast<const ParquetModule* (*)()>(::dlsym(module, kParquetSymbol));
  if (get == nullptr) return no_module(file.string() + " is no module of this program");
  return get();
}

}  // namespace

template <typename Row>
OpenSink<Row> open_parquet(const fs::path& target) {
  if (target.empty())
    return fail(ErrorKind::kUsage, "parquet: is no text for standard output; a file can be named with -o");
  TRY(const ParquetModule* module, load_module());
  return module->open<Row>(target);
}

template OpenSink<DocumentRow> open_parquet<DocumentRow>(const fs::path&);
template OpenSink<EntityRow> open_parquet<EntityRow>(const fs::path&);
template OpenSink<StatementRow> open_parquet<StatementRow>(const fs::path&);
template OpenSink<EventRow> open_parquet<EventRow>(const fs::path&);
template OpenSink<LedgerRow> open_parquet<LedgerRow>(const fs::path&);
template OpenSink<TimeRow> open_parquet<TimeRow>(const fs::path&);
template OpenSink<PlaceRow> open_parquet<PlaceRow>(const fs::path&);
template OpenSink<ActorRow> open_parquet<ActorRow>(const fs::path&);

}  // namespace tocsin
