// A message: values, and the buffers that they name. What arrives is what structured
// clone makes of what was sent.
//
// Buffers stand in a table of their own, so that one that is named twice, by itself or by
// a view, arrives as one. In this core a shared buffer is its block: two handles of one
// block are one buffer of a message.
//
// Thread safety: a message belongs to one agent at a time; a channel hands it on.
// Invariants:
// - A message owns a reference of each shared buffer and the bytes of each ordinary one,
//   until they are taken out or it is dropped (I10, I11).
// - Dropping twice, or after all was taken out, does nothing.
// Reference: HTML, StructuredSerialize, StructuredDeserialize.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "harness/subject/agents/array_buffer.h"
#include "harness/subject/data_view.h"
#include "harness/subject/typed_array.h"

namespace assay {

// A number of the table of buffers.
struct BufferName {
  std::size_t number;
  friend bool operator==(BufferName, BufferName) = default;
};

// Where a view lies. Without a length it tracks that of its buffer.
struct ViewName {
  const char* constructor;  // "Int32Array", …, "DataView"
  std::size_t buffer;       // number
  std::size_t byte_offset;
  std::optional<std::size_t> length;  // elements; of a DataView bytes
};

using ByteArray = std::vector<std::byte>;
using Value = std::variant<double, std::string, ByteArray, BufferName, ViewName>;

template <World W>
class Message {
 public:
  using Buffer = std::variant<SharedBuffer<W>, ArrayBuffer<W>>;

  std::vector<Value> values;
  std::vector<Buffer> buffers;

  Message() = default;
  Message(Message&&) noexcept = default;
  Message& operator=(Message&&) noexcept = default;

  // The buffers that came. The handles stay the message's, until they are moved out.
  // Preconditions: of that kind.
  SharedBuffer<W>& shared(std::size_t number) { return std::get<SharedBuffer<W>>(buffers[number]); }
  ArrayBuffer<W>& owned(std::size_t number) { return std::get<ArrayBuffer<W>>(buffers[number]); }
  bool is_shared(std::size_t number) const {
    return std::holds_alternative<SharedBuffer<W>>(buffers[number]);
  }

  // The view that value `number` names, over the shared buffer that came with it, which
  // has not been moved out. RangeError: the reference count is exhausted. Precondition:
  // the value is such a view.
  template <Element T>
  Result<TypedArray<W, T>> array(std::size_t number) {
    const ViewName& view = std::get<ViewName>(values[number]);
    return TypedArray<W, T>::create(shared(view.buffer), view.byte_offset, view.length);
  }
  Result<DataView<W>> data_view(std::size_t number) {
    const ViewName& view = std::get<ViewName>(values[number]);
    return DataView<W>::create(shared(view.buffer), view.byte_offset, view.length);
  }

  // Another message with the same contents, for another receiver: shared buffers are
  // shared, ordinary ones copied. Of an error nothing is left. RangeError: memory is
  // short, or a reference count exhausted.
  Result<Message> again() const {
    Message copy;
    copy.values = values;
    for (const Buffer& buffer : buffers) {
      if constexpr (W::kHasMutants)
        if (W::mutated(Mutant::broadcast_moves)) {
          copy.buffers.emplace_back(SharedBuffer<W>());
          continue;
        }
      Result<Buffer> one = again(buffer);
      if (!one.ok()) {
        copy.drop();
        return one.error();
      }
      copy.buffers.push_back(std::move(one.value()));
    }
    return copy;
  }

  // Whether a shared buffer of another cluster is in it: not to be read there.
  bool is_foreign(const BlockSource<W>& here) const {
    for (const Buffer& buffer : buffers)
      if (const auto* shared = std::get_if<SharedBuffer<W>>(&buffer))
        if (!shared->empty() && &shared->block().source() != &here) return true;
    return false;
  }

  // Gives everything back.
  void drop() {
    for (Buffer& buffer : buffers) std::visit([](auto& handle) { handle.drop(); }, buffer);
    buffers.clear();
    values.clear();
  }

 private:
  static Result<Buffer> again(const Buffer& buffer) {
    if (const auto* shared = std::get_if<SharedBuffer<W>>(&buffer)) {
      Result<SharedBuffer<W>> other = shared->share();
      if (!other.ok()) return other.error();
      return Buffer(std::move(other.value()));
    }
    const auto& owned = std::get<ArrayBuffer<W>>(buffer);
    OwnedBytes<W>* const copy = owned.copy();
    if (copy == nullptr)
      return Error(ErrorKind::range_error, "postMessage: cannot allocate {} bytes",
                   owned.byte_length());
    copy->give();
    return Buffer(ArrayBuffer<W>(copy));
  }
};

}  // namespace assay
