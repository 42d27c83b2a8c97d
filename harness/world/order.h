// Memory orders and the operations they stand on.
//
// The vocabulary of the site table: which orders an operation may have, how
// strong they are, and what the next weaker steps are.
//
// Thread safety: values only.
// Invariants: `next_weaker` never returns an order that `allowed` rejects, and
// following it always ends in relaxed.
// Reference: C++20 [atomics.order], [atomics.types.operations].
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace assay {

enum class Order : std::uint8_t { relaxed, acquire, release, acq_rel, seq_cst };

// `cas_fail` is the read of a compare-exchange that did not succeed.
enum class Operation : std::uint8_t { load, store, rmw, cas, cas_fail, fence };

inline constexpr std::array<Order, 5> kOrders{Order::relaxed, Order::acquire, Order::release,
                                              Order::acq_rel, Order::seq_cst};
inline constexpr std::array<std::string_view, 5> kOrderNames{"relaxed", "acquire", "release",
                                                             "acq_rel", "seq_cst"};
inline constexpr std::array<std::string_view, 6> kOperationNames{"load", "store",    "rmw",
                                                                 "cas",  "cas.fail", "fence"};

constexpr std::string_view name(Order order) {
  return kOrderNames[static_cast<std::size_t>(order)];
}
constexpr std::string_view name(Operation op) {
  return kOperationNames[static_cast<std::size_t>(op)];
}

constexpr std::optional<Order> parse_order(std::string_view text) {
  for (const Order order : kOrders)
    if (name(order) == text) return order;
  return std::nullopt;
}

// True where C++ gives the operation this order. A relaxed fence is no fence.
constexpr bool allowed(Operation op, Order order) {
  switch (op) {
    case Operation::load:
    case Operation::cas_fail:
      return order != Order::release && order != Order::acq_rel;
    case Operation::store:
      return order != Order::acquire && order != Order::acq_rel;
    case Operation::rmw:
    case Operation::cas:
    case Operation::fence:
      return true;
  }
  return false;
}

// True where `a` gives strictly fewer guarantees than `b`; acquire and release
// are incomparable.
constexpr bool weaker(Order a, Order b) {
  if (a == b) return false;
  if (a == Order::relaxed || b == Order::seq_cst) return true;
  return b == Order::acq_rel && a != Order::seq_cst;
}

// What stands one step below an order; see next_weaker.
namespace below {
inline constexpr std::array<Order, 1> kSeqCstLoad{Order::acquire};
inline constexpr std::array<Order, 1> kSeqCstStore{Order::release};
inline constexpr std::array<Order, 1> kSeqCst{Order::acq_rel};
inline constexpr std::array<Order, 2> kAcqRel{Order::acquire, Order::release};
inline constexpr std::array<Order, 1> kHalf{Order::relaxed};
}  // namespace below

// The orders one step below: two below acq_rel of a read-modify-write, none
// below relaxed.
constexpr std::span<const Order> next_weaker(Operation op, Order order) {
  switch (order) {
    case Order::relaxed:
      return {};
    case Order::acquire:
    case Order::release:
      return below::kHalf;
    case Order::acq_rel:
      return below::kAcqRel;
    case Order::seq_cst:
      break;
  }
  if (op == Operation::load || op == Operation::cas_fail) return below::kSeqCstLoad;
  if (op == Operation::store) return below::kSeqCstStore;
  return below::kSeqCst;
}

}  // namespace assay
