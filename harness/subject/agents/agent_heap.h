// What an agent holds: the small objects by which its program names buffers and views.
// The bytes behind shared ones are outside of every heap, counted once (memory_account.h).
//
// Thread safety: a heap belongs to one agent.
// Invariants: a handle that is held is dropped exactly once, by `let_go` or by `drop_all`;
// wrapper_bytes() is the sum of the rows, and zero for an empty heap.
// Reference: HeapSnapshot of V8, node by node: wrapper and backing store.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/subject/agents/array_buffer.h"
#include "harness/subject/data_view.h"
#include "harness/subject/typed_array.h"

namespace assay {

// An object of a heap, for whoever inspects it.
struct Wrapper {
  std::string_view constructor;  // "SharedArrayBuffer", "Int32Array", …
  std::size_t bytes = 0;         // of the object itself
  BlockId block = 0;             // behind it; 0: bytes of its own, or none
  std::size_t own_bytes = 0;     // of an ArrayBuffer
  friend bool operator==(const Wrapper&, const Wrapper&) = default;
};

template <World W>
Wrapper describe(const SharedBuffer<W>& buffer) {
  return {"SharedArrayBuffer", 0, buffer.empty() ? 0 : buffer.id(), 0};
}
template <World W>
Wrapper describe(const ArrayBuffer<W>& buffer) {
  return {"ArrayBuffer", 0, 0, buffer.byte_length()};
}
template <World W, Element T>
Wrapper describe(const TypedArray<W, T>& view) {
  return {array_name<T>(), 0, view.buffer().empty() ? 0 : view.buffer().id(), 0};
}
template <World W>
Wrapper describe(const DataView<W>& view) {
  return {"DataView", 0, view.buffer().empty() ? 0 : view.buffer().id(), 0};
}

template <World W>
class AgentHeap {
 public:
  // Keeps a handle, where it does not move.
  template <class Handle>
  Handle& hold(Handle handle) {
    auto held = std::make_unique<Held<Handle>>(std::move(handle));
    Handle& there = held->handle;
    objects_.push_back(std::move(held));
    return there;
  }
  // Drops one. Precondition: held.
  template <class Handle>
  void let_go(Handle& handle) {
    handle.drop();
    const auto there = std::find_if(objects_.begin(), objects_.end(),
                                    [&](const auto& each) { return each->is(&handle); });
    objects_.erase(there);
  }

  std::size_t objects() const { return objects_.size(); }
  std::size_t wrapper_bytes() const {
    std::size_t sum = 0;
    for (const auto& each : objects_) sum += each->row().bytes;
    return sum;
  }
  // One for each object, in the order in which they came.
  std::vector<Wrapper> rows() const {
    std::vector<Wrapper> all;
    for (const auto& each : objects_) all.push_back(each->row());
    return all;
  }

  void drop_all() {
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::teardown_keeps_wrappers)) return;
    for (const auto& each : objects_) each->drop();
    objects_.clear();
  }

 private:
  struct Object {
    Object() = default;
    Object(const Object&) = delete;
    Object& operator=(const Object&) = delete;
    virtual ~Object() = default;
    virtual bool is(const void* handle) const = 0;
    virtual Wrapper row() const = 0;
    virtual void drop() = 0;
  };
  template <class Handle>
  struct Held final : Object {
    explicit Held(Handle value) : handle(std::move(value)) {}
    bool is(const void* other) const override { return other == &handle; }
    Wrapper row() const override {
      Wrapper one = describe(handle);
      one.bytes = sizeof(Held);
      return one;
    }
    void drop() override { handle.drop(); }
    Handle handle;
  };

  std::vector<std::unique_ptr<Object>> objects_;
};

}  // namespace assay
