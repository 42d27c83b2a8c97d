// The account of a cluster is exact after everything that agents do with buffers: copies,
// moves, messages under way and messages that nobody reads, growth, errors, ends.
#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>

#include "harness/subject/agents/agent.h"
#include "harness/subject/counting_world.h"

namespace assay {
namespace {

using W = Counting;
using Ordinary = ArrayBuffer<W>;
using Shared = SharedBuffer<W>;
constexpr std::uint64_t kBytes = 4096;

class Account : public testing::Test {
 public:
  void TearDown() override {
    main.tear_down();
    cluster.roster.clear();
    EXPECT_EQ(bytes(), 0U);
    EXPECT_EQ(cluster.blocks.account().reserved(), 0U);
    EXPECT_EQ(W::alive() - before_, 0) << "something outlived its agents";
  }
  std::uint64_t bytes() { return cluster.blocks.account().bytes(); }
  Ordinary& ordinary(std::uint64_t length = kBytes) {
    return main.heap().hold(std::move(Ordinary::create(cluster.blocks, length).value()));
  }
  Shared& shared(std::uint64_t length = kBytes) {
    return main.heap().hold(std::move(Shared::create(cluster.blocks, length).value()));
  }
  // A worker that reads nothing until it is ended.
  Worker<W, kDefaultBuckets>& deaf() {
    return main.start(CanBlock::yes, [](Agent<W>& self, Port<W>&) {
      while (self.next().kind != EventKind::terminated) {
      }
    });
  }
  // One that holds whatever comes and says so.
  Worker<W, kDefaultBuckets>& holder() {
    auto& worker = main.start(CanBlock::yes, [](Agent<W>& self, Port<W>& parent) {
      parent.start();
      for (;;) {
        Event<W> event = self.next();
        if (event.kind == EventKind::terminated) return;
        for (auto& buffer : event.message.buffers)
          std::visit([&self](auto& one) { self.heap().hold(std::move(one)); }, buffer);
        event.message.drop();
        if (event.kind == EventKind::message) (void)parent.post(Draft<W>().number(1));
      }
    });
    worker.port().start();
    return worker;
  }
  void end(Worker<W, kDefaultBuckets>& worker) {
    worker.terminate();
    worker.join();
  }
  static void post(Worker<W, kDefaultBuckets>& worker, const Draft<W>& draft) {
    ASSERT_EQ(worker.port().post(draft).ok(), true);
  }

 private:
  const int before_ = W::alive();

 public:
  Cluster<W> cluster;
  Agent<W> main{cluster, CanBlock::yes};
};

TEST_F(Account, has_a_copy_from_its_post_to_the_end_of_whoever_has_it) {
  auto& buffer = ordinary();
  auto& worker = deaf();
  for (std::uint64_t posts = 1; posts <= 3; ++posts) {
    post(worker, Draft<W>().buffer(buffer));
    EXPECT_EQ(bytes(), (1 + posts) * kBytes) << "queued, and nobody has read it";
  }
  end(worker);
  EXPECT_EQ(bytes(), kBytes) << "never read";
  auto& reader = holder();
  post(reader, Draft<W>().buffer(buffer).buffer(buffer));
  main.next().message.drop();
  EXPECT_EQ(bytes(), 2 * kBytes) << "named twice, copied once";
  main.heap().let_go(buffer);
  EXPECT_EQ(bytes(), kBytes);
  end(reader);
  EXPECT_EQ(bytes(), 0U);
}

TEST_F(Account, does_not_move_with_what_is_transferred) {
  auto& moved = ordinary();
  auto& worker = holder();
  post(worker, Draft<W>().buffer(moved).transfer(moved));
  EXPECT_EQ(moved.detached(), true);
  EXPECT_EQ(bytes(), kBytes);
  main.next().message.drop();
  EXPECT_EQ(bytes(), kBytes);
  auto& unnamed = ordinary();
  post(worker, Draft<W>().number(1).transfer(unnamed));
  EXPECT_EQ(bytes(), kBytes) << "moved to nobody";
  main.next().message.drop();
  end(worker);
  EXPECT_EQ(bytes(), 0U);
}

TEST_F(Account, has_a_shared_block_once_while_anything_holds_it) {
  auto& buffer = shared();
  auto& worker = deaf();
  for (int i = 0; i < 3; ++i) post(worker, Draft<W>().buffer(buffer).buffer(buffer));
  EXPECT_EQ(bytes(), kBytes);
  main.heap().let_go(buffer);
  EXPECT_EQ(bytes(), kBytes) << "three messages hold it";
  end(worker);
  EXPECT_EQ(bytes(), 0U);
}

TEST_F(Account, grows_with_a_block_that_is_under_way) {
  auto& buffer = main.heap().hold(
      std::move(Shared::create_growable(cluster.blocks, kBytes, 4 * kBytes).value()));
  auto& worker = deaf();
  post(worker, Draft<W>().buffer(buffer));
  ASSERT_EQ(buffer.grow(3 * kBytes).ok(), true);
  EXPECT_EQ(bytes(), 3 * kBytes);
  EXPECT_EQ(buffer.grow(5 * kBytes).ok(), false);
  EXPECT_EQ(buffer.grow(kBytes).ok(), false);
  EXPECT_EQ(bytes(), 3 * kBytes);
  main.heap().let_go(buffer);
  EXPECT_EQ(bytes(), 3 * kBytes);
  end(worker);
  EXPECT_EQ(bytes(), 0U);
}

TEST_F(Account, an_error_takes_nothing_whatever_came_before_it) {
  auto& mine = ordinary();
  auto& other = ordinary();
  auto& block = shared();
  auto& worker = deaf();
  const auto refused = [&](const Draft<W>& draft) {
    EXPECT_EQ(worker.port().post(draft).ok(), false);
    EXPECT_EQ(bytes(), 3 * kBytes);
    EXPECT_EQ(mine.detached() || other.detached(), false);
  };
  refused(Draft<W>().buffer(mine).buffer(block).uncloneable("a function"));
  refused(Draft<W>().buffer(mine).transfer(other).transfer(block));
  refused(Draft<W>().buffer(mine).transfer(mine).transfer(mine));
  refused(Draft<W>().buffer(mine).transfer(mine).uncloneable("a symbol"));
  Port<W>* const ports[] = {&worker.port()};
  EXPECT_EQ(broadcast<W>(Draft<W>().buffer(mine).transfer(other), ports).ok(), false);
  EXPECT_EQ(bytes(), 3 * kBytes);
  end(worker);
  EXPECT_EQ(bytes(), 3 * kBytes) << "nothing was sent";
}

TEST_F(Account, a_broadcast_copies_for_each_and_shares_with_all) {
  auto& copied = ordinary();
  auto& block = shared();
  Worker<W, kDefaultBuckets>* const workers[] = {&holder(), &deaf(), &holder()};
  Port<W>* const ports[] = {&workers[0]->port(), &workers[1]->port(), &workers[2]->port()};
  ASSERT_EQ(broadcast<W>(Draft<W>().buffer(copied).buffer(block), ports).ok(), true);
  EXPECT_EQ(bytes(), 5 * kBytes);
  main.heap().let_go(block);
  for (std::uint64_t gone = 0; gone < 3; ++gone) {
    EXPECT_EQ(bytes(), (5 - gone) * kBytes);
    end(*workers[gone]);
  }
  EXPECT_EQ(bytes(), kBytes) << "the shared block went with its last holder";
}

TEST_F(Account, what_cannot_be_delivered_is_given_back) {
  auto& copied = ordinary();
  auto& moved = ordinary();
  auto& worker = deaf();
  end(worker);
  post(worker, Draft<W>().buffer(copied));
  EXPECT_EQ(bytes(), 2 * kBytes) << "the agent has ended";
  worker.port().close();
  post(worker, Draft<W>().buffer(copied).buffer(moved).transfer(moved));
  EXPECT_EQ(bytes(), kBytes) << "the port is closed; what moved is gone";
}

TEST_F(Account, a_worker_that_is_let_go_leaves_no_message_behind) {
  auto& worker = main.start(CanBlock::yes, [](Agent<W>& self, Port<W>& parent) {
    auto& own = self.heap().hold(std::move(Shared::create(self.cluster().blocks, kBytes).value()));
    for (int i = 0; i < 3; ++i) (void)parent.post(Draft<W>().buffer(own));
  });
  worker.join();
  EXPECT_EQ(bytes(), kBytes) << "three letters hold it";
  // The port is not started: what has come waits there.
  EXPECT_EQ(main.next().kind, EventKind::closed);
  main.let_go(worker);
  EXPECT_EQ(bytes(), 0U);
}

// -- sixteen at once ---------------------------------------------------------------------

constexpr int kAgents = 16;

// What an agent does at random, and what it should have on the account then.
class Busy {
 public:
  Busy(Agent<W>& self, Port<W>& parent, unsigned seed)
      : self_(self), parent_(parent), random_(seed) {}

  void step() {
    auto& source = self_.cluster().blocks;
    const std::uint64_t length = 1 + random_() % 5000;
    switch (random_() % 8) {
      case 0:
        ordinary_.push_back(
            &self_.heap().hold(std::move(Ordinary::create(source, length).value())));
        break;
      case 1:
        grow(std::move(Shared::create_growable(source, length, 2 * length).value()), 2 * length);
        break;
      case 2:  // a copy to the parent, which drops it
        if (!ordinary_.empty()) (void)parent_.post(Draft<W>().buffer(*ordinary_.back()));
        break;
      case 3:  // and one that moves there
        if (ordinary_.empty()) break;
        (void)parent_.post(Draft<W>().buffer(*ordinary_.back()).transfer(*ordinary_.back()));
        self_.heap().let_go(*ordinary_.back());
        ordinary_.pop_back();
        break;
      case 4:
        if (!shared_.empty()) (void)parent_.post(Draft<W>().buffer(*shared_.back()));
        break;
      case 5:  // errors, after something was copied
        if (ordinary_.empty()) break;
        EXPECT_EQ(parent_.post(Draft<W>().buffer(*ordinary_.back()).uncloneable("a function")).ok(),
                  false);
        break;
      case 6:
        if (shared_.empty()) break;
        self_.heap().let_go(*shared_.front());
        shared_.erase(shared_.begin());
        break;
      default:
        if (ordinary_.empty()) break;
        self_.heap().let_go(*ordinary_.front());
        ordinary_.erase(ordinary_.begin());
    }
  }
  double held() const {
    double sum = 0;
    for (const Ordinary* each : ordinary_) sum += static_cast<double>(each->byte_length());
    for (const Shared* each : shared_) sum += static_cast<double>(each->byte_length());
    return sum;
  }

 private:
  void grow(Shared made, std::uint64_t to) {
    auto& buffer = self_.heap().hold(std::move(made));
    EXPECT_EQ(buffer.grow(to).ok(), true);
    EXPECT_EQ(buffer.grow(to + 1).ok(), false);
    shared_.push_back(&buffer);
  }

  Agent<W>& self_;
  Port<W>& parent_;
  std::mt19937 random_;
  std::vector<Ordinary*> ordinary_;
  std::vector<Shared*> shared_;
};

TEST_F(Account, is_exact_whenever_sixteen_busy_agents_pause) {
  constexpr int kRounds = 8;
  constexpr int kSteps = 60;
  std::vector<Worker<W, kDefaultBuckets>*> workers;
  for (unsigned i = 0; i < kAgents; ++i) {
    auto& worker = main.start(CanBlock::yes, [i](Agent<W>& self, Port<W>& parent) {
      parent.start();
      Busy busy(self, parent, i);
      for (Event<W> event = self.next(); event.kind == EventKind::message; event = self.next()) {
        event.message.drop();
        for (int step = 0; step < kSteps; ++step) busy.step();
        (void)parent.post(Draft<W>().number(busy.held()));
      }
    });
    worker.port().start();
    workers.push_back(&worker);
  }
  for (int round = 0; round < kRounds; ++round) {
    for (auto* const worker : workers) post(*worker, Draft<W>().number(round));
    double held = 0;
    // A number comes after all buffers that its agent has sent.
    for (int paused = 0; paused < kAgents;) {
      Event<W> event = main.next();
      if (const auto* const number = std::get_if<double>(&event.message.values[0])) {
        held += *number;
        ++paused;
      }
      event.message.drop();
    }
    EXPECT_EQ(static_cast<double>(bytes()), held) << "round " << round;
  }
  for (auto* const worker : workers) end(*worker);
  EXPECT_EQ(bytes(), 0U);
}

TEST(Budget, sixteen_that_race_never_have_more_than_there_is) {
  constexpr std::uint64_t kBudget = 64 * kBytes;
  BlockSource<W> source(kBudget);
  std::atomic<std::uint64_t> held{0};  // a lower bound of what is reserved
  std::atomic<std::uint64_t> most{0};
  std::atomic<int> granted{0};
  std::atomic<int> refused{0};
  std::vector<std::thread> agents;
  for (unsigned i = 0; i < kAgents; ++i)
    agents.emplace_back([&, i] {
      std::mt19937 random(i);
      for (int n = 0; n < 400; ++n) {
        const std::uint64_t whole = (1 + random() % 16) * kBytes;
        auto made =
            n % 2 == 0 ? Shared::create(source, whole) : Shared::create_growable(source, 1, whole);
        if (!made.ok()) {
          ++refused;
          continue;
        }
        ++granted;
        const std::uint64_t now = held += whole;
        for (std::uint64_t seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
        }
        std::this_thread::yield();
        held -= whole;
        made.value().drop();
      }
    });
  for (std::thread& agent : agents) agent.join();
  EXPECT_LE(most, kBudget);
  EXPECT_GT(granted, 0);
  EXPECT_GT(refused, 0) << "nobody ever met the limit";
  EXPECT_EQ(source.account().reserved(), 0U);
  EXPECT_EQ(source.account().bytes(), 0U);
}

}  // namespace
}  // namespace assay
