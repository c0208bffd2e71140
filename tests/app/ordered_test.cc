// Claims about work in threads: results in the order of the items, at most so many ahead, an end when asked.
#include "../../app/ordered.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>

namespace tocsin {
namespace {

TEST(Ordered, ResultsComeInTheOrderOfTheItemsForAnyNumberOfThreads) {
  for (const size_t thread_count : {1, 2, 3, 8}) {
    int given = 0;
    std::string order;
    run_ordered(
        thread_count, 4, [&] { return given < 200 ? std::optional(given++) : std::nullopt; },
        [] {
          return [](int item) {
            if (item % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
            return std::to_string(item) + " ";
          };
        },
        [&](const std::string& out) {
          order += out;
          return true;
        });
    std::string wanted;
    for (int i = 0; i < 200; ++i) wanted += std::to_string(i) + " ";
    EXPECT_EQ(order, wanted) << thread_count;
  }
}

TEST(Ordered, NoMoreItemsAreTakenThanTheWindowHolds) {
  std::atomic<int> taken = 0, written = 0, furthest = 0;
  run_ordered(
      3, 2,
      [&]() -> std::optional<int> {
        if (taken == 300) return std::nullopt;
        furthest = std::max(furthest.load(), taken - written);
        return taken++;
      },
      [] {
        return [](int item) {
          if (item % 50 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
          return item;
        };
      },
      [&](int) {
        ++written;
        return true;
      });
  EXPECT_EQ(written, 300);
  EXPECT_LT(furthest, 6);
}

TEST(Ordered, WritingThatFailsEndsTheRun) {
  int given = 0, written = 0;
  run_ordered(
      4, 4, [&] { return std::optional(given++); }, [] { return [](int item) { return item; }; },
      [&](int) { return ++written < 10; });
  EXPECT_EQ(written, 10);
}

TEST(Ordered, NothingInNothingOut) {
  int written = 0;
  run_ordered(
      2, 4, [] { return std::optional<int>(); }, [] { return [](int item) { return item; }; },
      [&](int) {
        ++written;
        return true;
      });
  EXPECT_EQ(written, 0);
}

}  // namespace
}  // namespace tocsin
