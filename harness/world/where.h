// Where in the core an access stands: a defaulted last parameter of every World
// verb, so that traces show the core's own line without a macro.
//
// Thread safety: values only.
// Invariants: the pointers are to static strings.
#pragma once

namespace assay {

struct Where {
  const char* file;
  unsigned line;

  // NOLINTNEXTLINE(google-explicit-constructor): `Where where = {}` is the idiom
  constexpr Where(const char* f = __builtin_FILE(), unsigned l = __builtin_LINE())
      : file(f), line(l) {}
};

}  // namespace assay
