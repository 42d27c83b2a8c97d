#include "harness/driver/node_process.h"

#include <stdlib.h>  // NOLINT: mkdtemp is POSIX

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "harness/driver/output_files.h"

namespace assay {

ProcessResult run_node(const std::string& program, std::string_view script,
                       const std::vector<std::string>& arguments, const ProcessOptions& options) {
  ProcessResult failed;
  std::error_code error;
  const std::filesystem::path temporary = std::filesystem::temp_directory_path(error);
  std::string folder = (temporary / "assay-node-XXXXXX").string();
  if (error || mkdtemp(folder.data()) == nullptr) {
    failed.error = "cannot make a folder for a script: " +
                   (error ? error.message() : std::generic_category().message(errno));
    return failed;
  }
  const std::filesystem::path file = std::filesystem::path(folder) / "script.mjs";
  if (const auto wrong = write_whole(file, std::string(script))) failed.error = *wrong;
  if (failed.error.empty()) {
    std::vector<std::string> command{program, "--expose-gc", file.string()};
    command.insert(command.end(), arguments.begin(), arguments.end());
    failed = run_process(command, options);
  }
  std::filesystem::remove_all(folder, error);
  return failed;
}

}  // namespace assay
