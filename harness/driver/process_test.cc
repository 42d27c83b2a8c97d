// Children: what they print, how they end, and that none of them stays.
#include "harness/driver/process.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <thread>

#include "harness/driver/scratch_folder.h"

namespace assay {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

ProcessResult shell(const std::string& script, const ProcessOptions& options = {}) {
  return run_process({"sh", "-c", script}, options);
}

// Whether a process ended, or does so soon: a killed one is reaped by another.
bool is_gone(pid_t process) {
  for (int tries = 0; tries < 200; ++tries) {
    if (kill(process, 0) != 0 && errno == ESRCH) return true;
    // A zombie whose parent does not reap is gone as well.
    const std::string stat = text_of("/proc/" + std::to_string(process) + "/stat");
    if (stat.find(") Z ") != std::string::npos) return true;
    std::this_thread::sleep_for(10ms);
  }
  return false;
}

// Open descriptors of this process, or those of them that a child inherits.
std::size_t descriptors(bool inherited) {
  constexpr int kMost = 1024;
  std::size_t count = 0;
  for (int descriptor = 0; descriptor < kMost; ++descriptor) {
    const int flags = fcntl(descriptor, F_GETFD);
    if (flags >= 0 && (!inherited || (flags & FD_CLOEXEC) == 0)) ++count;
  }
  return count;
}

TEST(Process, gives_output_errors_and_exit_code) {
  const ProcessResult ran = shell("echo out; echo err >&2; exit 7");
  EXPECT_EQ(ran.started, true);
  EXPECT_EQ(ran.exit_code, 7);
  EXPECT_EQ(ran.signal, 0);
  EXPECT_EQ(ran.out, "out\n");
  EXPECT_EQ(ran.err, "err\n");
  EXPECT_EQ(ran.timed_out, false);
  EXPECT_EQ(ran.cancelled, false);
}

TEST(Process, arguments_arrive_as_they_are) {
  EXPECT_EQ(run_process({"printf", "%s|", "a b", "", "$HOME", "'\"\n"}).out, "a b||$HOME|'\"\n|");
}

TEST(Process, a_signal_is_no_exit_code) {
  const ProcessResult ran = shell("kill -SEGV $$");
  EXPECT_EQ(ran.signal, SIGSEGV);
  EXPECT_EQ(ran.exit_code, -1);
}

TEST(Process, more_than_a_pipe_holds_comes_through_both_at_once) {
  constexpr std::size_t kBytes = 1'000'000;
  const ProcessResult ran =
      shell("head -c 1000000 /dev/zero >&2 & head -c 1000000 /dev/zero; wait; exit 3");
  EXPECT_EQ(ran.out, std::string(kBytes, '\0'));
  EXPECT_EQ(ran.err.size(), kBytes);
  EXPECT_EQ(ran.exit_code, 3);
}

TEST(Process, what_is_no_program_did_not_start) {
  const ScratchFolder folder;
  put(folder / "text", "no program\n");
  const ProcessResult absent = run_process({"assay-no-such-program"});
  EXPECT_EQ(absent.started, false);
  EXPECT_THAT(absent.error, StartsWith("cannot start assay-no-such-program: "));
  const ProcessResult text = run_process({(folder / "text").string()});
  EXPECT_EQ(text.started, false);
  EXPECT_THAT(text.error, HasSubstr("ermission denied"));
  EXPECT_EQ(run_process({folder.path().string()}).started, false);
}

TEST(Process, reads_nothing_from_our_input) {
  const ScratchFolder folder;
  put(folder / "input", "ours\n");
  const int before = dup(STDIN_FILENO);
  const int input = open((folder / "input").c_str(), O_RDONLY | O_CLOEXEC);
  dup2(input, STDIN_FILENO);
  EXPECT_EQ(shell("cat; echo end").out, "end\n");
  dup2(before, STDIN_FILENO);
  close(input);
  close(before);
}

TEST(Process, the_limit_ends_the_child_and_its_children) {
  const ProcessResult ran = shell("sleep 1000 & echo $!; wait", {.limit = 300ms});
  EXPECT_EQ(ran.timed_out, true);
  EXPECT_EQ(ran.signal, SIGKILL);
  const pid_t grandchild = std::stoi(ran.out);
  EXPECT_EQ(is_gone(grandchild), true);
}

TEST(Process, a_child_that_ignores_signals_is_ended_too) {
  const ProcessResult ran =
      shell("trap '' INT TERM HUP; while :; do sleep 1; done", {.limit = 300ms});
  EXPECT_EQ(ran.timed_out, true);
  EXPECT_EQ(ran.signal, SIGKILL);
}

TEST(Process, is_cancelled_with_what_it_said_so_far) {
  ProcessOptions options;
  bool wanted = false;
  options.cancelled = [&wanted] { return std::exchange(wanted, true); };
  const ProcessResult ran = shell("echo started; sleep 1000", options);
  EXPECT_EQ(ran.cancelled, true);
  EXPECT_EQ(ran.timed_out, false);
  EXPECT_EQ(ran.signal, SIGKILL);
}

// Its output is at its end, the child is not: the limit holds all the same.
TEST(Process, a_child_that_closed_its_output_is_still_watched) {
  const ProcessResult ran = shell("exec >&- 2>&-; sleep 3", {.limit = 300ms});
  EXPECT_EQ(ran.timed_out, true);
  EXPECT_EQ(ran.signal, SIGKILL);
}

TEST(Process, what_a_child_left_running_is_not_waited_for) {
  const ProcessResult ran = shell("sleep 1000 & echo $!; exit 3", {.limit = 100s});
  EXPECT_EQ(ran.timed_out, false);
  EXPECT_EQ(ran.exit_code, 3);
  kill(std::stoi(ran.out), SIGKILL);
}

TEST(Process, is_in_a_group_of_its_own) {
  const ProcessResult ran = shell("ps -o pgid= -p $$ 2>/dev/null || cut -d' ' -f5 /proc/$$/stat");
  EXPECT_NE(std::stoi(ran.out), getpgrp());
}

TEST(Process, leaves_no_descriptor_behind) {
  const std::size_t before = descriptors(false);
  shell("exit 0");
  shell("sleep 1000", {.limit = 50ms});
  run_process({"assay-no-such-program"});
  EXPECT_EQ(descriptors(false), before);
  // Nor in the child: it has the three, what it inherits anyway, and its folder.
  EXPECT_EQ(std::stoul(shell("exec ls /proc/self/fd | wc -l").out), descriptors(true) + 1);
}

TEST(Process, fixed_addresses_are_the_childs_alone) {
  const auto is_fixed = [](const ProcessOptions& options) {
    return (std::stoul(run_process({"cat", "/proc/self/personality"}, options).out, nullptr, 16) &
            0x0040000U) != 0;
  };
  EXPECT_EQ(is_fixed({}), false);
  EXPECT_EQ(is_fixed({.fixed_addresses = true}), true);
  EXPECT_EQ(is_fixed({}), false);
}

}  // namespace
}  // namespace assay
