#include "harness/footprint/core_footprint.h"

#include <cstring>
#include <latch>

#include "harness/footprint/resident_memory.h"
#include "harness/subject/agents/agent.h"
#include "harness/world/production.h"

namespace assay {
namespace {

using W = Production;
using View = TypedArray<W, double>;

// The dataset: the element `i`, and what all of them sum up to, exactly.
constexpr double element(std::uint64_t i) { return static_cast<double>(i % 1024); }
double sum_of(std::uint64_t count) {
  double sum = 0;
  for (std::uint64_t i = 0; i < count; ++i) sum += element(i);
  return sum;
}

double sum_of(const View& view) {
  double sum = 0;
  for (std::uint64_t i = 0; i < view.length(); ++i) sum += *view.get(i);
  return sum;
}
double sum_of(std::span<const std::byte> bytes) {
  double sum = 0;
  for (std::size_t at = 0; at < bytes.size(); at += sizeof(double)) {
    double one = 0;
    std::memcpy(&one, &bytes[at], sizeof one);
    sum += one;
  }
  return sum;
}
void fill(std::span<std::byte> bytes) {
  for (std::size_t at = 0; at < bytes.size(); at += sizeof(double)) {
    const double one = element(at / sizeof(double));
    std::memcpy(&bytes[at], &one, sizeof one);
  }
}

Error wrong_sum() {
  return {ErrorKind::range_error, "a worker read other bytes than were written"};
}

void say(Port<W>& port, double number) {
  (void)port.post(Draft<W>().number(number));  // numbers can always be cloned
}

// Takes what came and says the sum of its elements, -1 where it could not be held.
double hold_and_read(Agent<W>& self, Message<W>& message) {
  if (!message.is_shared(0)) return sum_of(self.heap().hold(std::move(message.owned(0))).bytes());
  auto& buffer = self.heap().hold(std::move(message.shared(0)));
  Result<View> view = View::create(buffer);
  return view.ok() ? sum_of(self.heap().hold(std::move(view.value()))) : -1;
}

// A worker: says that it has started, reads what it gets, and holds it until it is ended.
void hold_until_ended(Agent<W>& self, Port<W>& parent) {
  parent.start();
  say(parent, 0);
  for (;;) {
    Event<W> event = self.next();
    if (event.kind == EventKind::terminated) return;
    if (event.kind == EventKind::message) say(parent, hold_and_read(self, event.message));
    event.message.drop();
  }
}

class Run {
 public:
  Run(Scenario scenario, const Dataset& dataset) : dataset_(dataset) {
    footprint_.scenario = scenario;
    footprint_.readings.reserve(steps_of(scenario).size());
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  ~Run() { main_.tear_down(); }

  Result<Footprint> dataset_for_all() {
    for (std::uint64_t i = 0; i < dataset_.workers; ++i) start(hold_until_ended);
    (void)next_number(dataset_.workers);
    read();
    Draft<W> draft;
    if (const auto error = allocate(draft)) return *error;
    read();
    for (Worker<W, kDefaultBuckets>* const worker : workers_)
      if (const auto posted = worker->port().post(draft); !posted.ok()) return posted.error();
    const double expected = sum_of(dataset_.bytes / sizeof(double));
    for (std::uint64_t i = 0; i < dataset_.workers; ++i)
      if (next_number(1) != expected) return wrong_sum();
    read();
    main_.heap().drop_all();
    for (auto* const worker : workers_) worker->terminate();
    for (auto* const worker : workers_) worker->join();
    read();
    return footprint_;
  }

  Result<Footprint> teardown_of_one() {
    // The worker is busy with what no request to end interrupts.
    start([this](Agent<W>& self, Port<W>& parent) {
      parent.start();
      say(parent, 0);
      Event<W> event = self.next();
      if (event.kind == EventKind::message) say(parent, hold_and_read(self, event.message));
      event.message.drop();
      may_go_on_.wait();
    });
    (void)next_number(1);
    read();
    Draft<W> draft;
    std::optional<Error> error = allocate(draft);
    if (const auto posted = error ? Result<Nothing>(*error) : workers_[0]->port().post(draft);
        !posted.ok())
      error = posted.error();
    if (!error && next_number(1) != sum_of(dataset_.bytes / sizeof(double))) error = wrong_sum();
    if (error) {
      may_go_on_.count_down();
      return *error;
    }
    main_.heap().drop_all();
    read();
    workers_[0]->terminate();
    const bool early = workers_[0]->torn_down();
    read();
    may_go_on_.count_down();
    workers_[0]->join();
    if (early || !workers_[0]->torn_down())
      return Error(ErrorKind::range_error, "a teardown that came early, or never");
    read();
    return footprint_;
  }

 private:
  template <class Program>
  void start(Program program) {
    auto& worker = main_.start(CanBlock::yes, std::move(program));
    worker.port().start();
    workers_.push_back(&worker);
  }

  void read() {
    footprint_.readings.push_back(
        {.step = std::string(steps_of(footprint_.scenario)[footprint_.readings.size()]),
         .external = static_cast<std::int64_t>(cluster_.blocks.account().bytes()),
         .resident = resident_bytes()});
  }

  // The last of the next `count` numbers that workers say.
  double next_number(std::uint64_t count) {
    double number = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      Event<W> event = main_.next();
      if (event.kind == EventKind::message) number = std::get<double>(event.message.values[0]);
      event.message.drop();
    }
    return number;
  }

  // The dataset, written, held by the main agent and named by the draft.
  std::optional<Error> allocate(Draft<W>& draft) {
    if (footprint_.scenario == Scenario::cloned) {
      Result<ArrayBuffer<W>> made = ArrayBuffer<W>::create(cluster_.blocks, dataset_.bytes);
      if (!made.ok()) return made.error();
      auto& buffer = main_.heap().hold(std::move(made.value()));
      fill(buffer.bytes());
      draft.buffer(buffer);
      return {};
    }
    Result<SharedBuffer<W>> made = SharedBuffer<W>::create(cluster_.blocks, dataset_.bytes);
    if (!made.ok()) return made.error();
    auto& buffer = main_.heap().hold(std::move(made.value()));
    Result<View> view = View::create(buffer);
    if (!view.ok()) return view.error();
    auto& elements = main_.heap().hold(std::move(view.value()));
    for (std::uint64_t i = 0; i < elements.length(); ++i) elements.set(i, element(i));
    draft.buffer(buffer);
    return {};
  }

  const Dataset dataset_;
  Footprint footprint_;
  std::latch may_go_on_{1};
  Cluster<W> cluster_;
  Agent<W> main_{cluster_, CanBlock::yes};
  std::vector<Worker<W, kDefaultBuckets>*> workers_;
};

}  // namespace

Result<Footprint> measure_core(Scenario scenario, const Dataset& dataset) {
  Run run(scenario, dataset);
  return scenario == Scenario::teardown ? run.teardown_of_one() : run.dataset_for_all();
}

}  // namespace assay
