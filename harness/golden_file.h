// A text of the documentation that a test makes: it has to be what the program says.
//
//   ASSAY_UPDATE_GOLDEN=1 ctest --preset quick -R Golden
// writes such files anew.
//
// Thread safety: none; for tests, which run in the root of the source tree.
// Invariants: without the variable nothing is written.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace assay {

// What a file holds; empty where it cannot be read.
inline std::string text_of_file(const std::string& path) {
  const std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline void expect_golden_file(const std::string& path, const std::string& text) {
  if (std::getenv("ASSAY_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << text;
  EXPECT_EQ(text_of_file(path), text) << path << ": ctest --preset quick -R Golden, with "
                                      << "ASSAY_UPDATE_GOLDEN=1, writes it anew";
}

}  // namespace assay
