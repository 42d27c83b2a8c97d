// Errors of the core, as values: the three kinds of ECMA-262 and HTML.
//
// A failed operation changes nothing. A message names the operation, the
// argument and the limit.
//
// Thread safety: values only.
// Invariants: a Result holds a value or an error, never both.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace assay {

enum class ErrorKind : std::uint8_t { type_error, range_error, data_clone_error };

constexpr std::string_view name(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::type_error:
      return "TypeError";
    case ErrorKind::range_error:
      return "RangeError";
    case ErrorKind::data_clone_error:
      break;
  }
  return "DataCloneError";
}

// What fills a place of a message: a static text or a number.
class ErrorPart {
 public:
  // NOLINTBEGIN(google-explicit-constructor): a list of parts reads as such
  constexpr ErrorPart(const char* text) : text_(text) {}
  constexpr ErrorPart(std::uint64_t number) : number_(number) {}
  // NOLINTEND(google-explicit-constructor)
  constexpr ErrorPart() = default;
  constexpr const char* text() const { return text_; }  // null: a number
  constexpr std::uint64_t number() const { return number_; }

 private:
  const char* text_ = nullptr;
  std::uint64_t number_ = 0;
};

// Cheap to make and to copy: the text is put together only where someone reads
// it, so the error path of an operation neither allocates nor formats.
class Error {
 public:
  // `format` is a static text with one {} for each part, three at most.
  constexpr Error(ErrorKind kind, const char* format, ErrorPart a = {}, ErrorPart b = {},
                  ErrorPart c = {})
      : kind_(kind), format_(format), parts_{a, b, c} {}

  constexpr ErrorKind kind() const { return kind_; }
  std::string message() const;

 private:
  ErrorKind kind_;
  const char* format_;
  std::array<ErrorPart, 3> parts_;
};

// What an operation returns that has nothing to return.
struct Nothing {};

template <class T>
class [[nodiscard]] Result {
 public:
  // NOLINTBEGIN(google-explicit-constructor): `return value;` and `return error;`
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}
  // NOLINTEND(google-explicit-constructor)

  bool ok() const { return held_.index() == 0; }
  // Precondition: ok(). Not std::get, which tests again and may throw.
  T& value() { return *std::get_if<0>(&held_); }
  const T& value() const { return *std::get_if<0>(&held_); }
  // Precondition: !ok().
  const Error& error() const { return *std::get_if<1>(&held_); }

 private:
  std::variant<T, Error> held_;
};

}  // namespace assay
