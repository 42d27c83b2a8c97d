// The corpus that fuzzing left, and every litmus file, through the fuzzer's target.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "harness/fuzz/read_program_target.h"

namespace assay::fuzz {
namespace {

struct Count {
  std::size_t files = 0;
  std::size_t valid = 0;
};

Count run_folder(const std::filesystem::path& folder, const std::string& extension) {
  Count count;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != extension) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    ++count.files;
    count.valid += read_program_target(text.str()) ? 1U : 0U;
  }
  return count;
}

TEST(FuzzCorpus, ends_in_a_tree_or_in_errors) {
  const Count count = run_folder("harness/fuzz/corpus", "");
  EXPECT_GT(count.files, 50U);
  // It reaches behind the parser, and before.
  EXPECT_GT(count.valid, count.files / 10);
  EXPECT_LT(count.valid, count.files);
}

TEST(FuzzCorpus, and_the_litmus_files_are_valid) {
  const Count count = run_folder("litmus", ".litmus");
  EXPECT_GT(count.valid, 200U);
  EXPECT_EQ(count.valid, count.files);
}

}  // namespace
}  // namespace assay::fuzz
