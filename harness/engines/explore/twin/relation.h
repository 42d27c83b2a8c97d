// Sets of events and relations between them, by name: r ; s is r.then(s), [S] ; r is
// Relation::identity(S).then(r), r? is r.or_nothing(n), r+ is r.plus().
//
// Thread safety: values only.
// Invariants: elements are below kMostElements.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace assay::explore::twin {

inline constexpr std::size_t kMostElements = 20;

class Set {
 public:
  void insert(std::size_t e) { bits_ |= 1U << e; }
  bool has(std::size_t e) const { return (bits_ >> e & 1U) != 0; }
  Set operator|(Set other) const { return Set(bits_ | other.bits_); }
  Set operator&(Set other) const { return Set(bits_ & other.bits_); }
  Set() = default;

 private:
  explicit Set(std::uint32_t bits) : bits_(bits) {}
  std::uint32_t bits_ = 0;
};

class Relation {
 public:
  static Relation identity(Set set) {
    Relation id;
    for (std::size_t e = 0; e < kMostElements; ++e)
      if (set.has(e)) id.add(e, e);
    return id;
  }

  void add(std::size_t a, std::size_t b) { rows_[a] |= 1U << b; }
  bool has(std::size_t a, std::size_t b) const { return (rows_[a] >> b & 1U) != 0; }

  Relation operator|(const Relation& other) const {
    Relation both = *this;
    for (std::size_t a = 0; a < kMostElements; ++a) both.rows_[a] |= other.rows_[a];
    return both;
  }
  Relation and_(const Relation& other) const {
    Relation both = *this;
    for (std::size_t a = 0; a < kMostElements; ++a) both.rows_[a] &= other.rows_[a];
    return both;
  }
  Relation minus(const Relation& other) const {
    Relation rest = *this;
    for (std::size_t a = 0; a < kMostElements; ++a) rest.rows_[a] &= ~other.rows_[a];
    return rest;
  }
  Relation inverse() const {
    Relation back;
    for (std::size_t a = 0; a < kMostElements; ++a)
      for (std::uint32_t row = rows_[a]; row != 0; row &= row - 1) back.add(lowest(row), a);
    return back;
  }
  Relation then(const Relation& next) const {
    Relation both;
    for (std::size_t a = 0; a < kMostElements; ++a)
      for (std::uint32_t row = rows_[a]; row != 0; row &= row - 1)
        both.rows_[a] |= next.rows_[lowest(row)];
    return both;
  }
  // With every pair (e, e), e below `count`.
  Relation or_nothing(std::size_t count) const {
    Relation all = *this;
    for (std::size_t e = 0; e < count; ++e) all.add(e, e);
    return all;
  }
  Relation plus() const {
    Relation closed = *this;
    for (std::size_t b = 0; b < kMostElements; ++b)
      for (std::size_t a = 0; a < kMostElements; ++a)
        if (closed.has(a, b)) closed.rows_[a] |= closed.rows_[b];
    return closed;
  }
  bool is_irreflexive() const {
    for (std::size_t e = 0; e < kMostElements; ++e)
      if (has(e, e)) return false;
    return true;
  }
  bool is_empty() const { return rows_ == std::array<std::uint32_t, kMostElements>{}; }

 private:
  static std::size_t lowest(std::uint32_t row) {
    return static_cast<std::size_t>(__builtin_ctz(row));
  }
  std::array<std::uint32_t, kMostElements> rows_{};
};

}  // namespace assay::explore::twin
