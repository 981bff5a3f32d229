#include <microhttpd.h>

// The two functions of many arguments that Swift cannot call, through the address that the loaded library gave.

static inline struct MHD_Daemon *respecte_http_start(
    void *function, unsigned flags, MHD_AccessHandlerCallback handler, void *context,
    const struct MHD_OptionItem *options) {
  __typeof__(&MHD_start_daemon) start = (__typeof__(&MHD_start_daemon))function;
  return start(flags, 0, NULL, NULL, handler, context, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

static inline const struct sockaddr *respecte_http_client(
    void *function, struct MHD_Connection *connection) {
  __typeof__(&MHD_get_connection_info) information = (__typeof__(&MHD_get_connection_info))function;
  const union MHD_ConnectionInfo *found =
      information(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  return found ? found->client_addr : NULL;
}
