// Plain access to shared bytes: what JavaScript's `ta[i]` is to each engine.
//
// Under ThreadSanitizer the access is announced to the detector as a plain one and
// done by an uninstrumented one, so that exactly the races of the ECMAScript model
// are reported. Elsewhere it is a relaxed, unsplit access.
//
// Thread safety: races are the point.
// Invariants: never torn for elements of up to the machine's word.
// Reference: sanitizer/tsan_interface.h; frame 0 of a report is here, frame 1 the
// core's line.
#pragma once

#include <cstddef>

#include "harness/engines/native/watched.h"

namespace assay {

#if ASSAY_WATCHED_BY_TSAN
void announce_plain_read(const void* at, std::size_t size);
void announce_plain_write(void* at, std::size_t size);

#if defined(__clang__)
#define ASSAY_UNWATCHED __attribute__((noinline, no_sanitize("thread")))
#else
#define ASSAY_UNWATCHED __attribute__((noinline, no_sanitize_thread))
#endif

template <class T>
ASSAY_UNWATCHED T unwatched_load(const T* at) {
  return *static_cast<const volatile T*>(at);
}
template <class T>
ASSAY_UNWATCHED void unwatched_store(T* at, T value) {
  *static_cast<volatile T*>(at) = value;
}
#undef ASSAY_UNWATCHED

template <class T>
__attribute__((noinline)) T plain_load(const T* at) {
  announce_plain_read(at, sizeof(T));
  return unwatched_load(at);
}
template <class T>
__attribute__((noinline)) void plain_store(T* at, T value) {
  announce_plain_write(at, sizeof(T));
  unwatched_store(at, value);
}
#else
template <class T>
T plain_load(const T* at) {
  return __atomic_load_n(at, __ATOMIC_RELAXED);
}
template <class T>
void plain_store(T* at, T value) {
  __atomic_store_n(at, value, __ATOMIC_RELAXED);
}
#endif

}  // namespace assay
