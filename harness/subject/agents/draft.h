// What an agent wants to send: values by name, and a list of what moves instead of being
// copied. `serialize` makes a message of it, or leaves everything as it was.
//
// Thread safety: a draft belongs to one agent, as do the handles that it names.
// Invariants:
// - A draft owns nothing: the handles that it names outlive it.
// - An error takes no reference, detaches nothing and allocates nothing that stays.
// Reference: HTML, StructuredSerializeWithTransfer and, for the order of its checks,
// MessagePort.postMessage.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "harness/subject/agents/message.h"

namespace assay {

// A port, as far as a transfer list knows it.
using PortId = std::uint64_t;

template <World W>
class Draft {
 public:
  Draft& number(double value) { return add(value); }
  Draft& text(std::string value) { return add(std::move(value)); }
  Draft& bytes(ByteArray value) { return add(std::move(value)); }
  Draft& buffer(const SharedBuffer<W>& shared) { return add(&shared.block()); }
  Draft& buffer(ArrayBuffer<W>& owned) { return add(&owned); }
  template <Element T>
  Draft& view(const TypedArray<W, T>& array) {
    ViewName view{array_name<T>(), 0, array.byte_offset(), {}};
    if (!array.tracks_length()) view.length = array.length();
    return add(Seen{&array.block(), view});
  }
  Draft& view(const DataView<W>& data) {
    ViewName view{"DataView", 0, data.byte_offset(), {}};
    if (!data.tracks_length()) view.length = data.byte_length();
    return add(Seen{&data.block(), view});
  }
  // What no structured clone copies: "a function", "a symbol".
  Draft& uncloneable(const char* what) { return add(Uncloneable{what}); }

  // The transfer list.
  Draft& transfer(ArrayBuffer<W>& owned) { return list(&owned); }
  Draft& transfer(const SharedBuffer<W>& shared) { return list(&shared.block()); }
  Draft& transfer_port(PortId port) { return list(port); }

  bool transfers() const { return !list_.empty(); }

  // Where the message goes: to another agent, or to be kept (IndexedDB, v8.serialize).
  enum class Use : bool { message, storage };

  // For a message from port `from`; 0: from none. DataCloneError: a shared buffer in the
  // transfer list, or for storage; a buffer twice in the list, or a detached one anywhere;
  // a port in the list; a value that cannot be cloned. RangeError: memory is short, or a
  // reference count exhausted.
  Result<Message<W>> serialize(Use use = Use::message, PortId from = 0) const {
    if (const auto wrong = wrong_in_list(from)) return *wrong;
    Assembly made{.draft = *this, .use = use};
    std::optional<Error> wrong;
    for (const Item& item : items_)
      if (!wrong) wrong = std::visit([&made](const auto& value) { return made.add(value); }, item);
    if (!wrong) wrong = detached_in_list();
    if (wrong) {
      made.message.drop();
      return *wrong;
    }
    // Nothing fails from here on.
    for (const auto& [number, buffer] : made.moving)
      made.message.buffers[number] = ArrayBuffer<W>(buffer->detach());
    // What is in the list and not in the message moves, too: to nobody.
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::transfer_copies)) return std::move(made.message);
    for (const Listed& each : list_) std::get<ArrayBuffer<W>*>(each)->drop();
    return std::move(made.message);
  }

 private:
  struct Uncloneable {
    const char* what;
  };
  struct Seen {
    Block<W>* block;
    ViewName view;  // its buffer: not known yet
  };
  using Item =
      std::variant<double, std::string, ByteArray, Block<W>*, ArrayBuffer<W>*, Seen, Uncloneable>;
  using Listed = std::variant<ArrayBuffer<W>*, Block<W>*, PortId>;

  template <class Of>
  Draft& add(Of item) {
    items_.emplace_back(std::move(item));
    return *this;
  }
  Draft& list(Listed listed) {
    list_.push_back(listed);
    return *this;
  }

  static Error clone_error(const char* format, ErrorPart part = {}) {
    return {ErrorKind::data_clone_error, format, part};
  }

  // A message in the making. An error leaves it to its maker to drop.
  struct Assembly {
    const Draft& draft;
    Use use;
    Message<W> message{};
    std::vector<const void*> known{};  // blocks and ordinary buffers, by number
    std::vector<std::pair<std::size_t, ArrayBuffer<W>*>> moving{};

    std::optional<Error> add(double number) { return keep(number); }
    std::optional<Error> add(const std::string& text) { return keep(text); }
    std::optional<Error> add(const ByteArray& bytes) { return keep(bytes); }
    std::optional<Error> add(Block<W>* block) { return named(number_of(block)); }
    std::optional<Error> add(ArrayBuffer<W>* buffer) { return named(number_of(buffer)); }
    std::optional<Error> add(const Uncloneable& value) {
      return clone_error("postMessage: {} cannot be cloned", value.what);
    }
    std::optional<Error> add(const Seen& seen) {
      const Result<std::size_t> number = number_of(seen.block);
      if (!number.ok()) return number.error();
      ViewName view = seen.view;
      view.buffer = number.value();
      return keep(view);
    }

    template <class Of>
    std::optional<Error> keep(const Of& value) {
      message.values.emplace_back(value);
      return {};
    }
    std::optional<Error> named(const Result<std::size_t>& number) {
      if (!number.ok()) return number.error();
      return keep(BufferName{number.value()});
    }

    Result<std::size_t> number_of(Block<W>* block) {
      if (use == Use::storage)
        return clone_error("serialize: a SharedArrayBuffer cannot be stored");
      if (const auto there = find(block)) return *there;
      Result<SharedBuffer<W>> shared = SharedBuffer<W>::of(*block);
      if (!shared.ok()) return shared.error();
      return enter(block, std::move(shared.value()));
    }
    // One that moves has its place, empty, until nothing can fail.
    Result<std::size_t> number_of(ArrayBuffer<W>* buffer) {
      if (const auto there = find(buffer)) return *there;
      // Whether one in the list is detached is asked when all else is serialized.
      if (draft.moves(*buffer)) {
        moving.emplace_back(known.size(), buffer);
        return enter(buffer, ArrayBuffer<W>());
      }
      if (buffer->detached()) return clone_error("postMessage: a detached ArrayBuffer");
      OwnedBytes<W>* const copy = buffer->copy();
      if (copy == nullptr)
        return Error(ErrorKind::range_error, "postMessage: cannot allocate {} bytes",
                     buffer->byte_length());
      copy->give();
      return enter(buffer, ArrayBuffer<W>(copy));
    }

    std::optional<std::size_t> find(const void* what) const {
      const auto there = std::find(known.begin(), known.end(), what);
      if (there == known.end()) return {};
      return static_cast<std::size_t>(there - known.begin());
    }
    template <class Buffer>
    std::size_t enter(const void* what, Buffer buffer) {
      message.buffers.emplace_back(std::move(buffer));
      known.push_back(what);
      return known.size() - 1;
    }
  };

  bool moves(ArrayBuffer<W>& buffer) const {
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::transfer_copies)) return false;
    return std::find(list_.begin(), list_.end(), Listed(&buffer)) != list_.end();
  }

  std::optional<Error> wrong_in_list(PortId from) const {
    for (const Listed& each : list_)
      if (const PortId* const port = std::get_if<PortId>(&each))
        return clone_error(*port == from ? "postMessage: a port in its own transfer list"
                                         : "postMessage: this core does not transfer ports");
    for (auto each = list_.begin(); each != list_.end(); ++each) {
      if (std::holds_alternative<Block<W>*>(*each))
        return clone_error(
            "postMessage: a SharedArrayBuffer in the transfer list: to be in the message is "
            "to be shared");
      if (std::find(list_.begin(), each, *each) != each)
        return clone_error("postMessage: an ArrayBuffer is twice in the transfer list");
    }
    return {};
  }
  std::optional<Error> detached_in_list() const {
    for (const Listed& each : list_)
      if (std::get<ArrayBuffer<W>*>(each)->detached())
        return clone_error("postMessage: a detached ArrayBuffer in the transfer list");
    return {};
  }

  std::vector<Item> items_;
  std::vector<Listed> list_;
};

}  // namespace assay
