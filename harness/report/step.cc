#include "harness/report/step.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "harness/report/layout.h"

namespace assay {

namespace {

constexpr std::string_view kReads = "➜ ";
constexpr std::string_view kBetween = " ➜ ";
constexpr std::string_view kWrites = "= ";

std::optional<std::string> value(std::string_view text, std::string_view mark) {
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  if (text.empty()) return std::nullopt;
  return std::string(text);
}

// An engine tells the value before of these; what they wrote depends on an operand that it does
// not tell.
bool is_arithmetic(std::string_view operation) {
  constexpr std::array<std::string_view, 6> kNames{"add", "sub", "and", "or", "xor", "exchange"};
  return std::find(kNames.begin(), kNames.end(), operation) != kNames.end();
}

}  // namespace

StepValues values_of(const TraceStep& step) {
  StepValues out;
  if (step.operation == "load" || step.operation == "read" || step.operation == "cas failed") {
    out.reads = true;
    out.read = value(step.value, kReads);
  } else if (step.operation == "store" || step.operation == "write") {
    out.writes = true;
    out.written = value(step.value, kWrites);
  } else if (step.operation == "cas ok") {
    out.reads = out.writes = true;
    const std::size_t between = step.value.find(kBetween);
    if (between == std::string::npos) {
      out.written = value(step.value, kWrites);
    } else {
      out.read = step.value.substr(0, between);
      out.written = step.value.substr(between + kBetween.size());
    }
  } else if (is_arithmetic(step.operation)) {
    out.reads = out.writes = true;
    out.read = value(step.value, kReads);
  }
  return out;
}

std::string kind_of_location(const TraceStep& step) {
  if (!find_site(step.object)) return step.object;
  std::string kind = step.object.substr(0, step.object.find('.'));
  // Atomics, plain access and the comparison inside wait all touch the shared bytes.
  return kind == "plain" || kind == "wait" ? "cell" : kind;
}

bool agents_are_stuck(std::string_view kind) {
  return kind == "deadlock" || kind == "lost wake-up" || kind == "livelock";
}

std::string file_of(const std::string& where) { return where.substr(where.rfind('/') + 1); }

std::string headline(const TraceStep& step) {
  const StepValues values = values_of(step);
  // A place is named below anyway; a site is its own name.
  const bool is_place = !step.object.empty() && step.object == file_of(step.where);
  std::string out = find_site(step.object) ? step.object : step.operation;
  if (!find_site(step.object) && !is_place && !step.object.empty()) out += " " + step.object;
  if (values.read && values.written) return out + " " + *values.read + " ➜ " + *values.written;
  if (values.read) return out + " ➜ " + *values.read;
  if (values.written) return out + " = " + *values.written;
  return step.value.empty() ? out : out + " " + step.value;
}

}  // namespace assay
