// What the names of a JavaScript test stand for, while its blocks are checked.
//
// Thread safety: one thread.
// Invariants: a view that is here is well made and has a length. At most kMostErrors are
// kept.
#pragma once

#include <fmt/format.h>

#include <map>
#include <set>

#include "harness/program/program.h"
#include "harness/program/source_error.h"
#include "harness/program/validate.h"

namespace assay::litmus {

// What JavaScript tells apart, and a float array from the others besides.
enum class Number : std::uint8_t { number, bigint, fraction };
inline constexpr std::array<std::string_view, 3> kNumberNames{"number", "BigInt", "float"};

constexpr Number number_of(ElementType type) {
  return is_bigint(type) ? Number::bigint : is_float(type) ? Number::fraction : Number::number;
}
inline Number number_of(const Expression& literal) {
  if (literal.kind == Expression::Kind::fraction) return Number::fraction;
  return literal.kind == Expression::Kind::bigint ? Number::bigint : Number::number;
}

struct Scope {
  std::set<std::string, std::less<>> names;                   // of buffers and views
  std::map<std::string, const View*, std::less<>> views;      // that are well made
  std::map<std::string, std::uint64_t, std::less<>> lengths;  // elements; of a DataView, bytes
  SourceErrors errors;

  template <class... Args>
  void wrong(Position at, fmt::format_string<Args...> format, Args&&... args) {
    if (errors.size() < kMostErrors)
      errors.push_back({at, fmt::format(format, std::forward<Args>(args)...)});
  }

  // Says so where a name is a word that strict mode reserves, or a global in use.
  void name(const std::string& text, Position at);
};

}  // namespace assay::litmus
