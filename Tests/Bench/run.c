/* run RESULT PROGRAM [ARGUMENT...]: runs a program, and writes to the file RESULT how many nanoseconds it took from
   fork to exit, its peak memory in kibibytes, and its exit status. Small, because a process that begins as a copy of a
   large one is said to have had that one's memory. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(int count, char **arguments) {
  if (count < 3) return 2;
  struct timespec start, end;
  struct rusage usage;
  int status;
  clock_gettime(CLOCK_MONOTONIC, &start);
  pid_t child = fork();
  if (child < 0) return 2;
  if (child == 0) {
    execvp(arguments[2], arguments + 2);
    _exit(127);
  }
  if (wait4(child, &status, 0, &usage) < 0) return 2;
  clock_gettime(CLOCK_MONOTONIC, &end);
#ifdef __APPLE__
  long kibibytes = usage.ru_maxrss / 1024;
#else
  long kibibytes = usage.ru_maxrss;
#endif
  FILE *result = fopen(arguments[1], "w");
  if (!result) return 2;
  long long nanoseconds = (end.tv_sec - start.tv_sec) * 1000000000LL + (end.tv_nsec - start.tv_nsec);
  fprintf(result, "%lld %ld %d\n", nanoseconds, kibibytes, WIFEXITED(status) ? WEXITSTATUS(status) : 128);
  return fclose(result) ? 2 : 0;
}
