// The footprint of sharing and cloning as one page, for a reader.
//
// Thread safety: values only.
// Invariants: one file that asks for no other and has no script; no text becomes markup;
// same report, same bytes. It says what memory_text says.
// Reference: reports/templates/memory.css, beside the certificate's style sheet.
#pragma once

#include <string>

#include "harness/report/memory_report.h"

namespace assay {

std::string memory_page(const MemoryReport& report);

}  // namespace assay
