// The element types of typed arrays, and what the core stores for them.
//
// JavaScript's Uint8Clamped and Float16 have no C++ type of their own: they are a
// byte and two bytes with a name. Conversions of JavaScript numbers are a binding's.
//
// Thread safety: types and pure functions only.
// Invariants: an element is stored in one integer of its size.
// Reference: ECMA-262, table "The TypedArray Constructors", IsNoTearConfiguration,
// ValidateIntegerTypedArray.
#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <type_traits>

namespace assay {

struct Uint8Clamped {
  std::uint8_t value = 0;
  friend bool operator==(Uint8Clamped, Uint8Clamped) = default;
};
// IEEE 754 binary16, as its bits.
struct Float16 {
  std::uint16_t bits = 0;
  friend bool operator==(Float16, Float16) = default;
};

template <class T, class... Types>
concept OneOf = (std::same_as<T, Types> || ...);

// Atomics.wait and notify.
template <class T>
concept WaitableElement = OneOf<T, std::int32_t, std::int64_t>;
// Atomics on data: every integer but the clamped one. The 64-bit ones are BigInts.
template <class T>
concept AtomicElement = OneOf<T, std::int8_t, std::uint8_t, std::int16_t, std::uint16_t,
                              std::int32_t, std::uint32_t, std::int64_t, std::uint64_t>;
template <class T>
concept Element = AtomicElement<T> || OneOf<T, Uint8Clamped, Float16, float, double>;

template <Element T>
constexpr const char* array_name() {
  if constexpr (std::same_as<T, std::int8_t>) return "Int8Array";
  if constexpr (std::same_as<T, std::uint8_t>) return "Uint8Array";
  if constexpr (std::same_as<T, Uint8Clamped>) return "Uint8ClampedArray";
  if constexpr (std::same_as<T, std::int16_t>) return "Int16Array";
  if constexpr (std::same_as<T, std::uint16_t>) return "Uint16Array";
  if constexpr (std::same_as<T, std::int32_t>) return "Int32Array";
  if constexpr (std::same_as<T, std::uint32_t>) return "Uint32Array";
  if constexpr (std::same_as<T, std::int64_t>) return "BigInt64Array";
  if constexpr (std::same_as<T, std::uint64_t>) return "BigUint64Array";
  if constexpr (std::same_as<T, Float16>) return "Float16Array";
  if constexpr (std::same_as<T, float>) return "Float32Array";
  if constexpr (std::same_as<T, double>) return "Float64Array";
}

// What ECMA-262 promises never to tear when it is accessed as an element of a typed
// array by plain indexing: the integers of up to 32 bits. This core tears no aligned
// element of any type; that is more than it promises.
template <Element T>
inline constexpr bool kNoTear = AtomicElement<T> && sizeof(T) <= 4;

// The integer that an element is stored in.
template <Element T>
using Stored = std::conditional_t<
    AtomicElement<T>, T,
    std::conditional_t<
        sizeof(T) == 1, std::uint8_t,
        std::conditional_t<sizeof(T) == 2, std::uint16_t,
                           std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>>>>;

template <Element T>
constexpr Stored<T> stored(T value) {
  return std::bit_cast<Stored<T>>(value);
}
template <Element T>
constexpr T element(Stored<T> bits) {
  return std::bit_cast<T>(bits);
}

}  // namespace assay
