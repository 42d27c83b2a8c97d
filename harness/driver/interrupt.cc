#include "harness/driver/interrupt.h"

#include <array>
#include <csignal>

namespace assay {
namespace {

constexpr std::array kSignals{SIGINT, SIGTERM};

volatile std::sig_atomic_t caught = 0;  // NOLINT: what a handler may set

void note(int /*signal*/) {
  caught = 1;
  for (const int signal : kSignals) std::signal(signal, SIG_DFL);
}

}  // namespace

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = note;  // NOLINT: a union of C
  action.sa_flags = SA_RESTART;
  // One at a time: the second then finds the default action.
  sigemptyset(&action.sa_mask);
  for (const int signal : kSignals) sigaddset(&action.sa_mask, signal);
  for (const int signal : kSignals) sigaction(signal, &action, nullptr);
}

bool interrupted() { return caught != 0; }

}  // namespace assay
