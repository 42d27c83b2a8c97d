// Options that several commands share, checked and turned into values.
//
// Thread safety: values only.
// Invariants: an error is one line that names the thing and the way out.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "harness/execution/token.h"

namespace assay {

// --order SITE=ORDER…: sorted by site; a site twice is an error.
std::variant<std::vector<OrderChange>, UsageError> parse_changes(
    const std::vector<std::string>& texts);

// "90s", "10m", "2h": positive.
std::variant<std::chrono::seconds, UsageError> parse_duration(const std::string& text);

// "80MB", "512KB", "2GB", "4096": bytes; MB is 2^20. From 64 KB to 64 GB, whole float64
// elements.
std::variant<std::uint64_t, UsageError> parse_size(const std::string& text);

}  // namespace assay
