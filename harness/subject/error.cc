#include "harness/subject/error.h"

#include <fmt/args.h>
#include <fmt/format.h>

namespace assay {

std::string Error::message() const {
  fmt::dynamic_format_arg_store<fmt::format_context> arguments;
  for (const ErrorPart& part : parts_) {
    if (part.text() != nullptr)
      arguments.push_back(part.text());
    else
      arguments.push_back(part.number());
  }
  return fmt::vformat(format_, arguments);
}

}  // namespace assay
