// A picture of an execution as SVG: boxes in a grid, an arrow of its own kind for each relation.
//
// Colours come from the style sheet of the page by class, so that light, dark and print have
// their own; each is doubled by a word and by a shape (dashes, a thick border, a sign).
//
// Thread safety: values only.
// Invariants: has a <title> and a <desc> that says the same in words; same picture, same bytes;
// no identifier but those that start with `id`.
#pragma once

#include <string>
#include <string_view>

#include "harness/report/html/markup.h"
#include "harness/report/html/picture.h"

namespace assay {

Markup picture_svg(const std::string& id, const Counterexample& counterexample,
                   const std::vector<Suspect>& suspects, const Picture& picture);

// What an edge of the kind `lost` lacks: "no sw", or "no total order" where the accesses still
// synchronize and only seq_cst is gone.
std::string_view lost_words(const Suspect& suspect);

}  // namespace assay
