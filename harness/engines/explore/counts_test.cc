// The number of executions of the classic litmus shapes, under both models and in
// whatever order the agents are scheduled.
#include <gtest/gtest.h>

#include <functional>
#include <tuple>

#include "harness/engines/explore/atomic.h"
#include "harness/engines/explore/explore.h"

namespace assay::explore {
namespace {

constexpr auto rlx = std::memory_order_relaxed;
constexpr auto acq = std::memory_order_acquire;
constexpr auto rel = std::memory_order_release;
constexpr auto ar = std::memory_order_acq_rel;
constexpr auto sc = std::memory_order_seq_cst;

struct Memory {
  atomic<int> x, y, z;
  var<int> d;
};
using Code = std::function<void(Memory&)>;

struct Shape {
  std::vector<Code> agents;
};

class ShapeCase final : public ErasedCase {
 public:
  explicit ShapeCase(const Shape& shape) : shape_(shape) {}
  void before() override {}
  void agent(int i) override { shape_.agents[static_cast<std::size_t>(i)](memory_); }
  void after() override {}

 private:
  Memory memory_;
  const Shape& shape_;
};

const Shape* shape = nullptr;

Summary count(const Shape& of, Model model, Policy policy) {
  shape = &of;
  const CaseEntry entry{
      .info = {.name = "shape", .agents = static_cast<int>(of.agents.size())},
      .size = sizeof(ShapeCase),
      .construct = [](void* memory) -> ErasedCase* { return new (memory) ShapeCase(*shape); }};
  return explore(entry, {}, {.model = model, .policy = policy, .remembers = true}).summary;
}

void expect(const char* name, std::uint64_t rc11, std::uint64_t sequential,
            std::vector<Code> agents) {
  SCOPED_TRACE(name);
  const Shape straight{agents};
  const Shape reversed{{agents.rbegin(), agents.rend()}};
  for (const Shape& one : {straight, reversed})
    for (const Policy policy : {Policy::writes_first, Policy::reads_first, Policy::left_to_right,
                                Policy::right_to_left, Policy::random}) {
      const Summary weak = count(one, Model::rc11, policy);
      EXPECT_EQ(weak.complete, rc11) << static_cast<int>(policy);
      EXPECT_EQ(weak.duplicates, 0U);
      EXPECT_EQ(weak.is_whole, true) << weak.cut << (weak.defect ? weak.defect->kind : "");
      const Summary strong = count(one, Model::sc, policy);
      EXPECT_EQ(strong.complete, sequential) << static_cast<int>(policy);
      EXPECT_EQ(strong.duplicates, 0U);
    }
}

void cas(atomic<int>& at, int from, int to, std::memory_order success, std::memory_order failure) {
  at.compare_exchange_strong(from, to, success, failure);
}

TEST(Counts, StoreBuffering) {
  expect("SB", 4, 3,
         {[](Memory& m) {
            m.x.store(1, rel);
            (void)m.y.load(acq);
          },
          [](Memory& m) {
            m.y.store(1, rel);
            (void)m.x.load(acq);
          }});
  expect("SB+4sc", 3, 3,
         {[](Memory& m) {
            m.x.store(1, sc);
            (void)m.y.load(sc);
          },
          [](Memory& m) {
            m.y.store(1, sc);
            (void)m.x.load(sc);
          }});
  expect("SB+3sc+acq", 4, 3,
         {[](Memory& m) {
            m.x.store(1, sc);
            (void)m.y.load(sc);
          },
          [](Memory& m) {
            m.y.store(1, sc);
            (void)m.x.load(acq);
          }});
  expect("SB+scfs", 3, 3,
         {[](Memory& m) {
            m.x.store(1, rlx);
            fence(sc);
            (void)m.y.load(rlx);
          },
          [](Memory& m) {
            m.y.store(1, rlx);
            fence(sc);
            (void)m.x.load(rlx);
          }});
  expect("SB+2sc+scf", 3, 3,
         {[](Memory& m) {
            m.x.store(1, sc);
            (void)m.y.load(sc);
          },
          [](Memory& m) {
            m.y.store(1, rlx);
            fence(sc);
            (void)m.x.load(rlx);
          }});
  expect("SB+rfis", 4, 3,
         {[](Memory& m) {
            m.x.store(1, rel);
            (void)m.x.load(sc);
            (void)m.y.load(sc);
          },
          [](Memory& m) {
            m.y.store(1, rel);
            (void)m.y.load(sc);
            (void)m.x.load(sc);
          }});
}

TEST(Counts, LoadBufferingAndMessagePassing) {
  expect("LB", 3, 3,
         {[](Memory& m) {
            (void)m.y.load(acq);
            m.x.store(1, rel);
          },
          [](Memory& m) {
            (void)m.x.load(acq);
            m.y.store(1, rel);
          }});
  expect("LB3", 7, 7,
         {[](Memory& m) {
            (void)m.x.load(rlx);
            m.y.store(1, rlx);
          },
          [](Memory& m) {
            (void)m.y.load(rlx);
            m.z.store(1, rlx);
          },
          [](Memory& m) {
            (void)m.z.load(rlx);
            m.x.store(1, rlx);
          }});
  expect("MP", 3, 3,
         {[](Memory& m) {
            m.x.store(1, rel);
            m.y.store(1, rel);
          },
          [](Memory& m) {
            (void)m.y.load(acq);
            (void)m.x.load(acq);
          }});
  expect("MP+rel+acq", 2, 2,
         {[](Memory& m) {
            m.d.set(1);
            m.y.store(1, rel);
          },
          [](Memory& m) {
            if (m.y.load(acq) != 0) (void)m.d.get();
          }});
}

TEST(Counts, Coherence) {
  expect("CoRR", 6, 6,
         {[](Memory& m) {
            m.x.store(1, rel);
            m.x.store(2, rel);
          },
          [](Memory& m) {
            (void)m.x.load(acq);
            (void)m.x.load(acq);
          }});
  expect("CoRR0", 4, 4,
         {[](Memory& m) { m.x.store(1, rel); }, [](Memory& m) { (void)m.x.load(acq); },
          [](Memory& m) { (void)m.x.load(acq); }});
  expect("2+2W", 4, 3,
         {[](Memory& m) {
            m.x.store(1, rel);
            m.y.store(2, rel);
          },
          [](Memory& m) {
            m.y.store(1, rel);
            m.x.store(2, rel);
          }});
  expect("2+2W+4sc", 3, 3,
         {[](Memory& m) {
            m.x.store(1, sc);
            m.y.store(2, sc);
          },
          [](Memory& m) {
            m.y.store(1, sc);
            m.x.store(2, sc);
          }});
}

TEST(Counts, IndependentReads) {
  for (const auto& [name, write, read, weak] :
       {std::tuple{"IRIW", rel, acq, 16U}, std::tuple{"IRIW+sc", sc, sc, 15U}})
    expect(name, weak, 15,
           {[=](Memory& m) { m.x.store(1, write); }, [=](Memory& m) { m.y.store(1, write); },
            [=](Memory& m) {
              (void)m.x.load(read);
              (void)m.y.load(read);
            },
            [=](Memory& m) {
              (void)m.y.load(read);
              (void)m.x.load(read);
            }});
  expect("RWC+syncs", 7, 7,
         {[](Memory& m) { m.x.store(1, rlx); },
          [](Memory& m) {
            (void)m.x.load(rlx);
            fence(sc);
            (void)m.y.load(rlx);
          },
          [](Memory& m) {
            m.y.store(1, rlx);
            fence(sc);
            (void)m.x.load(rlx);
          }});
}

TEST(Counts, ReadModifyWrites) {
  expect("rii", 3, 3,
         {[](Memory& m) {
            (void)m.x.load(rlx);
            m.x.fetch_add(1, rlx);
          },
          [](Memory& m) { m.x.fetch_add(1, rlx); }});
  expect("ccr", 2, 2,
         {[](Memory& m) { cas(m.x, 0, 42, rlx, rlx); },
          [](Memory& m) {
            cas(m.x, 0, 17, rlx, rlx);
            (void)m.x.load(rlx);
          }});
  expect("cii", 6, 6,
         {[](Memory& m) { cas(m.x, 1, 2, rlx, rlx); }, [](Memory& m) { m.x.fetch_add(1, rlx); },
          [](Memory& m) { m.x.fetch_add(1, rlx); }});
  expect("RMWFix", 4, 4,
         {[](Memory& m) {
            if (m.y.load(sc) != 0) {
              m.x.fetch_add(1, sc);
              m.x.fetch_add(1, sc);
            }
          },
          [](Memory& m) { m.x.fetch_add(1, sc); }, [](Memory& m) { m.y.store(42, sc); }});
  expect("H1", 10, 9,
         {[](Memory& m) {
            m.x.store(1, rlx);
            cas(m.y, 0, 1, rel, rlx);
          },
          [](Memory& m) {
            cas(m.y, 0, 2, ar, acq);
            (void)m.x.load(rlx);
          },
          [](Memory& m) {
            cas(m.y, 0, 3, ar, rlx);
            (void)m.x.load(rlx);
          }});
  expect("H5", 48, 48,
         {[](Memory& m) {
            m.x.store(1, rlx);
            m.x.exchange(1, sc);
            (void)m.y.load(acq);
          },
          [](Memory& m) {
            (void)m.x.load(acq);
            m.y.store(2, rel);
          },
          [](Memory& m) {
            m.x.fetch_add(1, rel);
            (void)m.y.load(rlx);
          }});
  expect("H10", 54, 54,
         {[](Memory& m) {
            cas(m.x, 0, 1, ar, acq);
            m.y.store(1, rlx);
            cas(m.x, 1, 2, rel, rlx);
          },
          [](Memory& m) {
            cas(m.x, 1, 3, acq, rlx);
            fence(acq);
            (void)m.y.load(rlx);
          },
          [](Memory& m) {
            (void)m.x.load(rlx);
            fence(ar);
            cas(m.x, 2, 4, sc, acq);
            (void)m.y.load(rlx);
          }});
}

}  // namespace
}  // namespace assay::explore
