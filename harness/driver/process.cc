#include "harness/driver/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/personality.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

extern char** environ;  // NOLINT: POSIX

namespace assay {
namespace {

constexpr unsigned long kAsk = 0xffffffff;  // personality(2): tell, change nothing

// A pipe whose ends close themselves and stay out of children.
class Pipe {
 public:
  Pipe() {
    if (pipe2(ends_.data(), O_CLOEXEC) != 0) ends_ = {-1, -1};
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_read();
    close_write();
  }
  int read_end() const { return ends_[0]; }
  int write_end() const { return ends_[1]; }
  void close_read() { close_one(0); }
  void close_write() { close_one(1); }
  // Appends what is there; false at the end.
  bool drain(std::string& into) {
    std::array<char, 65536> buffer{};
    const ssize_t n = read(ends_[0], buffer.data(), buffer.size());
    if (n > 0) into.append(buffer.data(), static_cast<std::size_t>(n));
    if (n > 0 || (n < 0 && errno == EINTR)) return true;
    close_read();
    return false;
  }

 private:
  void close_one(std::size_t i) {
    if (ends_[i] >= 0) close(ends_[i]);
    ends_[i] = -1;
  }
  std::array<int, 2> ends_{};
};

pid_t spawn(const std::vector<std::string>& arguments, const Pipe& out, const Pipe& err,
            const ProcessOptions& options, std::string& error) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments)
    argv.push_back(const_cast<char*>(argument.c_str()));  // NOLINT: posix_spawn does not write
  argv.push_back(nullptr);

  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.write_end(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.write_end(), STDERR_FILENO);
  // In a group of its own: Ctrl-C is for the parent, which ends the child itself.
  posix_spawnattr_t attributes{};
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);

  const int before = options.fixed_addresses ? personality(kAsk) : -1;
  if (before >= 0) personality(static_cast<unsigned long>(before) | ADDR_NO_RANDOMIZE);
  pid_t child = -1;
  const int failed = posix_spawnp(&child, argv[0], &actions, &attributes, argv.data(), environ);
  if (before >= 0) personality(static_cast<unsigned long>(before));

  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (failed == 0) return child;
  error =
      std::string("cannot start ") + arguments[0] + ": " + std::generic_category().message(failed);
  return -1;
}

}  // namespace

ProcessResult run_process(const std::vector<std::string>& arguments,
                          const ProcessOptions& options) {
  constexpr int kAskAgainMilliseconds = 100;
  ProcessResult result;
  Pipe out;
  Pipe err;
  const pid_t child = spawn(arguments, out, err, options, result.error);
  if (child < 0) return result;
  result.started = true;
  out.close_write();
  err.close_write();

  // Until it has ended and said all: a child may close its output and run on. What
  // it left running may keep the output open: that is not waited for.
  const auto deadline = std::chrono::steady_clock::now() + options.limit;
  int status = 0;
  bool ended = false;
  while (!ended || out.read_end() >= 0 || err.read_end() >= 0) {
    std::array<pollfd, 2> wanted{{{out.read_end(), POLLIN, 0}, {err.read_end(), POLLIN, 0}}};
    const bool quiet = out.read_end() < 0 && err.read_end() < 0;
    const int wait = ended ? 0 : quiet ? 1 : kAskAgainMilliseconds;
    if (poll(wanted.data(), wanted.size(), wait) == 0 && ended) break;
    if ((wanted[0].revents & (POLLIN | POLLHUP)) != 0) out.drain(result.out);
    if ((wanted[1].revents & (POLLIN | POLLHUP)) != 0) err.drain(result.err);
    ended = ended || waitpid(child, &status, WNOHANG) == child;
    result.timed_out = std::chrono::steady_clock::now() > deadline;
    result.cancelled = options.cancelled && options.cancelled();
    if (!result.timed_out && !result.cancelled) continue;
    kill(-child, SIGKILL);
    break;
  }
  while (!ended && waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
  return result;
}

}  // namespace assay
