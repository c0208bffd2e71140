// --db, else $TOCSIN_DB, else ./tocsin.db.
#include "store_choice.h"

#include <cstdlib>

namespace tocsin {

void add_store_option(CLI::App& verb, std::string& given) {
  verb.add_option("--db", given, "The store; else $TOCSIN_DB, else tocsin.db in this folder");
}

std::filesystem::path store_file(const std::string& given) {
  if (!given.empty()) return given;
  const char* named = std::getenv("TOCSIN_DB");
  return named != nullptr && *named != '\0' ? named : "tocsin.db";
}

}  // namespace tocsin
