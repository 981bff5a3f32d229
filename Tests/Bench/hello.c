// What starting costs any program that is linked with the libraries of respecte, all of them loaded:
//
//   cc -O2 -o hello Tests/Bench/hello.c -Wl,--no-as-needed \
//     $(pkg-config --libs xlsxwriter libzip libdeflate zlib expat yaml-0.1 libcrypto sqlite3) -lstdc++ -lm -lgcc_s

#include <stdio.h>

int main(void) {
  puts("respecte 0.0.0");
  return 0;
}
