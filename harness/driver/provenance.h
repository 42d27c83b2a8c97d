// How and where a certificate was made: the part that is not hashed.
#pragma once

#include <string>

#include "harness/certify/certificate.h"

namespace assay {

// Everything but the duration. `command` is the command line as typed.
Provenance make_provenance(std::string command);

}  // namespace assay
