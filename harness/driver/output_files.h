// Files of a result, whole or not at all: written beside, then renamed.
//
// Thread safety: one writer per folder.
// Invariants: a reader sees the old file or the new one, never half of one.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace assay {

// Both return an error of one line, or nothing.
// Makes the folder and proves that it can be written to.
std::optional<std::string> prepare_folder(const std::filesystem::path& folder);
std::optional<std::string> write_whole(const std::filesystem::path& file, const std::string& text);

}  // namespace assay
