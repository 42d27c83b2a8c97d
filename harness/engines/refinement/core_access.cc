#include "harness/engines/refinement/core_access.h"

#include <algorithm>

#include "harness/engines/refinement/recording_world.h"
#include "harness/subject/data_view.h"
#include "harness/subject/wait_notify.h"

namespace assay::refinement {
namespace {

using litmus::AccessKind;
using litmus::ElementType;
using litmus::Instruction;
using W = RecordingWorld;
using Buffer = SharedBuffer<W>;

int number_of(std::vector<const void*>& known, const void* object) {
  const auto found = std::find(known.begin(), known.end(), object);
  if (found != known.end()) return static_cast<int>(found - known.begin());
  known.push_back(object);
  return static_cast<int>(known.size() - 1);
}

// "harness/subject/waiter_table.h:116", wherever the tree is; empty where the place is the
// caller's, which is this file.
std::string place(Where where) {
  const std::string file = where.file;
  if (file.ends_with("core_access.cc")) return {};
  const std::size_t tree = file.rfind("harness/");
  return (tree == std::string::npos ? file : file.substr(tree)) + ":" + std::to_string(where.line);
}

struct Agent {
  Cluster<W>& cluster;
  AgentRecord<W>& record;
};

template <class T>
void use_data_view(const Buffer& buffer, std::size_t byte, const Instruction& at) {
  DataView<W> view = std::move(DataView<W>::create(buffer).value());
  recorder.on = true;
  if (at.access == AccessKind::plain_store)
    (void)view.template set<T>(byte, T{}, !at.big_endian);
  else
    (void)view.template get<T>(byte, !at.big_endian);
  recorder.on = false;
  view.drop();
}

// Atomics on the types that have them, each on an element that is zero.
template <class T>
void use_atomics(const TypedArray<W, T>& view, std::size_t i, const Instruction& at, Agent agent) {
  if constexpr (AtomicElement<T>) {
    switch (at.access) {
      case AccessKind::load:
        (void)atomics::load(view, i);
        break;
      case AccessKind::store:
        (void)atomics::store(view, i, T{});
        break;
      case AccessKind::exchange:
        (void)atomics::exchange(view, i, T{});
        break;
      case AccessKind::add:
        (void)atomics::add(view, i, T{});
        break;
      case AccessKind::sub:
        (void)atomics::sub(view, i, T{});
        break;
      case AccessKind::bit_and:
        (void)atomics::bit_and(view, i, T{});
        break;
      case AccessKind::bit_or:
        (void)atomics::bit_or(view, i, T{});
        break;
      case AccessKind::bit_xor:
        (void)atomics::bit_xor(view, i, T{});
        break;
      case AccessKind::compare_exchange:
        (void)atomics::compare_exchange(view, i, T{}, T{});
        break;
      case AccessKind::notify:
        if constexpr (WaitableElement<T>)
          (void)atomics::notify(agent.cluster, agent.record, view, i);
        break;
      default:
        break;
    }
  }
}

template <class T>
void use(const Buffer& buffer, std::size_t byte, const Instruction& at, Agent agent) {
  if constexpr (ViewValue<T>)
    if (at.data_view) return use_data_view<T>(buffer, byte, at);
  const std::size_t elements = buffer.byte_length() / sizeof(T);
  TypedArray<W, T> view = std::move(TypedArray<W, T>::create(buffer, 0, elements).value());
  const std::size_t i = byte / sizeof(T);
  recorder.on = true;
  if (at.access == AccessKind::plain_load)
    (void)view.get(i);
  else if (at.access == AccessKind::plain_store)
    (void)view.set(i, T{});
  else
    use_atomics<T>(view, i, at, agent);
  recorder.on = false;
  view.drop();
}

using Use = void (*)(const Buffer&, std::size_t, const Instruction&, Agent);
constexpr std::array<Use, litmus::kElementTypeNames.size()> kUses{
    use<std::int8_t>,   use<std::uint8_t>, use<Uint8Clamped>,  use<std::int16_t>,
    use<std::uint16_t>, use<std::int32_t>, use<std::uint32_t>, use<std::int64_t>,
    use<std::uint64_t>, use<float>,        use<double>};

}  // namespace

void Recorder::note(CoreAccess access, const void* object, bool is_word, Where where) {
  if (!on) return;
  if (is_word)
    access.word = number_of(words, object);
  else
    access.buffer = number_of(blocks, object);
  access.where = place(where);
  done.push_back(std::move(access));
}

struct CoreStage::State {
  Cluster<W> cluster;
  AgentRecord<W> record;
  std::vector<Buffer> buffers;
  std::vector<std::size_t> first;  // byte of each buffer, among those of all
};

CoreStage::CoreStage(const litmus::Code& code, Mutant mutant) : state_(std::make_unique<State>()) {
  recorder = {};
  recorder.mutant = mutant;
  state_->cluster.waiters.prepare();
  std::size_t first = 0;
  for (const std::uint64_t length : code.buffers) {
    Result<Buffer> made = Buffer::create(state_->cluster.blocks, length);
    state_->first.push_back(first);
    first += length;
    // Numbered in the test's order.
    recorder.blocks.push_back(&made.value().block().bytes());
    state_->buffers.push_back(std::move(made.value()));
  }
}

CoreStage::~CoreStage() {
  for (Buffer& buffer : state_->buffers) buffer.drop();
  recorder = {};
}

std::vector<CoreAccess> CoreStage::run(const Instruction& at) {
  std::size_t buffer = state_->buffers.size() - 1;
  while (state_->first[buffer] > at.address) --buffer;
  recorder.done.clear();
  kUses.at(static_cast<std::size_t>(at.type))(state_->buffers[buffer],
                                              at.address - state_->first[buffer], at,
                                              {state_->cluster, state_->record});
  return std::move(recorder.done);
}

}  // namespace assay::refinement
