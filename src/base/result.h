// How a function says that it could not do its work, and the macros that carry that upwards.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace tocsin {

/// Which exit code an error leads to (FORMATS.md, "Exit codes").
enum class ErrorKind {
  kUsage,     ///< the caller asked for something that does not exist (exit 1)
  kInput,     ///< an input could not be read (exit 2)
  kResource,  ///< model, tables or store unusable (exit 3)
  kInternal,  ///< our own fault (exit 4)
};

/// What went wrong, for the person who can mend it: what, where, what was found, what would do.
/// Lower case, no full stop, no "failed to".
struct Error {
  ErrorKind kind = ErrorKind::kInternal;
  std::string message;

  /// The same error, with where it happened put in front: `context: message`.
  [[nodiscard]] Error in(std::string_view context) && {
    message.insert(0, std::string(context) + ": ");
    return std::move(*this);
  }
};

template <typename T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorKind kind, std::string message) {
  return std::unexpected(Error{kind, std::move(message)});
}

}  // namespace tocsin

#define TOCSIN_CONCAT_INNER(a, b) a##b
#define TOCSIN_CONCAT(a, b) TOCSIN_CONCAT_INNER(a, b)

/// TRY(auto x, expression): x is the value, or the error is returned from this function.
#define TRY(declaration, ...)                                                                                         \
  auto TOCSIN_CONCAT(result_, __LINE__) = (__VA_ARGS__);                                                              \
  if (!TOCSIN_CONCAT(result_, __LINE__)) return std::unexpected(std::move(TOCSIN_CONCAT(result_, __LINE__)).error()); \
  declaration = std::move(*TOCSIN_CONCAT(result_, __LINE__))

/// TRY_VOID(expression): for a Result<void>.
#define TRY_VOID(...) \
  if (auto result_void = (__VA_ARGS__); !result_void) return std::unexpected(std::move(result_void).error())
