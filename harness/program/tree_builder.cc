#include "harness/program/tree_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <limits>
#include <optional>

namespace assay::litmus {
namespace {

constexpr std::size_t kMostAgents = 8;

std::optional<std::uint64_t> to_magnitude(std::string_view digits) {
  const bool hexadecimal = digits.starts_with("0x");
  if (hexadecimal) digits.remove_prefix(2);
  std::uint64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [read_to, error] = std::from_chars(digits.data(), end, value, hexadecimal ? 16 : 10);
  if (error != std::errc{} || read_to != end) return std::nullopt;
  return value;
}

std::optional<std::int64_t> to_integer(std::string_view text) {
  constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::optional<std::uint64_t> magnitude = to_magnitude(text);
  if (!magnitude || *magnitude > kMax + (negative ? 1 : 0)) return std::nullopt;
  return static_cast<std::int64_t>(negative ? 0 - *magnitude : *magnitude);
}

// "1.5", "-2e-38", "NaN", "-Infinity": the bits of the double; nothing where a number
// is too large.
std::optional<std::int64_t> to_fraction(std::string_view text) {
  if (text == "NaN") return std::bit_cast<std::int64_t>(std::numeric_limits<double>::quiet_NaN());
  if (text.ends_with("Infinity"))
    return std::bit_cast<std::int64_t>((text.starts_with('-') ? -1 : 1) *
                                       std::numeric_limits<double>::infinity());
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [read_to, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || read_to != end) return std::nullopt;
  return std::bit_cast<std::int64_t>(value);
}

bool is_fraction(std::string_view text) {
  return !text.starts_with("0x") && !text.starts_with("-0x") &&
         text.find_first_of(".eNI") != std::string_view::npos;
}

}  // namespace

TreeBuilder::Wrong TreeBuilder::nest() {
  if (++depth <= kMaxNesting) return {};
  return fmt::format("nested more than {} deep", kMaxNesting);
}

TreeBuilder::Wrong TreeBuilder::number(std::string_view digits) {
  constexpr std::uint64_t kMaxSafeInteger = (std::uint64_t{1} << 53U) - 1;
  const std::optional<std::uint64_t> value = to_magnitude(digits);
  if (!value || *value > kMaxSafeInteger) return "expected a number below 2^53";
  natural = *value;
  return {};
}

TreeBuilder::Wrong TreeBuilder::literal(std::string_view text, Position at) {
  // Sums of kMaxNesting such numbers are exact in a JavaScript number.
  constexpr std::int64_t kLeast = std::numeric_limits<std::int32_t>::min();
  constexpr std::int64_t kMost = std::numeric_limits<std::uint32_t>::max();
  Expression made;
  made.at = at;
  if (is_fraction(text)) {
    const std::optional<std::int64_t> bits = to_fraction(text);
    if (!bits) return "expected a number that a double can hold";
    made.kind = Expression::Kind::fraction;
    made.value = *bits;
    push(std::move(made));
    return {};
  }
  if (text.ends_with('n')) {
    made.kind = Expression::Kind::bigint;
    text.remove_suffix(1);
  }
  const std::optional<std::int64_t> value = to_integer(text);
  if (!value) return "expected an integer of at most 64 bits";
  if (made.kind == Expression::Kind::number && (*value < kLeast || *value > kMost))
    return "expected a number from -2^31 to 2^32 - 1";
  made.value = *value;
  push(std::move(made));
  return {};
}

void TreeBuilder::push(Expression expression) {
  expressions.push_back(std::move(expression));
  heights.push_back(1);
}

Expression TreeBuilder::pop() {
  Expression top = std::move(expressions.back());
  expressions.pop_back();
  heights.pop_back();
  return top;
}

TreeBuilder::Wrong TreeBuilder::binary(Operator op) {
  const int right_height = heights.back();
  Expression right = pop();
  Expression& left = expressions.back();
  heights.back() = std::max(heights.back(), right_height) + 1;
  if (heights.back() > kMaxNesting)
    return fmt::format("expected an expression of less than {} operators in a row", kMaxNesting);
  Expression whole;
  whole.kind = Expression::Kind::binary;
  whole.op = op;
  whole.at = left.at;
  whole.operands.push_back(std::move(left));
  whole.operands.push_back(std::move(right));
  left = std::move(whole);
  return {};
}

void TreeBuilder::end_block(Block& into) {
  into = std::move(blocks.back());
  blocks.pop_back();
}

TreeBuilder::Wrong TreeBuilder::repeated(std::string_view variable) {
  if (variable == loops.back().variable) return {};
  return fmt::format("expected the loop's variable, {}", loops.back().variable);
}

TreeBuilder::Wrong TreeBuilder::agent_number(std::string_view digits) {
  const std::size_t next = program.agents.size();
  if (next == kMostAgents) return fmt::format("expected at most {} agents", kMostAgents);
  if (digits != std::to_string(next)) return fmt::format("expected P{}", next);
  return {};
}

TreeBuilder::Wrong TreeBuilder::equals(std::string_view text) {
  const bool fraction = is_fraction(text);
  const std::optional<std::int64_t> value = fraction ? to_fraction(text) : to_integer(text);
  if (!value)
    return fraction ? "expected a number that a double can hold"
                    : "expected an integer of at most 64 bits";
  Condition made;
  made.fraction = fraction;
  made.agent = condition_agent;
  made.reg = condition_register;
  made.value = *value;
  made.at = condition_at;
  conditions.push_back(std::move(made));
  chained.push_back(false);
  return {};
}

void TreeBuilder::is_blocked() {
  Condition made;
  made.agent = condition_agent;
  made.reg = kBlocked;
  made.value = 1;
  made.at = condition_at;
  conditions.push_back(std::move(made));
  chained.push_back(false);
}

void TreeBuilder::negate(Position at) {
  Condition whole;
  whole.kind = Condition::Kind::negation;
  whole.at = at;
  whole.operands.push_back(std::move(conditions.back()));
  conditions.back() = std::move(whole);
  chained.back() = false;
}

void TreeBuilder::join(Condition::Kind kind) {
  Condition right = std::move(conditions.back());
  conditions.pop_back();
  chained.pop_back();
  Condition& left = conditions.back();
  if (!chained.back() || left.kind != kind) {
    Condition whole;
    whole.kind = kind;
    whole.at = left.at;
    whole.operands.push_back(std::move(left));
    left = std::move(whole);
    chained.back() = true;
  }
  left.operands.push_back(std::move(right));
}

TreeBuilder::Wrong TreeBuilder::add_model(std::string_view text) {
  const auto model = enumerator<Model>(kModelNames, text);
  if (std::count(program.models.begin(), program.models.end(), model) != 0)
    return fmt::format("expected each model once, and {} is there already", text);
  program.models.push_back(model);
  return {};
}

TreeBuilder::Wrong TreeBuilder::set_races(std::string_view claim) {
  if (program.races) return "expected one races line at most";
  program.races = enumerator<RaceClaim>(kRaceClaimNames, claim);
  return {};
}

}  // namespace assay::litmus
