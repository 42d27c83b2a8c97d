// Site tables from outside: the text of sites.def of any revision, and the sites
// of a saved certificate.
//
// The compiler reads sites.def too, but only this revision's; a comparison needs
// the other one's, and that may have sites that this build does not know.
//
// Thread safety: values only.
// Invariants: an answer is a whole table or an error, never a part of a table.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "harness/certify/site_table.h"

namespace assay {

struct TableError {
  int line = 0;  // from 1; 0 where it is about the whole text
  std::string message;
  friend bool operator==(const TableError&, const TableError&) = default;
};

// Rows `SITE(id, "dotted.name", operation, order, …)`, each over any number of
// lines; what follows the order is skipped. Comments and strings are C++'s.
// Anything else, a name twice, an order that the operation cannot have, and a
// text without a row are errors.
std::variant<SiteTable, TableError> parse_site_table(std::string_view text);

// The sites of certificate.json with that certificate's orders. Its schema and
// its hash are checked; its names need not be this build's.
std::variant<SiteTable, TableError> parse_certificate_sites(std::string_view json_text);

}  // namespace assay
