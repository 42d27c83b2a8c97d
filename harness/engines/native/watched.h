// Whether this translation unit is built with -fsanitize=thread: g++ and clang say so
// in different ways.
#pragma once

#if defined(__SANITIZE_THREAD__)
#define ASSAY_WATCHED_BY_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define ASSAY_WATCHED_BY_TSAN 1
#endif
#endif
#ifndef ASSAY_WATCHED_BY_TSAN
#define ASSAY_WATCHED_BY_TSAN 0
#endif

namespace assay {
inline constexpr bool kWatchedByTsan = ASSAY_WATCHED_BY_TSAN != 0;
}  // namespace assay
