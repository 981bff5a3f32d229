// The digest's own functions: through EVP the library first reads its configuration, which takes longer than a digest.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
