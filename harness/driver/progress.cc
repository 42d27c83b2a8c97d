#include "harness/driver/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace assay {
namespace {

std::string minutes(std::chrono::seconds time) {
  return fmt::format("{}:{:02}", time.count() / 60, time.count() % 60);
}

}  // namespace

Progress::Progress() : on_terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  constexpr const char* kErase = "\r\x1b[K";
  if (line_is_open_) fmt::print(stderr, "{}", kErase);
}

void Progress::show(std::uint64_t done, std::uint64_t total, const std::string& next) {
  constexpr std::chrono::seconds kBetweenLines{30};
  const auto now = Clock::now();
  const auto elapsed = std::chrono::duration_cast<std::chrono::seconds>(now - start_);
  std::string left = "?";
  if (done != 0)
    left = minutes(elapsed * static_cast<std::int64_t>(total - std::min(done, total)) /
                   static_cast<std::int64_t>(done));
  const std::string line = fmt::format("[{:>3}/{}] {} left  {:.50}", done + 1, total, left, next);
  if (on_terminal_) {
    fmt::print(stderr, "\r\x1b[K{}", line);
    std::fflush(stderr);
    line_is_open_ = true;
  } else if (now - last_line_ >= kBetweenLines) {
    fmt::print(stderr, "{}\n", line);
    last_line_ = now;
  }
}

}  // namespace assay
