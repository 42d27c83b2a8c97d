// `assay sites`: the table of ordering sites.
#pragma once

namespace assay {

int sites_command(bool json);

}  // namespace assay
