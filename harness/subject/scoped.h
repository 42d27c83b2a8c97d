// Drops a handle at the end of a scope; for embedders, not for the core.
//
// Thread safety, Invariants: those of the handle. Not for checking Worlds, which
// abandon executions by exceptions: drop explicitly there.
#pragma once

#include <utility>

namespace assay {

template <class Handle>
class Scoped {
 public:
  explicit Scoped(Handle handle) : handle_(std::move(handle)) {}
  Scoped(Scoped&&) noexcept = default;
  Scoped& operator=(Scoped&&) = delete;
  ~Scoped() { handle_.drop(); }

  Handle& operator*() { return handle_; }
  Handle* operator->() { return &handle_; }

 private:
  Handle handle_;
};

}  // namespace assay
