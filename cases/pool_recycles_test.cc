// A pool of workers that is replaced again and again, on real threads: what the account
// of the cluster says after each recycle, and when that gives a leak alert.
//
// A recycle allocates a dataset, posts a handle of it to each worker, waits until they
// are gone, and drops its own. What is left then is what the pool forgot.
#include <gtest/gtest.h>

#include <functional>
#include <thread>
#include <vector>

#include "harness/certify/leak_alert.h"
#include "harness/subject/atomics.h"
#include "harness/subject/cluster.h"
#include "harness/world/production.h"

namespace assay {
namespace {

using Buffer = SharedBuffer<Production>;
using View = TypedArray<Production, std::int32_t>;

constexpr std::uint64_t kDataset = 1U << 20U;  // bytes
constexpr int kWorkers = 3;
constexpr LeakRule kRule{.recycles = 5, .tolerance = kDataset / 16};

class Pool {
 public:
  // What the pool does with its own handle when the workers of a recycle are gone.
  using Farewell = std::function<void(Pool&, std::uint64_t recycle, Buffer)>;

  explicit Pool(Farewell farewell) : farewell_(std::move(farewell)) {}
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool() {
    release_kept();
    for (View& view : kept_views_) view.drop();
    EXPECT_EQ(cluster_.blocks.account().bytes(), 0U) << "more is held than the pool knows of";
  }

  // The figures of so many recycles.
  std::vector<std::int64_t> run(std::uint64_t recycles) {
    std::vector<std::int64_t> figures;
    for (std::uint64_t recycle = 1; recycle <= recycles; ++recycle) {
      Buffer dataset = std::move(Buffer::create(cluster_.blocks, kDataset).value());
      work_on(dataset);
      farewell_(*this, recycle, std::move(dataset));
      figures.push_back(static_cast<std::int64_t>(cluster_.blocks.account().bytes()));
    }
    return figures;
  }

  void keep(Buffer buffer) { kept_.push_back(std::move(buffer)); }
  void keep_view_of(Buffer buffer) {
    kept_views_.push_back(std::move(View::create(buffer).value()));
    buffer.drop();
  }
  void release_kept() {
    for (Buffer& buffer : kept_) buffer.drop();
    kept_.clear();
  }

 private:
  // Each worker has a handle and a view of its own, and counts itself in cell 0.
  static void work_on(const Buffer& dataset) {
    std::vector<std::thread> workers;
    for (int worker = 0; worker < kWorkers; ++worker)
      workers.emplace_back([posted = std::move(dataset.share().value())]() mutable {
        View view = std::move(View::create(posted).value());
        posted.drop();
        static_cast<void>(atomics::add(view, 0, 1));
        view.drop();
      });
    for (std::thread& worker : workers) worker.join();
    View view = std::move(View::create(dataset).value());
    EXPECT_EQ(atomics::load(view, 0).value(), kWorkers);
    view.drop();
  }

  Cluster<Production> cluster_;
  Farewell farewell_;
  std::vector<Buffer> kept_;
  std::vector<View> kept_views_;
};

std::optional<LeakAlert> alert_of(Pool::Farewell farewell, std::uint64_t recycles = 12) {
  Pool pool(std::move(farewell));
  return find_leak(pool.run(recycles), kRule);
}

TEST(PoolRecycles, a_clean_pool_is_back_at_nothing_after_each) {
  Pool pool([](Pool&, std::uint64_t, Buffer dataset) { dataset.drop(); });
  const std::vector<std::int64_t> figures = pool.run(12);
  EXPECT_EQ(figures, std::vector<std::int64_t>(12, 0));
  EXPECT_EQ(find_leak(figures, kRule), std::nullopt);
}

TEST(PoolRecycles, a_pool_that_keeps_each_dataset_alerts_from_its_first_recycle_on) {
  const auto alert =
      alert_of([](Pool& pool, std::uint64_t, Buffer dataset) { pool.keep(std::move(dataset)); });
  const LeakAlert expected{.last_at_baseline = {1, kDataset},
                           .alerted = {6, 6 * kDataset},
                           .reached = {12, 12 * kDataset},
                           .growths = 11,
                           .ended = {}};
  EXPECT_EQ(alert, expected);
}

TEST(PoolRecycles, a_view_that_is_never_let_go_holds_as_much_as_a_buffer) {
  const auto alert = alert_of(
      [](Pool& pool, std::uint64_t, Buffer dataset) { pool.keep_view_of(std::move(dataset)); });
  ASSERT_NE(alert, std::nullopt);
  EXPECT_EQ(alert->reached, (RecycleFigure{12, 12 * kDataset}));
}

TEST(PoolRecycles, a_pool_that_forgets_every_third_dataset_alerts_later) {
  const Pool::Farewell forgets = [](Pool& pool, std::uint64_t recycle, Buffer dataset) {
    if (recycle % 3 == 0)
      pool.keep(std::move(dataset));
    else
      dataset.drop();
  };
  EXPECT_EQ(alert_of(forgets), std::nullopt) << "four growths";
  const auto alert = alert_of(forgets, 20);
  ASSERT_NE(alert, std::nullopt);
  EXPECT_EQ(alert->last_at_baseline, (RecycleFigure{2, 0}));
  EXPECT_EQ(alert->alerted, (RecycleFigure{15, 5 * kDataset}));
}

TEST(PoolRecycles, a_pool_that_warms_up_is_no_leak) {
  EXPECT_EQ(alert_of([](Pool& pool, std::uint64_t recycle, Buffer dataset) {
              if (recycle <= 4)
                pool.keep(std::move(dataset));
              else
                dataset.drop();
            }),
            std::nullopt);
}

TEST(PoolRecycles, a_collector_that_comes_in_time_is_no_leak) {
  EXPECT_EQ(alert_of([](Pool& pool, std::uint64_t recycle, Buffer dataset) {
              pool.keep(std::move(dataset));
              if (recycle % 4 == 0) pool.release_kept();
            }),
            std::nullopt);
}

}  // namespace
}  // namespace assay
