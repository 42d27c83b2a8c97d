#include "harness/driver/output_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace assay {
namespace {

std::string failure(const std::string& what, const std::filesystem::path& file, int error) {
  return "cannot " + what + " " + file.string() + ": " + std::generic_category().message(error);
}

// Everything, and onto the disk: a full disk may say so as late as at fsync.
int write_all(const std::filesystem::path& file, const std::string& text) {
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) return errno;
  int error = 0;
  for (std::size_t at = 0; at < text.size() && error == 0;) {
    const ssize_t n = write(descriptor, text.data() + at, text.size() - at);
    if (n >= 0)
      at += static_cast<std::size_t>(n);
    else if (errno != EINTR)
      error = errno;
  }
  if (error == 0 && fsync(descriptor) != 0 && errno != EINVAL) error = errno;
  if (close(descriptor) != 0 && error == 0) error = errno;
  return error;
}

}  // namespace

std::optional<std::string> prepare_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return failure("make the folder", folder, error.value());
  const std::filesystem::path trial = folder / ".assay-writable";
  if (const int failed = write_all(trial, "")) return failure("write to", folder, failed);
  std::filesystem::remove(trial, error);
  return std::nullopt;
}

std::optional<std::string> write_whole(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::path beside = file;
  beside += ".partial";
  if (const int failed = write_all(beside, text)) {
    unlink(beside.c_str());
    return failure("write", file, failed);
  }
  if (rename(beside.c_str(), file.c_str()) == 0) return std::nullopt;
  const int failed = errno;
  unlink(beside.c_str());
  return failure("write", file, failed);
}

}  // namespace assay
