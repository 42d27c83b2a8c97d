// Classic algorithms, right and wrong: the engine has to prove the ones and to refute the
// others, for what is wrong with them.
//
// The table of the engine's README has a row for each, with its numbers; a row that is not
// there word for word is a failure, which prints it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "harness/engines/explore/classic/barrier.h"
#include "harness/engines/explore/classic/chase_lev_deque.h"
#include "harness/engines/explore/classic/dekker.h"
#include "harness/engines/explore/classic/futex_mutex.h"
#include "harness/engines/explore/classic/mcs_lock.h"
#include "harness/engines/explore/classic/michael_scott_queue.h"
#include "harness/engines/explore/classic/peterson.h"
#include "harness/engines/explore/classic/rcu_publication.h"
#include "harness/engines/explore/classic/reader_writer_lock.h"
#include "harness/engines/explore/classic/seqlock.h"
#include "harness/engines/explore/classic/spsc_ring.h"
#include "harness/engines/explore/classic/ticket_lock.h"
#include "harness/engines/explore/classic/treiber_stack.h"
#include "harness/engines/explore/classic/ttas_lock.h"
#include "harness/engines/explore/explore.h"
#include "harness/engines/explore/readme.h"

namespace assay::explore::classic {
namespace {

struct Row {
  const char* version;  // what is wrong with it; its size, where nothing is
  const char* wrong;    // the kind of defect; "": none
  CaseEntry entry;
};

template <class Case>
Row right(const char* size) {
  return {size, "", case_entry<Case>()};
}
template <class Case>
Row wrong(const char* flaw, const char* kind) {
  return {flaw, kind, case_entry<Case>()};
}

const std::vector<Row>& rows() {
  using T = TicketFlaw;
  using S = TtasFlaw;
  using M = McsFlaw;
  using F = FutexFlaw;
  using D = DekkerFlaw;
  using P = PetersonFlaw;
  using W = ReaderWriterFlaw;
  using B = BarrierFlaw;
  using R = RingFlaw;
  using Q = SeqlockFlaw;
  using K = TreiberFlaw;
  using U = QueueFlaw;
  using L = DequeFlaw;
  using V = RcuFlaw;
  static const std::vector<Row> kRows{
      right<ticket_lock<T::none, 4>>("4 agents"),
      wrong<ticket_lock<T::relaxed_unlock, 2>>("unlocks relaxed", "data race"),
      wrong<ticket_lock<T::relaxed_wait, 2>>("waits relaxed", "data race"),
      wrong<ticket_lock<T::lost_ticket, 2>>("takes a ticket without atomicity", "livelock"),
      right<ttas_lock<S::none, 3>>("3 agents"),
      wrong<ttas_lock<S::relaxed_lock, 2>>("locks relaxed", "data race"),
      wrong<ttas_lock<S::relaxed_unlock, 2>>("unlocks relaxed", "data race"),
      wrong<ttas_lock<S::no_atomic_set, 2>>("tests, then sets", "data race"),
      right<mcs_lock<M::none, 3>>("3 agents"),
      wrong<mcs_lock<M::relaxed_hand_over, 2>>("hands over relaxed", "data race"),
      wrong<mcs_lock<M::relaxed_wait, 2>>("waits relaxed", "data race"),
      wrong<mcs_lock<M::late_flag, 2>>("raises its flag too late", "livelock"),
      right<futex_mutex<F::none, 3>>("3 agents"),
      wrong<futex_mutex<F::relaxed_slow_lock, 2>>("slow path relaxed", "data race"),
      wrong<futex_mutex<F::relaxed_unlock, 2>>("unlocks relaxed", "data race"),
      wrong<futex_mutex<F::no_wake, 2>>("wakes nobody", "lost wake-up"),
      wrong<futex_mutex<F::does_not_look_again, 2>>("sleeps without looking again", "lost wake-up"),
      right<dekker<D::none>>("2 agents"),
      wrong<dekker<D::acquire_release>>("acquire and release only", "data race"),
      wrong<dekker<D::no_turn>>("nobody yields", "deadlock"),
      right<peterson<P::none>>("2 agents"),
      wrong<peterson<P::acquire_release>>("acquire and release only", "data race"),
      wrong<peterson<P::turn_before_flag>>("yields before it asks", "data race"),
      right<reader_writer_lock<W::none, 2>>("2 readers, 1 writer"),
      wrong<reader_writer_lock<W::relaxed_read_unlock, 1>>("readers unlock relaxed", "data race"),
      wrong<reader_writer_lock<W::relaxed_read_lock, 1>>("readers lock relaxed", "data race"),
      wrong<reader_writer_lock<W::writer_ignores_readers, 1>>("the writer ignores readers",
                                                              "data race"),
      right<barrier<B::none, 3>>("3 agents"),
      wrong<barrier<B::relaxed_arrival, 3>>("arrives relaxed", "data race"),
      wrong<barrier<B::relaxed_departure, 2>>("departs relaxed", "data race"),
      wrong<barrier<B::counts_without_atomicity, 2>>("counts without atomicity", "livelock"),
      right<spsc_ring<R::none, 4>>("4 items, 2 slots"),
      wrong<spsc_ring<R::relaxed_publication, 3>>("publishes relaxed", "data race"),
      wrong<spsc_ring<R::relaxed_release_of_slot, 3>>("frees a slot relaxed", "data race"),
      wrong<spsc_ring<R::frees_slot_early, 3>>("frees a slot before reading it", "data race"),
      right<seqlock<Q::none, 2>>("2 readers, 2 writes"),
      wrong<seqlock<Q::no_writer_fence, 1>>("the writer has no fence", "assertion"),
      wrong<seqlock<Q::no_reader_fence, 1>>("the reader has no fence", "assertion"),
      wrong<seqlock<Q::relaxed_end, 1>>("the writer ends relaxed", "assertion"),
      right<treiber_stack<K::none, 2>>("3 agents, a node reused"),
      wrong<treiber_stack<K::relaxed_push, 1>>("pushes relaxed", "data race"),
      wrong<treiber_stack<K::relaxed_pop, 1>>("pops relaxed", "data race"),
      wrong<treiber_stack<K::no_tag, 1>>("no tag: ABA", "assertion"),
      right<michael_scott_queue<U::none, 2, 1>>("2 producers, 1 consumer"),
      right<michael_scott_queue<U::none, 1, 2>>("1 producer, 2 consumers"),
      wrong<michael_scott_queue<U::relaxed_link, 1, 1>>("links relaxed", "data race"),
      wrong<michael_scott_queue<U::relaxed_reading, 1, 1>>("follows relaxed", "data race"),
      wrong<michael_scott_queue<U::head_without_exchange, 1, 2>>("moves its head without atomicity",
                                                                 "data race"),
      right<chase_lev_deque<L::none, 2>>("2 items, 2 thieves"),
      wrong<chase_lev_deque<L::no_fence_in_take, 2>>("no fence in take", "assertion"),
      wrong<chase_lev_deque<L::no_fence_in_steal, 2>>("no fence in steal", "assertion"),
      wrong<chase_lev_deque<L::relaxed_push, 1>>("pushes relaxed", "assertion"),
      wrong<chase_lev_deque<L::no_exchange_at_last, 1>>("takes the last without an exchange",
                                                        "assertion"),
      right<rcu_publication<V::none, 2>>("2 readers, 1 update"),
      wrong<rcu_publication<V::relaxed_publication, 1>>("publishes relaxed", "data race"),
      wrong<rcu_publication<V::no_grace_period, 1>>("waits for nobody", "use after free"),
      wrong<rcu_publication<V::no_reader_fence, 1>>("the reader has no fence", "use after free"),
      wrong<rcu_publication<V::no_writer_fence, 1>>("the writer has no fence", "use after free"),
  };
  return kRows;
}

// How far a search went before it met a defect depends on where it began.
std::string line_of(const Row& row, const Exploration& found) {
  const CheckResult& result = found.result;
  const std::string algorithm(row.entry.info.name);
  if (result.counterexample)
    return table_row(algorithm, row.version,
                     std::string(name(result.verdict)) + ": " + result.counterexample->kind, "",
                     "");
  return table_row(algorithm, row.version, std::string(name(result.verdict)),
                   std::to_string(found.summary.complete), std::to_string(found.summary.blocked));
}

class Classics : public testing::TestWithParam<std::size_t> {};

TEST_P(Classics, AreDecided) {
  const Row& row = rows()[GetParam()];
  const Exploration found = explore(row.entry, {}, {.remembers = true});
  const CheckResult& result = found.result;
  EXPECT_EQ(result.counterexample ? result.counterexample->kind : "", row.wrong);
  EXPECT_EQ(name(result.verdict), name(*row.wrong == '\0' ? Verdict::proved : Verdict::refuted))
      << name(result.reason) << " " << result.message;
  EXPECT_EQ(found.summary.duplicates, 0U);
  if (*row.wrong == '\0') {
    EXPECT_LE(found.summary.blocked, found.summary.complete);
  }
  EXPECT_THAT(readme(), testing::HasSubstr(line_of(row, found))) << line_of(row, found);
}
INSTANTIATE_TEST_SUITE_P(Explore, Classics, testing::Range(std::size_t{0}, rows().size()),
                         [](const auto& of) {
                           std::string text(rows()[of.param].entry.info.name);
                           text += rows()[of.param].version;
                           std::erase_if(text,
                                         [](unsigned char c) { return std::isalnum(c) == 0; });
                           return std::to_string(of.param) + text;
                         });

}  // namespace
}  // namespace assay::explore::classic
