#include "harness/program/read_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>

#include "harness/program/parse.h"

namespace assay::litmus {

void FileReader::argument(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) return file(path);
  std::vector<std::string> found;
  for (std::filesystem::recursive_directory_iterator at(path, error), end; !error && at != end;
       at.increment(error))
    if (at->path().extension() == ".litmus" && at->is_regular_file())
      found.push_back(at->path().string());
  if (error) return fail(kExitInternal, printable(path) + ": " + error.message());
  if (found.empty()) return fail(kExitUsage, printable(path) + ": no *.litmus file in it");
  std::sort(found.begin(), found.end());
  for (const std::string& each : found) file(each);
}

void FileReader::fail(ExitCode code, const std::string& message) {
  err_ << message << '\n';
  failures.push_back(code);
}

void FileReader::file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text(kMaxFileBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || (!in && !in.eof()))
    return fail(kExitInternal, printable(path) + ": cannot be read");
  text.resize(static_cast<std::size_t>(in.gcount()));

  std::variant<Program, SourceErrors> found = read_program(text);
  if (const auto* errors = std::get_if<SourceErrors>(&found)) {
    for (const SourceError& error : *errors) err_ << to_text(error, path, text);
    malformed.push_back(path);
    failures.push_back(kExitUsage);
    return;
  }
  this->read.push_back({path, std::move(std::get<Program>(found))});
}

}  // namespace assay::litmus
