#pragma once
#include <stddef.h>

/// A part of a package as libxlsxwriter wrote it.
typedef struct {
  unsigned char *bytes;
  size_t count;
  size_t capacity;
} RespecteHeldPart;

/// The parts of a package in the order in which they were written. All zero where there are none yet.
typedef struct {
  RespecteHeldPart *parts;
  size_t count;
  size_t capacity;
  /// Whether memory ran out.
  int failed;
} RespecteHeldParts;

/// From now on what libxlsxwriter writes into temporary files in this thread goes into `parts`, and it reads back nothing
/// of it: the package that it makes has the names of the parts and empty entries. With NULL this ends.
///
/// Where the library does not let a program have its temporary files in another place, nothing is held and the package
/// is whole.
void respecte_hold_parts(RespecteHeldParts *parts);

/// Frees the parts.
void respecte_free_held_parts(RespecteHeldParts *parts);
