#include "harness/engines/explore/arena.h"

#include <sys/mman.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace assay::explore {
namespace {

constexpr std::size_t kSlot = Arena::kGuard + Arena::kStack + Arena::kPart;
constexpr std::size_t kSize = kSlot * (Arena::kMostAgents + 1);
// Above what a process of x86-64 and of AArch64 may map.
constexpr std::uintptr_t kNoMemory = std::uintptr_t{1} << 56U;
constexpr std::uintptr_t kNoMemoryPart = std::uintptr_t{1} << 50U;

// Where the arenas of the program are, for operator delete; 0 where there is none.
constexpr std::size_t kMostArenas = 64;
constinit std::array<std::atomic<std::uintptr_t>, kMostArenas> arenas{};

std::byte* slot(std::byte* memory, int part) {
  return memory + static_cast<std::size_t>(part) * kSlot;
}

}  // namespace

constinit thread_local Arena::Inside Arena::inside{};

Arena::Arena() {
  void* const memory = mmap(nullptr, kSize, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  memory_ = static_cast<std::byte*>(memory);
  for (int part = 0; part <= kSetUp; ++part) mprotect(slot(memory_, part), kGuard, PROT_NONE);
  for (auto& each : arenas) {
    std::uintptr_t none = 0;
    if (each.compare_exchange_strong(none, reinterpret_cast<std::uintptr_t>(memory_))) return;
  }
  munmap(memory_, kSize);
  throw std::bad_alloc();
}

Arena::~Arena() {
  for (auto& each : arenas) {
    auto mine = reinterpret_cast<std::uintptr_t>(memory_);
    each.compare_exchange_strong(mine, 0);
  }
  munmap(memory_, kSize);
}

std::span<std::byte> Arena::stack(int agent) const {
  return {slot(memory_, agent) + kGuard, kStack};
}

void Arena::reset() {
  used_.fill(0);
  reserved_.fill(0);
}

void* Arena::allocate(int part, std::size_t size, std::size_t alignment) {
  std::size_t& used = used_[static_cast<std::size_t>(part)];
  const std::size_t begin = (used + alignment - 1) / alignment * alignment;
  if (begin + size > kPart) return nullptr;
  used = begin + size;
  return slot(memory_, part) + kGuard + kStack + begin;
}

std::uintptr_t Arena::reserve_addresses(int part, std::size_t size) {
  std::size_t& used = reserved_[static_cast<std::size_t>(part)];
  const std::size_t begin = used;
  used += (size + 63) / 64 * 64;
  return kNoMemory + static_cast<std::uintptr_t>(part) * kNoMemoryPart + begin;
}

bool Arena::contains(const void* address) {
  const auto at = reinterpret_cast<std::uintptr_t>(address);
  for (const auto& each : arenas) {
    const std::uintptr_t begin = each.load();
    if (begin != 0 && at >= begin && at < begin + kSize) return true;
  }
  return false;
}

int Arena::overrun_at(const void* address) {
  const auto at = reinterpret_cast<std::uintptr_t>(address);
  for (const auto& each : arenas) {
    const std::uintptr_t begin = each.load();
    if (begin == 0 || at < begin || at >= begin + kSize) continue;
    const auto part = static_cast<int>((at - begin) / kSlot);
    if (part != kSetUp && (at - begin) % kSlot < kGuard) return part;
  }
  return -1;
}

namespace {

void* allocate_anywhere(std::size_t size, std::size_t alignment) {
  const Arena::Inside inside = Arena::inside;
  void* memory = nullptr;
  if (inside.arena != nullptr)
    memory = inside.arena->allocate(inside.part, size, alignment);
  else if (alignment <= __STDCPP_DEFAULT_NEW_ALIGNMENT__)
    memory = std::malloc(size == 0 ? 1 : size);
  else
    memory = std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void free_anywhere(void* memory) noexcept {
  if (!Arena::contains(memory)) std::free(memory);
}

}  // namespace
}  // namespace assay::explore

// The global operators of every program that has this engine.
void* operator new(std::size_t size) {
  return assay::explore::allocate_anywhere(size, __STDCPP_DEFAULT_NEW_ALIGNMENT__);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return assay::explore::allocate_anywhere(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return operator new(size, alignment);
}
void operator delete(void* memory) noexcept { assay::explore::free_anywhere(memory); }
void operator delete(void* memory, std::size_t) noexcept { assay::explore::free_anywhere(memory); }
void operator delete(void* memory, std::align_val_t) noexcept {
  assay::explore::free_anywhere(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  assay::explore::free_anywhere(memory);
}
void operator delete[](void* memory) noexcept { assay::explore::free_anywhere(memory); }
void operator delete[](void* memory, std::size_t) noexcept {
  assay::explore::free_anywhere(memory);
}
void operator delete[](void* memory, std::align_val_t) noexcept {
  assay::explore::free_anywhere(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
  assay::explore::free_anywhere(memory);
}
