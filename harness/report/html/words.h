// The words of the HTML certificate that carry colour: each has a sign as well.
//
// Thread safety: values only.
// Invariants: the word itself always stands there; colour and sign only repeat it.
#pragma once

#include "harness/certify/certificate.h"
#include "harness/report/html/markup.h"

namespace assay {

Markup badge(CertificateVerdict verdict);
Markup badge(const CheckResult& result);  // an undecided one with its reason
Markup badge(Verdict verdict);
Markup badge(Minimality minimality);
Markup badge(SiteChange::Direction direction);

// good, open, bad or plain: the class that colours what has the verdict.
std::string tone(CertificateVerdict verdict);

// The site's name as a link to its row; the name alone where the table has no such site.
Markup site_link(std::string_view dotted);

// A section with a heading; `id` is what a link to it says.
Markup section(Literal id, Literal heading, const Markup& content);

// A table of one heading row that can be scrolled sideways where the page is narrow. `name` says
// what it is to who cannot see it; `options` are attributes of the table.
struct Table {
  std::string name;
  Attributes options;
  std::vector<Markup> headings;
  std::vector<Markup> rows;  // <tr> elements
};
Markup scrolling(const Table& table);

// A table row of cells.
Markup cells(const std::vector<Markup>& contents, const Attributes& row = {});
Markup code(std::string_view text);
Markup list(const std::vector<std::string>& items);

}  // namespace assay
