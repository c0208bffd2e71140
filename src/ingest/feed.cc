// libxml2 reads item by item; each item's subtree is then looked at as a whole.
#include "ingest/feed.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xmlreader.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "ingest/article_text.h"
#include "ingest/charset.h"
#include "ingest/feed_item.h"
#include "ingest/xml_text.h"

namespace tocsin {
namespace {

/// `encoding="…"` of the XML declaration.
std::string_view declared_encoding(std::string_view bytes) {
  const std::string_view front = bytes.substr(0, std::min(bytes.find("?>"), size_t{256}));
  const size_t at = front.find("encoding=");
  if (at == std::string_view::npos || at + 10 >= front.size()) return {};
  const std::string_view value = front.substr(at + 10);
  return value.substr(0, value.find_first_of("\"'"));
}

/// The text with the entities that HTML has and XML lacks (&nbsp; &eacute;) as what they stand for.
MappedText with_html_entities(MappedText text) {
  MappedText out;
  const std::string_view all = text.text();
  size_t copied = 0;
  for (size_t at = all.find('&'); at != std::string_view::npos; at = all.find('&', at + 1)) {
    constexpr size_t kLongest = 10;
    const size_t size = all.substr(at + 1, kLongest).find(';');
    if (size == std::string_view::npos || size < 2 || all[at + 1] == '#') continue;
    const std::string name(all.substr(at + 1, size));
    if (name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos") continue;
    const htmlEntityDesc* entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
    if (entity == nullptr) continue;
    out.copy_from(text, {static_cast<uint32_t>(copied), static_cast<uint32_t>(at)});
    std::string made;
    append_point(made, entity->value);
    out.make(made);
    copied = at + size + 2;
  }
  if (copied == 0) return text;
  out.copy_from(text, {static_cast<uint32_t>(copied), static_cast<uint32_t>(all.size())});
  return out;
}

void keep_first(void* into, xmlErrorPtr error) {
  auto& message = *static_cast<std::string*>(into);
  if (!message.empty() || error == nullptr || error->message == nullptr || error->level != XML_ERR_FATAL) return;
  message = error->message;
  while (!message.empty() && (message.back() == '\n' || message.back() == ' ')) message.pop_back();
  message += " (line " + std::to_string(error->line) + ")";
}

bool has_declarations(xmlNodePtr document_type) {
  const auto* dtd = reinterpret_cast<const xmlDtd*>(document_type);
  return dtd != nullptr && (dtd->entities != nullptr || dtd->pentities != nullptr || dtd->children != nullptr);
}

}  // namespace

struct FeedReader::State {
  FeedLimits limits;
  DecodedBytes decoded;
  std::unique_ptr<xmlTextReader, void (*)(xmlTextReaderPtr)> reader{nullptr, &xmlFreeTextReader};
  std::string error;                                   ///< libxml2's first fatal one
  std::set<std::pair<std::string, std::string>> seen;  ///< guid, id of the Article
  size_t search_begin = 0;                             ///< of the decoded text; items before it have been read
  size_t given = 0, repeated = 0, deferred = 0;
  bool skip_subtree = false;
  bool done = false;

  std::optional<Result<Article>> next();
  std::optional<Result<Article>> fatal(std::string why) {
    done = true;
    return fail(ErrorKind::kInput, std::move(why));
  }
};

FeedReader::FeedReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
FeedReader::FeedReader(FeedReader&&) noexcept = default;
FeedReader& FeedReader::operator=(FeedReader&&) noexcept = default;
FeedReader::~FeedReader() = default;

size_t FeedReader::repeated() const { return state_->repeated; }
size_t FeedReader::deferred() const { return state_->deferred; }

Result<FeedReader> FeedReader::open(std::string_view bytes, const FeedLimits& limits) {
  static std::once_flag once;
  std::call_once(once, &xmlInitParser);
  const std::string_view declared = declared_encoding(bytes);
  auto state = std::make_unique<State>();
  state->limits = limits;
  TRY(state->decoded, decode_bytes(bytes, 0, {&declared, 1}));
  state->decoded.text = with_html_entities(std::move(state->decoded.text));
  const std::string_view text = state->decoded.text.text();
  // The declaration names an encoding that this no longer is; and blanks before it are common and forbidden.
  size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  if (text.substr(begin).starts_with("<?xml")) begin = std::min(text.find("?>", begin), text.size() - 2) + 2;
  begin = std::min(text.find('<', begin), text.size());
  const auto size = static_cast<int>(text.size() - begin);
  // No entity is put in, no DTD is loaded, no network is asked; what is badly formed is read as far as it goes.
  constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOWARNING | XML_PARSE_NOERROR;
  state->reader.reset(xmlReaderForMemory(text.data() + begin, size, nullptr, "UTF-8", kOptions));
  if (!state->reader) return fail(ErrorKind::kInput, "cannot be read as XML");
  xmlTextReaderSetStructuredErrorHandler(
      state->reader.get(), [](void* into, xmlErrorPtr error) { keep_first(into, error); }, &state->error);
  return FeedReader(std::move(state));
}

std::optional<Result<Article>> FeedReader::next() { return state_->next(); }

std::optional<Result<Article>> FeedReader::State::next() {
  while (!done) {
    const int moved =
        std::exchange(skip_subtree, false) ? xmlTextReaderNext(reader.get()) : xmlTextReaderRead(reader.get());
    if (moved != 1) {
      if (!error.empty()) return fatal("is not well-formed XML from here on: " + error + "; items before it were read");
      done = true;
      break;
    }
    const int type = xmlTextReaderNodeType(reader.get());
    if (type == XML_READER_TYPE_DOCUMENT_TYPE && has_declarations(xmlTextReaderCurrentNode(reader.get())))
      return fatal("declares entities of its own (DTD), which is refused; a feed needs none");
    if (type != XML_READER_TYPE_ELEMENT) continue;
    const std::string_view name = view(xmlTextReaderConstLocalName(reader.get()));
    if (name != "item" && name != "entry") continue;
    skip_subtree = true;
    if (given == limits.items) {
      ++deferred;
      continue;
    }
    xmlNodePtr node = xmlTextReaderExpand(reader.get());
    if (node == nullptr) return fatal("is not well-formed XML from here on: " + error + "; items before it were read");
    const FeedItem item = feed_item(*node, decoded.text, search_begin);
    if (item.title.size() == 0 && item.body.size() == 0) continue;
    Result<Article> art = article_of(item, limits);
    if (!art) return art;
    art->notes.insert(art->notes.end(), decoded.notes.begin(), decoded.notes.end());
    set_id(*art);
    if (!item.guid.empty() && !seen.emplace(item.guid, art->id).second) {
      ++repeated;
      continue;
    }
    ++given;
    return art;
  }
  return std::nullopt;
}

}  // namespace tocsin
