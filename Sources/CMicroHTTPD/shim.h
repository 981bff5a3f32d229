#include <microhttpd.h>

// The two functions of many arguments that Swift cannot call, through the address that the loaded library gave.

static inline struct MHD_Daemon *respecte_http_start(
    void *function, unsigned flags, MHD_AcceptPolicyCallback policy,
    MHD_AccessHandlerCallback handler, void *context, const struct MHD_OptionItem *options) {
  __typeof__(&MHD_start_daemon) start = (__typeof__(&MHD_start_daemon))function;
  return start(
      flags, 0, policy, context, handler, context, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

static inline const union MHD_ConnectionInfo *respecte_http_information(
    void *function, struct MHD_Connection *connection, enum MHD_ConnectionInfoType kind) {
  __typeof__(&MHD_get_connection_info) information = (__typeof__(&MHD_get_connection_info))function;
  return information(connection, kind);
}
