// Runs one check on real threads.
//
// Thread safety: one check per process.
// Invariants: the result is REFUTED or UNKNOWN, never PROVED: this is a sampler.
#pragma once

#include "harness/engines/case.h"

namespace assay {

inline constexpr std::uint64_t kNativeExecutions = 20'000;
inline constexpr std::uint64_t kTsanExecutions = 2'000;

// As the native engine, or as the TSan engine where this is built with
// -fsanitize=thread.
CheckResult run_on_threads(const CaseEntry& entry, const CheckRequest& request);
EngineDeclaration declare_thread_engine();

}  // namespace assay
