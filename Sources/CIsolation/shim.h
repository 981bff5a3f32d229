#pragma once
// What Swift cannot import of POSIX and Linux: `fork`, macros, functions with variable arguments.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif

static inline pid_t respecte_fork(void) { return fork(); }

/// Both ends of a stream, neither of them open after `exec`; 0, or -1 with errno.
static inline int respecte_stream(int ends[2]) {
#ifdef SOCK_CLOEXEC
  return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
#else
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return -1;
  for (int end = 0; end < 2; end++) {
    int on = 1;
    fcntl(ends[end], F_SETFD, FD_CLOEXEC);
    setsockopt(ends[end], SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
  }
  return 0;
#endif
}

#ifdef MSG_NOSIGNAL
#define RESPECTE_NO_SIGNAL MSG_NOSIGNAL
#else
#define RESPECTE_NO_SIGNAL 0
#endif

/// As much as goes without waiting, and without a signal where the other end is closed.
static inline ssize_t respecte_send(int stream, const void *bytes, size_t count) {
  return send(stream, bytes, count, RESPECTE_NO_SIGNAL | MSG_DONTWAIT);
}

/// What is there, without waiting.
static inline ssize_t respecte_receive(int stream, void *bytes, size_t count) {
  return recv(stream, bytes, count, MSG_DONTWAIT);
}

/// Sends a number and two descriptors; whether they were sent.
static inline int respecte_send_descriptors(int stream, uint64_t number, int first, int second) {
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(2 * sizeof(int))];
  } space;
  memset(&space, 0, sizeof space);
  struct iovec data = {&number, sizeof number};
  struct msghdr message = {0};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = space.bytes;
  message.msg_controllen = sizeof space.bytes;
  struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
  rights->cmsg_level = SOL_SOCKET;
  rights->cmsg_type = SCM_RIGHTS;
  rights->cmsg_len = CMSG_LEN(2 * sizeof(int));
  int descriptors[2] = {first, second};
  memcpy(CMSG_DATA(rights), descriptors, sizeof descriptors);
  ssize_t sent;
  do sent = sendmsg(stream, &message, RESPECTE_NO_SIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == (ssize_t)sizeof number;
}

/// Waits for a number and two descriptors: 1 where they came, 0 where the other end is closed, else -1.
static inline int respecte_receive_descriptors(int stream, uint64_t *number, int descriptors[2]) {
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(2 * sizeof(int))];
  } space;
  struct iovec data = {number, sizeof *number};
  struct msghdr message = {0};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = space.bytes;
  message.msg_controllen = sizeof space.bytes;
  ssize_t received;
  do received = recvmsg(stream, &message, 0);
  while (received < 0 && errno == EINTR);
  if (received == 0) return 0;
  struct cmsghdr *rights = received < 0 ? NULL : CMSG_FIRSTHDR(&message);
  if (rights == NULL || rights->cmsg_type != SCM_RIGHTS ||
      rights->cmsg_len != CMSG_LEN(2 * sizeof(int)))
    return -1;
  memcpy(descriptors, CMSG_DATA(rights), 2 * sizeof(int));
  return received == (ssize_t)sizeof *number ? 1 : -1;
}

/// Whether calls on `descriptor` no longer wait.
static inline int respecte_never_waits(int descriptor) {
  return fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) == 0;
}

/// Closes every descriptor from `first` on.
static inline void respecte_close_from(int first) {
#ifdef SYS_close_range
  if (syscall(SYS_close_range, first, ~0U, 0) == 0) return;
#endif
  struct rlimit limit;
  int end = getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 1 << 20 ? (int)limit.rlim_cur : 1 << 20;
  for (int descriptor = first; descriptor < end; descriptor++) close(descriptor);
}

static inline int *respecte_child_ended_descriptor(void) {
  static int descriptor = -1;
  return &descriptor;
}

static inline void respecte_child_ended(int signal) {
  (void)signal;
  int kept = errno;
  (void)!write(*respecte_child_ended_descriptor(), "", 1);
  errno = kept;
}

/// Writes a byte into `descriptor`, which must not make anybody wait, each time that children ended.
static inline void respecte_note_ended_children(int descriptor) {
  *respecte_child_ended_descriptor() = descriptor;
  struct sigaction action = {0};
  action.sa_handler = respecte_child_ended;
  action.sa_flags = SA_RESTART | SA_NOCLDSTOP;
  sigaction(SIGCHLD, &action, NULL);
}

/// Has this process end with its parent, where the system does that; whether the parent is still there.
static inline int respecte_end_with(pid_t parent) {
#ifdef __linux__
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return 0;
#endif
  return getppid() == parent;
}

/// Waits for a child without waiting, as waitpid(2) does, and says how many milliseconds of processor time it had.
static inline pid_t respecte_reap(int *status, long *milliseconds) {
  struct rusage usage;
  pid_t process = wait4(-1, status, WNOHANG, &usage);
  if (process > 0)
    *milliseconds = (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
                    (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
  return process;
}

/// How a child ends that had no memory.
enum { respecte_out_of_memory = 3 };

static inline void respecte_fault(int signal) {
  (void)signal;
  // Swift traps, and C follows a null pointer, right after the allocation that failed.
  if (errno == ENOMEM) _exit(respecte_out_of_memory);
}

/// Makes a fault of this process its end by `respecte_out_of_memory` where errno says that an allocation had failed.
static inline void respecte_note_lack_of_memory(void) {
  struct sigaction action = {0};
  action.sa_handler = respecte_fault;
  // Where it was something else, the same instruction faults again, this time for good.
  action.sa_flags = (int)SA_RESETHAND;
  const int faults[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
  for (size_t place = 0; place < sizeof faults / sizeof *faults; place++)
    sigaction(faults[place], &action, NULL);
}

static inline int respecte_limit(int resource, rlim_t soft, rlim_t hard) {
  struct rlimit limit = {soft, hard};
  return setrlimit(resource, &limit) == 0;
}

/// Has a descriptor end with `exec`.
static inline void respecte_close_on_exec(int descriptor) {
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

/// Limits what another process of this user takes from now on; whether that was done, which only Linux does.
///
/// - Parameters:
///   - seconds: of processor time.
///   - memory: bytes of address space.
static inline int respecte_limit_process(pid_t process, unsigned seconds, uint64_t memory) {
#ifdef __linux__
  const struct { int resource; uint64_t value; } limits[] = {
      {RLIMIT_CPU, seconds}, {RLIMIT_AS, memory}, {RLIMIT_FSIZE, 0}, {RLIMIT_CORE, 0}};
  for (size_t place = 0; place < sizeof limits / sizeof *limits; place++) {
    uint64_t both[2] = {limits[place].value, limits[place].value};
    if (syscall(SYS_prlimit64, process, limits[place].resource, both, NULL) != 0) return 0;
  }
  return 1;
#else
  (void)process, (void)seconds, (void)memory;
  return 0;
#endif
}

/// How many bytes of address space this process has; 0 where the system does not say.
static inline uint64_t respecte_address_space(void) {
  unsigned long long pages = 0;
#ifdef __linux__
  char text[32] = {0};
  int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  if (read(file, text, sizeof text - 1) > 0) sscanf(text, "%llu", &pages);
  close(file);
#endif
  return pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

/// Takes from this process what can be taken without a filter of its system calls; whether that was done.
///
/// - Parameters:
///   - parent: with whom it ends.
///   - memory: bytes of address space beyond what it has.
///   - seconds: of processor time.
static inline int respecte_confine(pid_t parent, uint64_t memory, unsigned seconds) {
#ifdef __linux__
  // Where the system runs out of memory, this is what goes first. The file is the process's own only while it may be
  // dumped; a system that has it otherwise loses no more than this preference.
  prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
  int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file >= 0) {
    (void)!write(file, "1000", 4);
    close(file);
  }
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return 0;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 0;
  uint64_t space = respecte_address_space();
  // A bare root has no /proc; what is private is counted as well.
  if (space > 0 ? !respecte_limit(RLIMIT_AS, space + memory, space + memory)
                : !respecte_limit(RLIMIT_DATA, memory, memory))
    return 0;
#else
  (void)memory;
#endif
  if (!respecte_end_with(parent)) return 0;
  // What comes after the soft limit's signal is an end without appeal.
  return respecte_limit(RLIMIT_CPU, seconds, seconds + 1) && respecte_limit(RLIMIT_FSIZE, 0, 0) &&
         respecte_limit(RLIMIT_CORE, 0, 0) && respecte_limit(RLIMIT_NPROC, 0, 0) &&
         respecte_limit(RLIMIT_NOFILE, 0, 0);
}

/// Readies the heap of a process from which others are forked, once all that they share is in it.
///
/// What such a process writes is copied page by page, and what it allocates would come from gaps all over what is shared.
/// So the gaps are taken, for good, and behind them is room in large pages, of which nothing is there before it is used.
///
/// - Parameter room: bytes.
/// - Returns: how much room was added to the address space.
static inline size_t respecte_ready_heap(size_t room) {
#ifdef __GLIBC__
  enum { page = 4096, large_page = 2 << 20, largest_gap = 1 << 20, smallest_gap = 24, step = 16 };
  mallopt(M_MMAP_THRESHOLD, 4 * large_page);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  malloc_trim(0);
  // Little is left free behind this place, in front of it is every gap.
  char *end = (char *)sbrk(0) - 2 * page;
  // More than this is not free, with what is kept at hand for small requests.
  size_t left = 2 * mallinfo2().fordblks + (1 << 20);
  size_t size = largest_gap + smallest_gap;
  while (size >= smallest_gap) {
    while (left >= size) {
      char *gap = malloc(size);
      if (gap == NULL || gap >= end) {
        free(gap);
        break;
      }
      left -= size;
    }
    // Of small ones every size is kept for itself.
    size -= size > page ? size / (8 * step) * step : step;
  }
  // What is free behind them is filled up to a large page, so that not even the heap's own notes are in those that follow.
  char *last = malloc(page);
  if (last == NULL || last < end) return 0;
  char *filler = last + page + 16;
  char *first = (char *)(((uintptr_t)filler + 2 * large_page) & ~(uintptr_t)(large_page - 1));
  mallopt(M_TOP_PAD, (int)room + large_page);
  char *made = malloc(first - filler - 8);
  mallopt(M_TOP_PAD, large_page);
  if (made != filler || first + room > (char *)sbrk(0)) return 0;
  madvise(first, room, MADV_HUGEPAGE);
  return room;
#else
  (void)room;
  return 0;
#endif
}

/// Keeps other processes from looking into this one.
static inline void respecte_hide(void) {
#ifdef __linux__
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

/// Whether the system filters system calls (prctl(2), PR_GET_SECCOMP).
static inline int respecte_filters_system_calls(void) {
#ifdef __linux__
  return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0;
#else
  return 0;
#endif
}

/// A comparison of a system call's argument, as libseccomp 2.5 has it (seccomp.h, `struct scmp_arg_cmp`).
struct respecte_argument {
  unsigned int place;
  /// `enum scmp_compare`: 4 for equal, 7 for equal to `second` under the mask `first`.
  int comparison;
  uint64_t first;
  uint64_t second;
};
