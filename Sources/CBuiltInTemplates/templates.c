#include "CBuiltInTemplates.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// One array per file of the top-level Templates folder; a test compares this list with the folder.
static const unsigned char awsRetailTechnology201912French[] = {
#embed "../../Templates/aws-retail-technology-2019-12.fr.yaml"
};

static const unsigned char awsRetailTechnology201912English[] = {
#embed "../../Templates/aws-retail-technology-2019-12.en.yaml"
};

static const RespecteBuiltInTemplate templates[] = {
    {"aws-retail-technology-2019-12.fr", awsRetailTechnology201912French,
     sizeof awsRetailTechnology201912French},
    {"aws-retail-technology-2019-12.en", awsRetailTechnology201912English,
     sizeof awsRetailTechnology201912English},
};

size_t respecte_built_in_template_count(void) { return sizeof templates / sizeof templates[0]; }

RespecteBuiltInTemplate respecte_built_in_template(size_t index) { return templates[index]; }
