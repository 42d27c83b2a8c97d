// Text as XML 1.0 can hold it.
//
// Thread safety: values only.
// Invariants: the result is well-formed UTF-8 without markup; a character that
// XML cannot hold at all, even escaped, is spelled "\x1b" instead of dropped.
// Reference: XML 1.0 (fifth edition), 2.2 Char and 3.3.3 on attribute values.
#pragma once

#include <string>
#include <string_view>

namespace assay {

std::string xml_text(std::string_view text);

// For an attribute in double quotes: tab and line ends are escaped too, which a
// parser would make spaces of otherwise.
std::string xml_attribute(std::string_view text);

}  // namespace assay
