// Translates Python's regular expressions to PCRE2 and runs them compiled to machine code where that is possible.
#include "nlp/python_regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <array>
#include <cctype>
#include <utility>

#include "base/ascii.h"

namespace tocsin::nlp {

namespace {

// What str.isspace() holds for space; PCRE2's \s lacks U+001C to U+001F.
constexpr std::string_view kSpaceClass =
    "\\x{09}-\\x{0d}\\x{1c}-\\x{20}\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{"
    "3000}";
constexpr std::string_view kWordClass = "\\p{L}\\p{N}_";

// 32 KB do for every word; long addresses need more, and nothing may need more than 16 MB.
constexpr size_t kStackStart = 32 * 1024;
constexpr size_t kStackMost = 16 * 1024 * 1024;

std::string in_brackets(std::string_view what, bool negated) {
  return (negated ? "[^" : "[") + std::string(what) + "]";
}

/// Walks over a pattern once; `out_` grows by what each piece becomes.
class Translation {
 public:
  explicit Translation(std::string_view pattern) : pattern_(pattern) {}

  Result<std::string> run() {
    while (at_ < pattern_.size()) {
      const char c = pattern_[at_];
      if (c == '\\') {
        TRY_VOID(escape());
      } else if (in_class_) {
        class_character(c);
      } else if (c == '[') {
        open_class();
      } else if (pattern_.substr(at_, 2) == "(?") {
        TRY_VOID(group());
      } else if (pattern_.substr(at_, 2) == "{," && at_ + 2 < pattern_.size() && ascii::is_digit(pattern_[at_ + 2])) {
        out_ += "{0,";
        at_ += 2;
      } else {
        out_ += c;
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::unexpected<Error> cannot(const std::string& what) const {
    return fail(ErrorKind::kResource,
                "regular expression: " + what + " at offset " + std::to_string(at_) + " has no equal in PCRE2");
  }

  void class_character(char c) {
    if (c == ']' && at_ != first_in_class_) {
      in_class_ = false;
    } else if (c == '[') {
      out_ += '\\';  // Python's classes do not nest, and "[:" opens nothing
    }
    out_ += c;
    ++at_;
  }

  void open_class() {
    in_class_ = true;
    out_ += pattern_[at_++];
    if (at_ < pattern_.size() && pattern_[at_] == '^') out_ += pattern_[at_++];
    first_in_class_ = at_;
  }

  Result<void> group() {
    size_t end = at_ + 2;
    while (end < pattern_.size() && std::isalpha(static_cast<unsigned char>(pattern_[end]))) ++end;
    const std::string_view flags = pattern_.substr(at_ + 2, end - at_ - 2);
    if (end < pattern_.size() && pattern_[end] == ')' && flags == "u") {
      at_ = end + 1;
      return {};
    }
    if (!flags.empty() && flags != "P") return cannot("the flag group \"(?" + std::string(flags) + "\"");
    out_ += "(?";
    at_ += 2;
    return {};
  }

  Result<void> code_point(size_t digits) {
    const std::string_view hex = pattern_.substr(at_ + 2, digits);
    if (hex.size() != digits || hex.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos)
      return cannot("a short hexadecimal escape");
    out_ += "\\x{" + std::string(hex) + "}";
    at_ += 2 + digits;
    return {};
  }

  /// `what` inside a class, `[what]` outside one; a negated one cannot stand inside.
  Result<void> character_set(std::string_view what, bool negated) {
    if (in_class_ && negated) return cannot("a negated set within a class");
    out_ += in_class_ ? std::string(what) : in_brackets(what, negated);
    at_ += 2;
    return {};
  }

  void word_edge(bool negated) {
    const std::string word = in_brackets(kWordClass, false);
    const std::string edge = "(?:(?<=" + word + ")(?!" + word + ")|(?<!" + word + ")(?=" + word + "))";
    out_ += negated ? "(?!" + edge + ")" : edge;
    at_ += 2;
  }

  Result<void> escape() {
    if (at_ + 1 >= pattern_.size()) return cannot("a lone backslash");
    const char c = pattern_[at_ + 1];
    switch (c) {
      case 'x':
        return code_point(2);
      case 'u':
        return code_point(4);
      case 'U':
        return code_point(8);
      case 'w':
        return character_set(kWordClass, false);
      case 'W':
        return character_set(kWordClass, true);
      case 's':
        return character_set(kSpaceClass, false);
      case 'S':
        return character_set(kSpaceClass, true);
      case 'd':
        out_ += "\\p{Nd}";
        break;
      case 'D':
        out_ += "\\P{Nd}";
        break;
      case 'v':
        out_ += "\\x{0b}";
        break;
      case 'Z':
        out_ += "\\z";
        break;
      case 'b':
      case 'B':
        if (!in_class_) return word_edge(c == 'B'), Result<void>{};
        if (c == 'B') return cannot("\\B within a class");
        out_ += "\\x{08}";
        break;
      default:
        if (std::isalpha(static_cast<unsigned char>(c)) && std::string_view("afnrtA").find(c) == std::string_view::npos)
          return cannot(std::string("the escape \\") + c);
        if (ascii::is_digit(c) && (in_class_ || c == '0')) return cannot("an octal escape");
        out_ += '\\';
        out_ += c;
    }
    at_ += 2;
    return {};
  }

  std::string_view pattern_;
  std::string out_;
  size_t at_ = 0;
  size_t first_in_class_ = 0;
  bool in_class_ = false;
};

}  // namespace

struct RegexScratch::State {
  pcre2_match_context* context = pcre2_match_context_create(nullptr);
  pcre2_match_data* data = pcre2_match_data_create(16, nullptr);
  pcre2_jit_stack* stack = pcre2_jit_stack_create(kStackStart, kStackMost, nullptr);

  State() {
    if (stack) pcre2_jit_stack_assign(context, nullptr, stack);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    pcre2_match_data_free(data);
    pcre2_match_context_free(context);
    if (stack) pcre2_jit_stack_free(stack);
  }
};

RegexScratch::RegexScratch() : state_(std::make_unique<State>()) {}
RegexScratch::~RegexScratch() = default;
RegexScratch::RegexScratch(RegexScratch&&) noexcept = default;
RegexScratch& RegexScratch::operator=(RegexScratch&&) noexcept = default;

struct PythonRegex::Code {
  pcre2_code* code = nullptr;

  Code() = default;
  Code(const Code&) = delete;
  Code& operator=(const Code&) = delete;
  ~Code() { pcre2_code_free(code); }
};

PythonRegex::PythonRegex(std::unique_ptr<const Code> code) : code_(std::move(code)) {}
PythonRegex::PythonRegex(PythonRegex&&) noexcept = default;
PythonRegex& PythonRegex::operator=(PythonRegex&&) noexcept = default;
PythonRegex::~PythonRegex() = default;

Result<std::string> pcre2_of_python(std::string_view pattern) { return Translation(pattern).run(); }

Result<PythonRegex> PythonRegex::compile(std::string_view pattern, Begin begin) {
  TRY(const std::string translated, pcre2_of_python(pattern));
  pcre2_compile_context* context = pcre2_compile_context_create(nullptr);
  pcre2_set_newline(context, PCRE2_NEWLINE_LF);
  int code = 0;
  PCRE2_SIZE offset = 0;
  auto owned = std::make_unique<Code>();
  owned->code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(translated.data()), translated.size(),
                              PCRE2_UTF | (begin == Begin::kAtStart ? PCRE2_ANCHORED : 0), &code, &offset, context);
  pcre2_compile_context_free(context);
  if (!owned->code) {
    std::array<PCRE2_UCHAR, 256> reason{};
    pcre2_get_error_message(code, reason.data(), reason.size());
    return fail(ErrorKind::kResource, std::string("regular expression: ") + reinterpret_cast<char*>(reason.data()) +
                                          " at offset " + std::to_string(offset));
  }
  // A machine that forbids fresh machine code runs the interpreter: slower, the same matches.
  pcre2_jit_compile(owned->code, PCRE2_JIT_COMPLETE);
  return PythonRegex(std::move(owned));
}

std::optional<Range> PythonRegex::search(std::string_view subject, RegexScratch& scratch, SearchOptions options) const {
  uint32_t flags = PCRE2_NO_UTF_CHECK;
  if (options.not_empty) flags |= PCRE2_NOTEMPTY_ATSTART;
  const RegexScratch::State& state = *scratch.state_;
  if (!subject.data()) subject = "";
  const int found = pcre2_match(code_->code, reinterpret_cast<PCRE2_SPTR>(subject.data()), subject.size(), options.from,
                                flags, state.data, state.context);
  if (found < 0) return {};
  const PCRE2_SIZE* ends = pcre2_get_ovector_pointer(state.data);
  return Range{static_cast<uint32_t>(ends[0]), static_cast<uint32_t>(ends[1])};
}

}  // namespace tocsin::nlp
