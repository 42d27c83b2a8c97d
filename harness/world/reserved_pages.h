// Address space of a block: reserved once, committed from the front, zero.
//
// Thread safety: `commit` and `data` by any agent; the bytes themselves are shared.
// Invariants: data() never changes between reserve and destruction; bytes
// [0, committed) are readable and writable and were zero when committed, for every
// agent at once.
// Reference: mmap(2), mprotect(2).
#pragma once

#include <cstddef>

namespace assay {

class ReservedPages {
 public:
  ReservedPages() = default;
  ReservedPages(const ReservedPages&) = delete;
  ReservedPages& operator=(const ReservedPages&) = delete;
  ~ReservedPages();

  // Reserves `bytes` of address space, 0 included. False: the system has none.
  // Precondition: not reserved yet.
  bool reserve(std::size_t bytes);
  // Makes [0, bytes) accessible. False: out of memory, and nothing changed.
  // Precondition: bytes <= what was reserved. A smaller commit after a larger one
  // takes nothing back.
  bool commit(std::size_t bytes);

  std::byte* data() const { return data_; }

 private:
  std::byte* data_ = nullptr;
  std::size_t reserved_ = 0;  // bytes, a multiple of the page size
};

}  // namespace assay
