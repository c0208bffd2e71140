// What reaches a terminal: colours where they are wanted, and never a character that could command it.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tocsin {

/// Text from the net made harmless: control characters and bidirectional or invisible ones are shown as <U+001B>, line
/// ends and tabs as one blank. Valid UTF-8 comes out.
[[nodiscard]] std::string for_terminal(std::string_view text);

/// `when` is auto, always or never; auto = the stream is a terminal and NO_COLOR is not set.
[[nodiscard]] bool wants_colour(std::string_view when, std::FILE* stream);

/// Writes `tocsin: message` to standard error as one line.
void say(std::string_view message);

/// The exit code that an error leads to (FORMATS.md).
[[nodiscard]] int exit_code_of(ErrorKind kind);

/// Says what went wrong and gives the exit code it leads to.
int fault(const Error& error);

}  // namespace tocsin
