// Files whole or not at all. Root may write anywhere, so what cannot be written is
// made otherwise: a folder below a file, a limit on the size of files.
#include "harness/driver/output_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "harness/driver/scratch_folder.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

// Runs the work in a child that can write no more than so many bytes to a file;
// whether it reported an error.
bool fails_within(rlim_t bytes, const std::function<std::optional<std::string>()>& work) {
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
    _exit(work().has_value() ? 1 : 0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(WIFEXITED(status), true);
  return WEXITSTATUS(status) == 1;
}

TEST(PrepareFolder, makes_it_with_its_parents_and_leaves_it_empty) {
  const ScratchFolder scratch;
  EXPECT_EQ(prepare_folder(scratch / "a/b/c"), std::nullopt);
  EXPECT_EQ(prepare_folder(scratch / "a/b/c"), std::nullopt);
  EXPECT_EQ(std::filesystem::is_empty(scratch / "a/b/c"), true);
}

TEST(PrepareFolder, leaves_what_is_there) {
  const ScratchFolder scratch;
  put(scratch / "mine", "mine");
  EXPECT_EQ(prepare_folder(scratch.path()), std::nullopt);
  EXPECT_THAT(scratch.names(), ElementsAre("mine"));
}

TEST(PrepareFolder, says_which_cannot_be_made) {
  const ScratchFolder scratch;
  put(scratch / "file", "text");
  for (const char* const below : {"file", "file/below", "file/below/that"}) {
    const std::string error = prepare_folder(scratch / below).value_or("none");
    EXPECT_THAT(error, StartsWith("cannot ")) << below;
    EXPECT_THAT(error, HasSubstr((scratch / below).string()));
    EXPECT_THAT(error, testing::Not(HasSubstr("\n")));
  }
  EXPECT_EQ(text_of(scratch / "file"), "text");
  EXPECT_THAT(scratch.names(), ElementsAre("file"));
}

TEST(PrepareFolder, tries_to_write) {
  // A folder that exists and takes no files, for root too.
  EXPECT_THAT(prepare_folder("/proc/self").value_or("none"),
              StartsWith("cannot write to /proc/self: "));
}

TEST(WriteWhole, writes_every_byte) {
  const ScratchFolder scratch;
  const std::string text = std::string(300'000, 'x') + '\0' + "end";
  EXPECT_EQ(write_whole(scratch / "file", text), std::nullopt);
  EXPECT_EQ(text_of(scratch / "file"), text);
  EXPECT_EQ(write_whole(scratch / "file", "new"), std::nullopt);
  EXPECT_EQ(text_of(scratch / "file"), "new");
  EXPECT_THAT(scratch.names(), ElementsAre("file"));
}

TEST(WriteWhole, a_failure_leaves_no_part_of_a_file) {
  const ScratchFolder scratch;
  EXPECT_EQ(
      fails_within(1000, [&] { return write_whole(scratch / "new", std::string(5000, 'x')); }),
      true);
  EXPECT_THAT(scratch.names(), ElementsAre());
  // What fits is written: the limit alone makes no failure.
  EXPECT_EQ(fails_within(1000, [&] { return write_whole(scratch / "new", std::string(900, 'x')); }),
            false);
  EXPECT_THAT(scratch.names(), ElementsAre("new"));
}

TEST(WriteWhole, a_failure_leaves_the_old_file) {
  const ScratchFolder scratch;
  put(scratch / "file", "old");
  EXPECT_EQ(
      fails_within(1000, [&] { return write_whole(scratch / "file", std::string(5000, 'x')); }),
      true);
  EXPECT_EQ(text_of(scratch / "file"), "old");
  EXPECT_THAT(scratch.names(), ElementsAre("file"));
}

TEST(WriteWhole, says_which_file_and_why) {
  const ScratchFolder scratch;
  put(scratch / "file", "text");
  EXPECT_EQ(write_whole(scratch / "file/below", "x"),
            "cannot write " + (scratch / "file/below").string() + ": Not a directory");
  // A folder is in the way of the file: found by the rename only.
  std::filesystem::create_directories(scratch / "folder");
  EXPECT_THAT(write_whole(scratch / "folder", "x").value_or("none"),
              StartsWith("cannot write " + (scratch / "folder").string()));
  EXPECT_THAT(scratch.names(), ElementsAre("file", "folder"));
}

}  // namespace
}  // namespace assay
