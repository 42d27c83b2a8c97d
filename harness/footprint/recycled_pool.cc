#include "harness/footprint/recycled_pool.h"

#include <algorithm>

#include "harness/footprint/resident_memory.h"
#include "harness/subject/agents/agent.h"
#include "harness/subject/atomics.h"
#include "harness/world/production.h"

namespace assay {
namespace {

using W = Production;

// A worker: touches what it gets, says so, and ends.
void touch(Agent<W>& self, Port<W>& parent) {
  parent.start();
  Event<W> event = self.next();
  double seen = -1;
  if (event.kind == EventKind::message) {
    auto& buffer = self.heap().hold(std::move(event.message.shared(0)));
    Result<Int32Array<W>> view = Int32Array<W>::create(buffer);
    if (view.ok()) seen = atomics::add(self.heap().hold(std::move(view.value())), 0, 1).value();
  }
  event.message.drop();
  (void)parent.post(Draft<W>().number(seen));
}

// The median of a part of the recycles, which has some.
std::int64_t median_resident(std::vector<Recycled>::const_iterator first,
                             std::vector<Recycled>::const_iterator last) {
  std::vector<std::int64_t> all;
  for (auto each = first; each != last; ++each) all.push_back(each->resident);
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::nth_element(all.begin(), middle, all.end());
  return *middle;
}

}  // namespace

class RecycledPool::State {
 public:
  State(std::uint64_t workers, std::uint64_t bytes, Forgets forgets)
      : workers_(workers), bytes_(bytes), forgets_(forgets) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { main_.tear_down(); }

  Result<Recycled> recycle() {
    Result<SharedBuffer<W>> made = SharedBuffer<W>::create(cluster_.blocks, bytes_);
    if (!made.ok()) return made.error();
    auto& buffer = main_.heap().hold(std::move(made.value()));
    std::vector<Worker<W, kDefaultBuckets>*> pool;
    for (std::uint64_t i = 0; i < workers_; ++i) {
      pool.push_back(&main_.start(CanBlock::yes, touch));
      pool.back()->port().start();
      if (const auto posted = pool.back()->port().post(Draft<W>().buffer(buffer)); !posted.ok())
        return posted.error();
    }
    const double touched = sum_of_answers();
    for (auto* const worker : pool) {
      worker->join();
      if (forgets_ != Forgets::workers) main_.let_go(*worker);
    }
    if (forgets_ != Forgets::buffers) main_.heap().let_go(buffer);
    // Each has seen another number from 0: whoever came before it.
    const auto count = static_cast<double>(workers_);
    if (touched != count * (count - 1) / 2)
      return Error(ErrorKind::range_error, "a worker has not seen the others");
    return Recycled{.external = static_cast<std::int64_t>(cluster_.blocks.account().bytes()),
                    .resident = resident_bytes()};
  }

 private:
  double sum_of_answers() {
    double sum = 0;
    for (std::uint64_t answers = 0; answers < workers_;) {
      Event<W> event = main_.next();
      if (event.kind == EventKind::message) {
        sum += std::get<double>(event.message.values[0]);
        ++answers;
      }
      event.message.drop();
    }
    return sum;
  }

  const std::uint64_t workers_;
  const std::uint64_t bytes_;
  const Forgets forgets_;
  Cluster<W> cluster_;
  Agent<W> main_{cluster_, CanBlock::yes};
};

RecycledPool::RecycledPool(std::uint64_t workers, std::uint64_t bytes, Forgets forgets)
    : state_(std::make_unique<State>(workers, bytes, forgets)) {}
RecycledPool::~RecycledPool() = default;

Result<Recycled> RecycledPool::recycle() { return state_->recycle(); }

std::vector<Promise> judge_recycles(const std::vector<Recycled>& recycles) {
  std::int64_t most_external = 0;
  for (const Recycled& each : recycles) most_external = std::max(most_external, each.external);
  const auto tenth = static_cast<std::ptrdiff_t>(recycles.size() / 10);
  const std::int64_t early =
      median_resident(recycles.begin() + tenth, recycles.begin() + 2 * tenth);
  const std::int64_t late = median_resident(recycles.end() - tenth, recycles.end());
  const std::int64_t slack = std::max<std::int64_t>(early / 100, kMegabyte);
  const auto judged = [](std::string promise, std::string figure, std::int64_t found,
                         std::int64_t most) {
    return Promise{.promise = std::move(promise),
                   .figure = std::move(figure),
                   .found = found,
                   .least = 0,
                   .most = most,
                   .judgement = found <= most ? Judgement::held : Judgement::off};
  };
  return {judged("nothing is left on account", "the largest external after a recycle",
                 most_external, 0),
          judged("resident memory stays", "the median of resident in the last tenth", late,
                 early + slack)};
}

}  // namespace assay
