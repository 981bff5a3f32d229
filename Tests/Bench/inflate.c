/* inflate FILE SIZE RUNS: inflates a raw deflate stream whose inflated size is known into memory, and prints the seconds
   of each run, a line each. With libdeflate where that is there, else with zlib. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#ifdef LIBDEFLATE
#include <libdeflate.h>
#else
#include <zlib.h>
#endif

int main(int count, char **arguments) {
  if (count != 4) return 2;
  FILE *file = fopen(arguments[1], "rb");
  if (!file || fseek(file, 0, SEEK_END)) return 2;
  size_t length = (size_t)ftell(file);
  rewind(file);
  size_t size = strtoull(arguments[2], NULL, 10);
  unsigned char *deflated = malloc(length);
  if (!deflated || fread(deflated, 1, length, file) != length) return 2;
  fclose(file);
  for (int run = atoi(arguments[3]); run > 0; run--) {
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    unsigned char *inflated = malloc(size);
    if (!inflated) return 2;
#ifdef LIBDEFLATE
    struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
    size_t made = 0;
    if (libdeflate_deflate_decompress(inflater, deflated, length, inflated, size, &made) || made != size) return 3;
    libdeflate_free_decompressor(inflater);
#else
    z_stream stream = {.next_in = deflated, .avail_in = (uInt)length, .next_out = inflated, .avail_out = (uInt)size};
    if (inflateInit2(&stream, -MAX_WBITS) || inflate(&stream, Z_FINISH) != Z_STREAM_END || stream.total_out != size) return 3;
    inflateEnd(&stream);
#endif
    free(inflated);
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%.9f\n", (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9);
    fflush(stdout);
  }
  return 0;
}
