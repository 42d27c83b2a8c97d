// Programs as text, and back.
#include <array>
#include <string>

#include "harness/engines/explore/twin/program.h"

namespace assay::explore::twin {
namespace {

// In the order of Act and Order.
constexpr std::array<std::string_view, 8> kNames{"R",   "W", "RMW+",   "XCHG",
                                                 "CAS", "F", "await=", "await!="};
constexpr std::array<std::string_view, 5> kOrders{"rlx", "acq", "rel", "ar", "sc"};
constexpr std::string_view kLetters = "xyz";

std::string text_of(Order order) { return std::string(kOrders[static_cast<std::size_t>(order)]); }

std::string text_of(const Operation& o) {
  std::string text;
  if (o.when != When::always)
    text = std::string("if (") + (o.when == When::if_first ? "first" : "last") +
           " == " + std::to_string(o.only_if) + ") ";
  text += kNames[static_cast<std::size_t>(o.act)];
  text += o.plain ? "na" : text_of(o.order);
  if (o.act == Act::compare_exchange) text += "/" + text_of(o.failure);
  if (o.act == Act::fence) return text;
  text += std::string(" ") + kLetters[o.location];
  if (o.act == Act::load) return text;
  if (o.act == Act::compare_exchange) text += std::to_string(o.expected) + "->";
  return text + std::to_string(o.value) + (o.adds_seen ? "+last" : "");
}

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Program program() {
    Program program;
    do {
      auto& agent = program.agents.emplace_back();
      do agent.push_back(operation());
      while (take(";"));
    } while (take("|"));
    return program;
  }

 private:
  Operation operation() {
    Operation o;
    if (take("if (first ==")) o.when = When::if_first;
    if (take("if (last ==")) o.when = When::if_last;
    if (o.when != When::always) {
      o.only_if = number();
      take(")");
    }
    o.act = act();
    o.plain = take("na");
    if (!o.plain) o.order = order();
    if (take("/")) o.failure = order();
    if (o.act == Act::fence) return o;
    o.location = letter();
    if (o.act == Act::load) return o;
    o.value = number();
    if (take("->")) {
      o.expected = o.value;
      o.value = number();
    }
    o.adds_seen = take("+last");
    return o;
  }

  // The longest name comes first: R is the beginning of RMW+.
  Act act() {
    for (std::size_t i = kNames.size(); i-- > 0;)
      if (take(kNames[i])) return static_cast<Act>(i);
    return Act::load;
  }
  Order order() {
    for (std::size_t i = 0; i < kOrders.size(); ++i)
      if (take(kOrders[i])) return static_cast<Order>(i);
    return Order::relaxed;
  }
  std::uint8_t letter() {
    for (std::size_t i = 0; i < kLetters.size(); ++i)
      if (take(kLetters.substr(i, 1))) return static_cast<std::uint8_t>(i);
    return 0;
  }
  std::uint8_t number() {
    skip();
    unsigned value = 0;
    for (; !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9'; rest_.remove_prefix(1))
      value = 10 * value + static_cast<unsigned>(rest_[0] - '0');
    return static_cast<std::uint8_t>(value);
  }
  bool take(std::string_view word) {
    skip();
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  void skip() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
  }

  std::string_view rest_;
};

}  // namespace

std::string Program::text() const {
  std::string text;
  for (const auto& agent : agents) {
    if (!text.empty()) text += " | ";
    for (std::size_t i = 0; i < agent.size(); ++i) text += (i == 0 ? "" : "; ") + text_of(agent[i]);
  }
  return text;
}

Program Program::parse(std::string_view text) { return Reader(text).program(); }

}  // namespace assay::explore::twin
