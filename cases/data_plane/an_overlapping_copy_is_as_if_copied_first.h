// Two agents move elements within their halves of one buffer, onto places that overlap
// where they came from, one up and one down.
// Reference: ECMA-262, %TypedArray%.prototype.copyWithin and set; WebKit PR 72765.
#pragma once

#include "cases/stage.h"
#include "harness/subject/bulk.h"

namespace assay::cases {

template <World W>
struct AnOverlappingCopyIsAsIfCopiedFirst {
  static constexpr CaseInfo kInfo{
      .name = "an_overlapping_copy_is_as_if_copied_first",
      .claim = "a copy onto its own source comes out as if the source had been copied first",
      .bounds = "2 agents, 1 copy of 2 elements each, in places of their own",
      .plane = Plane::data,
      .agents = 2,
      .native_executions = 4'000,
      .relacy_executions = 500};

  Stage<W, 2, 6> stage;

  void before() {
    stage.open();
    for (std::size_t i = 0; i < 6; ++i) stage.view(0).set(i, static_cast<std::int32_t>(i));
  }
  void agent(int me) {
    if (me == 0) {
      bulk::copy_within(stage.view(0), 1, 0, 2);
      expect(0, {0, 0, 1});
    } else {
      bulk::copy_within(stage.view(1), 3, 4, 6);
      expect(1, {4, 5, 5});
    }
  }
  void after() { stage.close(); }

 private:
  void expect(int me, const std::array<std::int32_t, 3>& elements) {
    const std::size_t first = me == 0 ? 0 : 3;
    for (std::size_t i = 0; i < 3; ++i)
      W::check(stage.view(me).get(first + i) == elements[i], "an element was overwritten unread");
  }
};

}  // namespace assay::cases
