#include "harness/driver/provenance.h"

#include <sys/utsname.h>

#include <fstream>

#include "harness/driver/revision.h"

namespace assay {
namespace {

std::string processor() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  return "unknown";
}

std::string kernel() {
  utsname system{};
  if (uname(&system) != 0) return "unknown";
  return std::string(system.sysname) + " " + system.release + " " + system.machine;
}

std::string compiler() {
#if defined(__clang__)
  return std::string("clang ") + __clang_version__;
#else
  return std::string("g++ ") + __VERSION__;
#endif
}

}  // namespace

Provenance make_provenance(std::string command) {
  return {.command = std::move(command),
          .commit = current_revision(),
          .compiler = compiler(),
          .cpu = processor(),
          .kernel = kernel()};
}

}  // namespace assay
