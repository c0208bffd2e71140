// Escapes by code point; the list of what is hidden is that of ingest, here shown instead of dropped.
#include "terminal.h"

#include <unistd.h>

#include <array>
#include <cstdlib>

#include "base/utf8.h"

namespace tocsin {
namespace {

bool is_unseen(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || (point >= 0x200B && point <= 0x200F) ||
         (point >= 0x2028 && point <= 0x202E) || (point >= 0x2060 && point <= 0x2069) || point == 0x61C ||
         point == 0xFEFF || point == 0xAD || (point >= 0xE0000 && point <= 0xE007F);
}

}  // namespace

std::string for_terminal(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const DecodedPoint next = decode_point(text.substr(i, 4));
    if (next.point == '\n' || next.point == '\t' || next.point == '\r') {
      if (!shown.ends_with(' ')) shown += ' ';
    } else if (is_unseen(next.point)) {
      std::array<char, 16> name{};
      std::snprintf(name.data(), name.size(), "<U+%04X>", static_cast<unsigned>(next.point));
      shown += name.data();
    } else {
      append_point(shown, next.point);
    }
    i += next.size;
  }
  return shown;
}

bool wants_colour(std::string_view when, std::FILE* stream) {
  if (when == "always") return true;
  if (when == "never") return false;
  const char* no_colour = std::getenv("NO_COLOR");
  return (no_colour == nullptr || *no_colour == '\0') && isatty(fileno(stream)) == 1;
}

void say(std::string_view message) {
  const std::string line = "tocsin: " + for_terminal(message) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

int exit_code_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kUsage:
      return 1;
    case ErrorKind::kInput:
      return 2;
    case ErrorKind::kResource:
      return 3;
    case ErrorKind::kInternal:
      break;
  }
  return 4;
}

int fault(const Error& error) {
  say(error.message);
  return exit_code_of(error.kind);
}

}  // namespace tocsin
