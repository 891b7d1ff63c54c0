/* The kernel: one foreign call per query. Loaded by kernel.py. */

#include <stdint.h>

#ifdef _WIN32
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

/* kernel.py refuses a library with another number: raise both with every change of a signature. */
EXPORT int32_t sanksi_kernel_version(void) { return 1; }
