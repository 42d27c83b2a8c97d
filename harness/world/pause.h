// The processor's own hint that an agent spins.
//
// Thread safety, Invariants: it never blocks.
#pragma once

namespace assay {

inline void pause_processor() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("isb");
#endif
}

}  // namespace assay
