// Opens what codes, and names it.
#include "open_coding.h"

#include <utility>

#include "coding_name.h"

namespace tocsin {

Result<OpenCoding> open_coding(const EngineChoice& choice) {
  TRY(const EngineOptions options, engine_options(choice));
  TRY(std::string name, coding_name(options));
  TRY(Engine engine, Engine::open(options));
  TRY(LanguageTables language, language_tables(options.data_folder));
  return OpenCoding{std::move(engine), std::move(name), std::move(language)};
}

}  // namespace tocsin
