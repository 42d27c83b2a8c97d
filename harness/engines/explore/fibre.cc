#include "harness/engines/explore/fibre.h"

#include <boost/context/preallocated.hpp>
#include <boost/context/stack_context.hpp>
#include <utility>

#if defined(__SANITIZE_ADDRESS__)
#define ASSAY_ASAN_FIBRES 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASSAY_ASAN_FIBRES 1
#endif
#endif
#ifdef ASSAY_ASAN_FIBRES
#include <sanitizer/common_interface_defs.h>
#endif
// ASSAY_TSAN_FIBRES comes from the build: this file is not instrumented, and so cannot see
// that the others are.
#ifdef ASSAY_TSAN_FIBRES
#include <sanitizer/tsan_interface.h>
#endif

// The C++ runtime's account of exceptions that are in flight, which is a thread's and has
// to be a fibre's. Itanium C++ ABI, 2.2.2.
namespace __cxxabiv1 {
struct __cxa_eh_globals;
extern "C" __cxa_eh_globals* __cxa_get_globals() noexcept;
}  // namespace __cxxabiv1

namespace assay::explore {
namespace {

struct Exceptions {
  void* caught = nullptr;
  unsigned uncaught = 0;
};
Exceptions& exceptions() { return *reinterpret_cast<Exceptions*>(__cxxabiv1::__cxa_get_globals()); }

// The stacks belong to the arena.
struct NoAllocator {
  static boost::context::stack_context allocate() { return {}; }
  static void deallocate(boost::context::stack_context&) {}
};

}  // namespace

Fibre::~Fibre() {
#ifdef ASSAY_TSAN_FIBRES
  if (thread_ != nullptr) __tsan_destroy_fiber(thread_);
#endif
}

void Fibre::start(std::span<std::byte> stack, void (*body)(void*), void* argument) {
  stack_ = stack;
#ifdef ASSAY_TSAN_FIBRES
  // A new one now and then: what an exception left on its shadow stack would add up, and each
  // is as dear as a thread.
  constexpr unsigned kStartsOfOne = 128;
  if (starts_++ % kStartsOfOne == 0) {
    if (thread_ != nullptr) __tsan_destroy_fiber(thread_);
    thread_ = __tsan_create_fiber(0);
  }
#endif
  boost::context::stack_context context;
  context.size = stack.size();
  context.sp = stack.data() + stack.size();
  inside_ = boost::context::fiber(
      std::allocator_arg, boost::context::preallocated(context.sp, context.size, context),
      NoAllocator{}, [this, body, argument](boost::context::fiber&& caller) {
        outside_ = std::move(caller);
        arrived();
        body(argument);
#ifdef ASSAY_ASAN_FIBRES
        __sanitizer_start_switch_fiber(nullptr, outer_bottom_, outer_size_);
#endif
#ifdef ASSAY_TSAN_FIBRES
        __tsan_switch_to_fiber(outer_thread_, 0);
#endif
        return std::move(outside_);
      });
}

// Inside, having come from outside.
void Fibre::arrived() {
#ifdef ASSAY_ASAN_FIBRES
  __sanitizer_finish_switch_fiber(nullptr, &outer_bottom_, &outer_size_);
#endif
}

void Fibre::resume() {
  const Exceptions mine = std::exchange(exceptions(), {});
#ifdef ASSAY_ASAN_FIBRES
  void* fake = nullptr;
  __sanitizer_start_switch_fiber(&fake, stack_.data(), stack_.size());
#endif
#ifdef ASSAY_TSAN_FIBRES
  outer_thread_ = __tsan_get_current_fiber();
  __tsan_switch_to_fiber(thread_, 0);
#endif
  inside_ = std::move(inside_).resume();
#ifdef ASSAY_ASAN_FIBRES
  __sanitizer_finish_switch_fiber(fake, nullptr, nullptr);
#endif
  exceptions() = mine;
}

void Fibre::suspend() {
  const Exceptions mine = std::exchange(exceptions(), {});
#ifdef ASSAY_ASAN_FIBRES
  void* fake = nullptr;
  __sanitizer_start_switch_fiber(&fake, outer_bottom_, outer_size_);
#endif
#ifdef ASSAY_TSAN_FIBRES
  __tsan_switch_to_fiber(outer_thread_, 0);
#endif
  outside_ = std::move(outside_).resume();
#ifdef ASSAY_ASAN_FIBRES
  __sanitizer_finish_switch_fiber(fake, &outer_bottom_, &outer_size_);
#endif
  exceptions() = mine;
}

}  // namespace assay::explore
