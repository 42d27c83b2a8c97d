// A fibre: an agent's code that can be left and entered again, on a stack of its own.
//
// A thin layer over Boost.Context that tells the sanitizers what happens.
//
// Thread safety: one thread; a fibre never moves to another.
// Invariants: `resume` returns when the fibre suspends or ends; nothing is thrown across.
// Reference: Boost.Context, class fiber.
#pragma once

#include <boost/context/fiber.hpp>
#include <cstddef>
#include <span>

namespace assay::explore {

class Fibre {
 public:
  Fibre() = default;
  Fibre(const Fibre&) = delete;
  Fibre& operator=(const Fibre&) = delete;
  ~Fibre();

  // Precondition: not alive. `body` runs at the first resume, and must not throw.
  void start(std::span<std::byte> stack, void (*body)(void*), void* argument);
  bool alive() const { return static_cast<bool>(inside_); }
  void resume();   // from outside
  void suspend();  // from inside

 private:
  void arrived();

  boost::context::fiber inside_;   // where the fibre is, while outside
  boost::context::fiber outside_;  // where it was resumed, while inside
  std::span<std::byte> stack_;
  // What the sanitizers have to be told; unused without them.
  [[maybe_unused]] const void* outer_bottom_ = nullptr;
  [[maybe_unused]] std::size_t outer_size_ = 0;
  [[maybe_unused]] void* thread_ = nullptr;
  [[maybe_unused]] void* outer_thread_ = nullptr;
  [[maybe_unused]] unsigned starts_ = 0;
};

}  // namespace assay::explore
