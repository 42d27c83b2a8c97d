#include "harness/engines/native/tsan_reports.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>

#include "harness/engines/native/plain_access.h"

namespace assay {

#if ASSAY_WATCHED_BY_TSAN

extern "C" {
// The runtime's own names.
void __tsan_read1(void* at);
void __tsan_read2(void* at);
void __tsan_read4(void* at);
void __tsan_read8(void* at);
void __tsan_write1(void* at);
void __tsan_write2(void* at);
void __tsan_write4(void* at);
void __tsan_write8(void* at);
int __tsan_get_report_data(void* report, const char** description, int* count, int* stacks,
                           int* accesses, int* locations, int* mutexes, int* threads,
                           int* unique_threads, void** sleep_trace, unsigned long trace_size);
int __tsan_get_report_mop(void* report, unsigned long index, int* thread, void** address, int* size,
                          int* is_write, int* is_atomic, void** trace, unsigned long trace_size);
void __sanitizer_symbolize_pc(void* pc, const char* format, char* out, unsigned long out_size);
void __tsan_on_report(void* report);
const char* __tsan_default_options();
}

namespace {

constexpr std::size_t kFrames = 12;
constexpr std::size_t kAccesses = 2;

struct CaughtAccess {
  bool is_write = false;
  bool is_atomic = false;
  std::array<void*, kFrames> trace{};
};

std::atomic<std::uint64_t> reports{0};
std::array<char, 64> description{};
std::array<CaughtAccess, kAccesses> caught{};
int caught_count = 0;

std::string symbol_of(void* pc) {
  std::array<char, 512> text{};
  // A return address belongs to the instruction before it.
  __sanitizer_symbolize_pc(static_cast<char*>(pc) - 1, "%s:%l", text.data(), text.size());
  return text.data();
}

// The innermost frame of the core, and the innermost of the case that called it: the
// Worlds are below them, the engine's runner above.
std::string place_of(const std::array<void*, kFrames>& trace) {
  std::string core;
  for (void* const pc : trace) {
    if (pc == nullptr) break;
    const std::string place = symbol_of(pc);
    if (core.empty() && place.find("harness/subject/") != std::string::npos) core = place;
    if (place.find("cases/") != std::string::npos)
      return core.empty() ? place : core + " from " + place;
  }
  return core.empty() ? "a place outside the core" : core;
}

}  // namespace

void announce_plain_read(const void* at, std::size_t size) {
  void* const place = const_cast<void*>(at);  // NOLINT: the runtime does not write
  switch (size) {
    case 1:
      return __tsan_read1(place);
    case 2:
      return __tsan_read2(place);
    case 4:
      return __tsan_read4(place);
    default:
      return __tsan_read8(place);
  }
}

void announce_plain_write(void* at, std::size_t size) {
  switch (size) {
    case 1:
      return __tsan_write1(at);
    case 2:
      return __tsan_write2(at);
    case 4:
      return __tsan_write4(at);
    default:
      return __tsan_write8(at);
  }
}

// NOLINTBEGIN: called by the runtime, under its own lock
extern "C" __attribute__((visibility("default"))) void __tsan_on_report(void* report) {
  if (reports.fetch_add(1) != 0) return;
  const char* what = "data race";
  int count = 0;
  int stacks = 0;
  int accesses = 0;
  int locations = 0;
  int mutexes = 0;
  int threads = 0;
  int unique_threads = 0;
  void* sleep_trace[1] = {nullptr};
  __tsan_get_report_data(report, &what, &count, &stacks, &accesses, &locations, &mutexes, &threads,
                         &unique_threads, sleep_trace, 1);
  std::strncpy(description.data(), what, description.size() - 1);
  caught_count = std::min<int>(accesses, kAccesses);
  for (int i = 0; i < caught_count; ++i) {
    int thread = 0;
    int size = 0;
    int is_write = 0;
    int is_atomic = 0;
    void* address = nullptr;
    CaughtAccess& access = caught[static_cast<std::size_t>(i)];
    __tsan_get_report_mop(report, static_cast<unsigned long>(i), &thread, &address, &size,
                          &is_write, &is_atomic, access.trace.data(), kFrames);
    access.is_write = is_write != 0;
    access.is_atomic = is_atomic != 0;
  }
}

// One process runs one check and answers in JSON: nothing is printed. A check ends at
// its first report, so what the runtime takes for the same report again is not missed.
extern "C" __attribute__((visibility("default"))) const char* __tsan_default_options() {
  return "exitcode=0:history_size=4:log_path=/dev/null:report_signal_unsafe=0";
}
// NOLINTEND

std::uint64_t race_reports() { return reports; }

RaceReport first_race_report() {
  RaceReport report{description.data(), {}};
  for (int i = 0; i < caught_count; ++i) {
    const CaughtAccess& access = caught[static_cast<std::size_t>(i)];
    report.accesses.push_back(std::string(access.is_atomic ? "atomic " : "plain ") +
                              (access.is_write ? "write " : "read ") + place_of(access.trace));
  }
  std::sort(report.accesses.begin(), report.accesses.end());
  return report;
}

#else

std::uint64_t race_reports() { return 0; }
RaceReport first_race_report() { return {}; }

#endif

}  // namespace assay
