// Strict reading of one JSON object: every key must be there, well typed, and
// asked for.
//
// The first thing that is wrong is kept as a text that names the key by its path
// ("$.trace[2].agent: not an integer"); reading then goes on with zero values,
// so that a reader is a plain list of members with one test at its end.
//
// Thread safety: one thread.
// Invariants: after `complete()` returned true, all members were read and the
// object holds no other key. The json outlives the reader.
// This header pulls in nlohmann/json.hpp: include it in .cc files only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace assay {

class JsonObject {
 public:
  // `path` names this object, "$" at the top; `error` receives the first error.
  JsonObject(const nlohmann::json& json, std::string path, std::string& error)
      : json_(json), path_(std::move(path)), error_(error) {
    if (!json_.is_object()) report(path_ + ": not an object");
  }

  // Whether a key is there that need not be.
  bool has(std::string_view key) const { return json_.is_object() && json_.contains(key); }

  std::string text(std::string_view key) {
    const nlohmann::json* const value = member(key);
    if (value == nullptr) return {};
    if (value->is_string()) return value->get<std::string>();
    fail(key, "not a string");
    return {};
  }

  bool flag(std::string_view key) {
    const nlohmann::json* const value = member(key);
    if (value == nullptr) return false;
    if (value->is_boolean()) return value->get<bool>();
    fail(key, "not true or false");
    return false;
  }

  std::uint64_t natural(std::string_view key) {
    const nlohmann::json* const value = member(key);
    if (value == nullptr) return 0;
    if (value->is_number_unsigned()) return value->get<std::uint64_t>();
    if (value->is_number_integer() && value->get<std::int64_t>() >= 0)
      return value->get<std::uint64_t>();
    fail(key, "not a natural number");
    return 0;
  }

  int integer(std::string_view key) {
    const nlohmann::json* const value = member(key);
    if (value == nullptr) return 0;
    // An unsigned number above the range of int64 would come out negative.
    const bool huge = value->is_number_unsigned() &&
                      value->get<std::uint64_t>() > std::numeric_limits<std::int32_t>::max();
    if (value->is_number_integer() && !huge) {
      const auto number = value->get<std::int64_t>();
      if (std::in_range<int>(number)) return static_cast<int>(number);
    }
    fail(key, "not an integer");
    return 0;
  }

  // An enumeration by its names, in the order of its enumerators.
  template <typename Enum, std::size_t N>
  Enum one_of(std::string_view key, const std::array<std::string_view, N>& names) {
    const nlohmann::json* const value = member(key);
    return value == nullptr ? Enum{} : named<Enum>(*value, key, names);
  }

  template <typename Enum, std::size_t N>
  std::optional<Enum> one_of_or_null(std::string_view key,
                                     const std::array<std::string_view, N>& names) {
    const nlohmann::json* const value = member(key);
    if (value == nullptr || value->is_null()) return std::nullopt;
    return named<Enum>(*value, key, names);
  }

  // What `read(json, path, error)` makes of a nested value.
  template <typename Read>
  using Value = std::invoke_result_t<Read, const nlohmann::json&, const std::string&, std::string&>;

  template <typename Read>
  Value<Read> value(std::string_view key, Read read) {
    const nlohmann::json* const nested = member(key);
    if (nested == nullptr) return {};
    return read(*nested, path_of(key), error_);
  }

  template <typename Read>
  std::optional<Value<Read>> value_or_null(std::string_view key, Read read) {
    const nlohmann::json* const nested = member(key);
    if (nested == nullptr || nested->is_null()) return std::nullopt;
    return read(*nested, path_of(key), error_);
  }

  template <typename Read>
  std::vector<Value<Read>> list(std::string_view key, Read read) {
    const nlohmann::json* const array = member(key);
    if (array == nullptr) return {};
    if (!array->is_array()) {
      fail(key, "not an array");
      return {};
    }
    std::vector<Value<Read>> items;
    for (std::size_t i = 0; i < array->size() && error_.empty(); ++i)
      items.push_back(read((*array)[i], path_of(key) + "[" + std::to_string(i) + "]", error_));
    return items;
  }

  std::vector<std::string> texts(std::string_view key) {
    return list(key, [](const nlohmann::json& json, const std::string& path, std::string& error) {
      if (json.is_string()) return json.get<std::string>();
      if (error.empty()) error = path + ": not a string";
      return std::string{};
    });
  }

  // Says what is wrong with the value of a key.
  void fail(std::string_view key, std::string_view what) {
    report(path_of(key) + ": " + std::string(what));
  }

  // True where nothing was wrong so far and no key was left unread.
  bool complete() {
    if (json_.is_object())
      for (const auto& item : json_.items())
        if (!was_read(item.key())) fail(item.key(), "unknown key");
    return error_.empty();
  }

 private:
  std::string path_of(std::string_view key) const { return path_ + "." + std::string(key); }

  void report(std::string what) {
    if (error_.empty()) error_ = std::move(what);
  }

  const nlohmann::json* member(std::string_view key) {
    if (!json_.is_object()) return nullptr;
    read_.emplace_back(key);
    const auto found = json_.find(key);
    if (found != json_.end()) return &*found;
    fail(key, "missing");
    return nullptr;
  }

  bool was_read(std::string_view key) const {
    for (const std::string& seen : read_)
      if (seen == key) return true;
    return false;
  }

  template <typename Enum, std::size_t N>
  Enum named(const nlohmann::json& json, std::string_view key,
             const std::array<std::string_view, N>& names) {
    if (json.is_string()) {
      const auto& text = json.get_ref<const std::string&>();
      for (std::size_t i = 0; i < N; ++i)
        if (names[i] == text) return static_cast<Enum>(i);
      fail(key, "unknown name '" + text + "'");
    } else {
      fail(key, "not a string");
    }
    return Enum{};
  }

  const nlohmann::json& json_;
  std::string path_;
  std::string& error_;
  std::vector<std::string> read_;
};

// A public reader's answer as part of a larger object: its "$" becomes `path`.
template <typename T>
T absorb(std::variant<T, std::string> answer, const std::string& path, std::string& error) {
  if (T* const value = std::get_if<T>(&answer)) return std::move(*value);
  if (error.empty()) error = path + std::get<std::string>(answer).substr(1);
  return {};
}

}  // namespace assay
