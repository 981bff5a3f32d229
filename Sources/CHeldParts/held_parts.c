// libxlsxwriter writes every part of a package into a temporary file, reads it back and compresses it. The functions that
// programs and libraries share are looked for in the program first (ELF, System V ABI, chapter 5, "Shared Object
// Dependencies"), so that the one here is called where the library asks for a temporary file.

#define _GNU_SOURCE
#include "CHeldParts.h"

#include <stdlib.h>

#ifdef __linux__

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <xlsxwriter/third_party/tmpfileplus.h>

static _Thread_local RespecteHeldParts *held;

void respecte_hold_parts(RespecteHeldParts *parts) { held = parts; }

// A part is known by its number, because the list may move.
typedef struct {
  RespecteHeldParts *parts;
  size_t index;
} Place;

static ssize_t write_part(void *cookie, const char *bytes, size_t count) {
  Place *place = cookie;
  RespecteHeldPart *part = &place->parts->parts[place->index];
  if (part->capacity - part->count < count) {
    size_t capacity = (part->count + count) * 2;
    unsigned char *larger = realloc(part->bytes, capacity);
    if (!larger) {
      place->parts->failed = 1;
      return 0;
    }
    part->bytes = larger;
    part->capacity = capacity;
  }
  memcpy(part->bytes + part->count, bytes, count);
  part->count += count;
  return (ssize_t)count;
}

static ssize_t read_nothing(void *cookie, char *bytes, size_t count) { return 0; }

// Only its beginning is ever asked for, before it is read.
static int rewind_part(void *cookie, off64_t *offset, int whence) { return 0; }

static int close_part(void *cookie) {
  free(cookie);
  return 0;
}

static FILE *open_part(RespecteHeldParts *parts) {
  if (parts->count == parts->capacity) {
    size_t capacity = parts->capacity * 2 + 32;
    RespecteHeldPart *larger = realloc(parts->parts, capacity * sizeof *larger);
    if (!larger) return NULL;
    parts->parts = larger;
    parts->capacity = capacity;
  }
  Place *place = malloc(sizeof *place);
  if (!place) return NULL;
  place->parts = parts;
  place->index = parts->count;
  cookie_io_functions_t functions = {read_nothing, write_part, rewind_part, close_part};
  FILE *file = fopencookie(place, "w+", functions);
  if (!file) {
    free(place);
    return NULL;
  }
  parts->parts[parts->count++] = (RespecteHeldPart){NULL, 0, 0};
  return file;
}

FILE *lxw_tmpfile(char *folder) {
  if (held) {
    FILE *file = open_part(held);
    if (!file) held->failed = 1;
    return file;
  }
  // A file that never has a name, so that nothing is left of it wherever the program ends.
  int descriptor = open(folder ? folder : "/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w+");
  if (file) return file;
  if (descriptor >= 0) close(descriptor);
  return tmpfileplus(folder, NULL, NULL, 0);
}

#else

void respecte_hold_parts(RespecteHeldParts *parts) {}

#endif

void respecte_free_held_parts(RespecteHeldParts *parts) {
  for (size_t index = 0; index < parts->count; index++) free(parts->parts[index].bytes);
  free(parts->parts);
  *parts = (RespecteHeldParts){0};
}
