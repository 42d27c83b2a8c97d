# cmake -DROOT=litmus -DOUT=litmus_texts.cc -P embed_litmus.cmake: the JavaScript tests of
# litmus/ as a table of texts.
file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/*.litmus)
list(SORT files)
set(rows "")
foreach(file IN LISTS files)
  file(READ ${ROOT}/${file} text)
  if(NOT text MATCHES "^JS ")
    continue()
  endif()
  string(REGEX REPLACE "\\.litmus$" "" name ${file})
  string(APPEND rows "    {\"${name}\", R\"~~(${text})~~\"},\n")
endforeach()
file(WRITE ${OUT}.new "#include \"harness/engines/refinement/programs.h\"
namespace assay::refinement {
namespace {
constexpr EmbeddedText kTexts[] = {
${rows}};
}
const EmbeddedText* const kLitmusTexts = kTexts;
const std::size_t kLitmusTextCount = sizeof kTexts / sizeof kTexts[0];
}  // namespace assay::refinement
")
file(RENAME ${OUT}.new ${OUT})
