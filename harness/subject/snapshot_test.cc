// A record of several words, alone and under writers.
#include "harness/subject/snapshot.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "harness/world/production.h"

namespace assay {
namespace {

using Three = Snapshot<Production, 3>;

bool always(const Three::Record&) { return true; }

TEST(Snapshot, is_zero_at_first) {
  const Three snapshot;
  EXPECT_EQ(snapshot.read(), (Three::Record{0, 0, 0}));
}

TEST(Snapshot, reads_what_was_written_last) {
  Three snapshot;
  for (std::uint64_t i = 1; i <= 100; ++i) {
    snapshot.replace_if(always, {i, i + 1, ~i});
    EXPECT_EQ(snapshot.read(), (Three::Record{i, i + 1, ~i}));
    EXPECT_EQ(snapshot.word(2), ~i);
  }
}

TEST(Snapshot, is_replaced_only_where_the_old_record_is_to_go) {
  Three snapshot;
  const auto greater = [](std::uint64_t than) {
    return [than](const Three::Record& now) { return than > now[0]; };
  };
  snapshot.replace_if(greater(5), {5, 1, 1});
  snapshot.replace_if(greater(3), {3, 2, 2});
  EXPECT_EQ(snapshot.read(), (Three::Record{5, 1, 1}));
  snapshot.replace_if(greater(6), {6, 3, 3});
  EXPECT_EQ(snapshot.read(), (Three::Record{6, 3, 3}));
}

// Two writers whose records each carry one number three times.
TEST(Snapshot, never_mixes_two_records) {
  Three snapshot;
  std::atomic<int> writing{2};
  std::vector<std::thread> writers;
  for (std::uint64_t me = 0; me < 2; ++me)
    writers.emplace_back([&, me] {
      for (std::uint64_t i = 1; i <= 20'000; ++i) {
        const std::uint64_t n = 2 * i + me;
        snapshot.replace_if([n](const Three::Record& now) { return n > now[0]; }, {n, n, n});
      }
      --writing;
    });
  std::uint64_t last = 0;
  int mixed = 0;
  int shrunk = 0;
  do {
    const Three::Record seen = snapshot.read();
    mixed += seen[0] != seen[1] || seen[1] != seen[2] ? 1 : 0;
    shrunk += seen[0] < last ? 1 : 0;
    last = seen[0];
  } while (writing > 0);
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(mixed, 0);
  EXPECT_EQ(shrunk, 0);
  EXPECT_EQ(snapshot.read(), (Three::Record{40'001, 40'001, 40'001}));
}

}  // namespace
}  // namespace assay
