#pragma once
#include <stddef.h>

/// One template of the top-level `Templates` folder, as its bytes, compiled into the program.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t length;
} RespecteBuiltInTemplate;

/// How many templates are built in.
size_t respecte_built_in_template_count(void);

/// The template at `index`, which has to be below the count.
RespecteBuiltInTemplate respecte_built_in_template(size_t index);
