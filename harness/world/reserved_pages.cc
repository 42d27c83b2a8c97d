#include "harness/world/reserved_pages.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>

namespace assay {
namespace {

std::size_t page_size() {
  static const auto size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return size;
}

// `bytes` rounded up to whole pages; 0 where that does not fit a size_t.
std::size_t whole_pages(std::size_t bytes) {
  const std::size_t page = page_size();
  if (bytes > SIZE_MAX - page) return 0;
  return (bytes + page - 1) / page * page;
}

}  // namespace

ReservedPages::~ReservedPages() {
  if (data_ != nullptr) munmap(data_, reserved_);
}

bool ReservedPages::reserve(std::size_t bytes) {
  const std::size_t wanted = whole_pages(bytes == 0 ? 1 : bytes);
  if (wanted == 0) return false;
  void* const at =
      mmap(nullptr, wanted, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (at == MAP_FAILED) return false;  // NOLINT(performance-no-int-to-ptr): the system's macro
  data_ = static_cast<std::byte*>(at);
  reserved_ = wanted;
  return true;
}

bool ReservedPages::commit(std::size_t bytes) {
  // From the front, whatever is committed already: racing agents have no state to share.
  const std::size_t wanted = whole_pages(bytes);
  return wanted == 0 || mprotect(data_, wanted, PROT_READ | PROT_WRITE) == 0;
}

}  // namespace assay
