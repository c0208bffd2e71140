// Claims about gzip and zstd: what is read of whole, damaged and hostile files.
#include <zlib.h>
#include <zstd.h>

#include "claims.h"
#include "ingest/unpack.h"

namespace tocsin {
namespace {

std::string gzip(std::string_view text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

std::string line(int number) { return "{\"id\": " + std::to_string(number) + ", \"text\": \"They met.\"}\n"; }

std::string lines(int from, int to) {
  std::string out;
  for (int i = from; i < to; ++i) out += line(i);
  return out;
}

TEST(Packed, APackedFileIsReadAsWhatIsInIt) {
  for (const std::string& packed : {gzip("They met in Geneva."), zstd("They met in Geneva.")}) {
    const ReadInput read = read_input("note.txt.gz", packed);
    ASSERT_EQ(read.articles.size(), 1U);
    EXPECT_EQ(read.articles[0].text, "They met in Geneva.");
    EXPECT_EQ(read.errors, std::vector<std::string>{});
  }
}

TEST(Packed, MembersFollowOneAnotherInOneStream) {
  const std::string text = lines(0, 300);
  for (auto* pack : {&gzip, &zstd}) {
    const ReadInput read = read_input("n.jsonl.gz", pack(text.substr(0, 1000)) + pack("") + pack(text.substr(1000)));
    EXPECT_EQ(read.articles.size(), 300U);
    EXPECT_EQ(read.errors, std::vector<std::string>{});
  }
}

TEST(Packed, OfACutFileTheFrontIsReadAndTheRestIsNamed) {
  const std::string packed = gzip(lines(0, 5000));
  const ReadInput read = read_input("n.jsonl.gz", packed.substr(0, packed.size() / 2));
  EXPECT_GT(read.articles.size(), 1000U);
  EXPECT_LT(read.articles.size(), 5000U);
  ASSERT_EQ(read.errors.size(), 1U);
  EXPECT_EQ(read.errors[0], "n.jsonl.gz: gzip: is cut off at byte " + std::to_string(packed.size() / 2) +
                                " of the file; what stands before was read");
}

TEST(Packed, BehindADamagedMemberTheNextIsRead) {
  std::string bad = gzip(lines(0, 200));
  bad[bad.size() - 5] = static_cast<char>(bad[bad.size() - 5] ^ 1);  // of its checksum
  const ReadInput read = read_input("n.jsonl.gz", bad + gzip(lines(1000, 1100)));
  EXPECT_EQ(read.errors.size(), 1U);
  ASSERT_GE(read.articles.size(), 100U);
  EXPECT_EQ(read.articles.back().external_id, "1099");
  EXPECT_EQ(read.articles[read.articles.size() - 100].external_id, "1000");
}

TEST(Packed, WhatIsPackedTwiceIsNotRead) {
  const ReadInput read = read_input("n.jsonl.gz.gz", gzip(gzip(line(1))));
  EXPECT_EQ(read.articles.size(), 0U);
  EXPECT_EQ(read.errors.size(), 1U);
}

TEST(Packed, ABombIsStoppedAndSaid) {
  const ReadInput read = read_input("bomb.txt.gz", gzip(std::string(size_t{64} << 20, 'a')));
  ASSERT_EQ(read.errors.size(), 1U);
  EXPECT_TRUE(read.errors[0].contains("compression bomb"));
  EXPECT_FALSE(unpack_body(gzip(std::string(size_t{64} << 20, 'a')), "gzip", size_t{1} << 30));
}

TEST(Packed, ABodyIsUnpackedByItsEncoding) {
  EXPECT_EQ(unpack_body(gzip("text"), "gzip", 1000).value(), "text");
  EXPECT_EQ(unpack_body(zstd("text"), "zstd", 1000).value(), "text");
  EXPECT_FALSE(unpack_body("text", "br", 1000));
  EXPECT_FALSE(unpack_body(gzip(std::string(3 << 20, 'x')), "gzip", 1 << 20));
  EXPECT_FALSE(unpack_body(gzip("a longer text").substr(0, 18), "gzip", 1000));
}

}  // namespace
}  // namespace tocsin
