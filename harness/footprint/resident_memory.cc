#include "harness/footprint/resident_memory.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <string>

namespace assay {
namespace {

constexpr std::int64_t kKilobyte = 1024;

// The number of the line that begins with `key`; 0: there is none.
std::int64_t number_after(const char* file, const std::string& key) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with(key)) continue;
    const std::size_t digits = line.find_first_of("0123456789", key.size());
    std::int64_t number = 0;
    if (digits != std::string::npos)
      std::from_chars(line.data() + digits, line.data() + line.size(), number);
    return number;
  }
  return 0;
}

std::int64_t number_in(const char* file) {
  std::ifstream in(file);
  std::int64_t number = 0;
  return in >> number ? number : 0;
}

}  // namespace

std::int64_t resident_bytes() {
  if (const std::int64_t exact = number_after("/proc/self/smaps_rollup", "Rss:"))
    return exact * kKilobyte;
  std::ifstream in("/proc/self/statm");
  std::int64_t size = 0;
  std::int64_t pages = 0;
  return in >> size >> pages ? pages * sysconf(_SC_PAGESIZE) : 0;
}

std::int64_t available_bytes() {
  const std::int64_t machine = number_after("/proc/meminfo", "MemAvailable:") * kKilobyte;
  // Of a container; "max", which is no number, where it has no limit of its own. Files that
  // were read lately count as used there, and make room.
  const std::int64_t limit = number_in("/sys/fs/cgroup/memory.max");
  if (limit == 0) return machine;
  const std::int64_t used = number_in("/sys/fs/cgroup/memory.current") -
                            number_after("/sys/fs/cgroup/memory.stat", "inactive_file ");
  const std::int64_t left = std::max<std::int64_t>(1, limit - used);
  return machine == 0 ? left : std::min(machine, left);
}

}  // namespace assay
