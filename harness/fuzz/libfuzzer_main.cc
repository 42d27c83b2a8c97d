// The entry of libFuzzer.
#include <cstddef>
#include <cstdint>

#include "harness/fuzz/read_program_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are text here
  assay::fuzz::read_program_target({reinterpret_cast<const char*>(data), size});
  return 0;
}
