// Litmus files by name: read, checked, and what is wrong with the others said.
//
// Thread safety: one thread.
// Invariants: a malformed file is reported and counted and does not keep the others
// from being read.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "harness/execution/verdict.h"
#include "harness/program/program.h"

namespace assay::litmus {

struct ReadFile {
  std::string file;
  Program program;
};

class FileReader {
 public:
  // Errors go to `err`.
  explicit FileReader(std::ostream& err) : err_(err) {}

  // A folder stands for all *.litmus files in it, sorted; one without any is an error.
  void argument(const std::string& path);

  std::vector<ReadFile> read;
  std::vector<std::string> malformed;  // files
  std::vector<ExitCode> failures;      // of all that could not be read

 private:
  void file(const std::string& path);
  void fail(ExitCode code, const std::string& message);

  std::ostream& err_;
};

}  // namespace assay::litmus
