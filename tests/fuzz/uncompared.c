/* Comparisons that are not followed: for targets whose bytes are decisions, which no constant of the program can be
 * copied into. The linker calls these where libFuzzer would look at both sides of each comparison, for
 * which it took two thirds of the time of a screen. */
#include <stdint.h>

#define UNCOMPARED(name, type)                                                                     \
    void __wrap___sanitizer_cov_trace_##name(type a, type b);                                      \
    void __wrap___sanitizer_cov_trace_##name(type a, type b)                                       \
    {                                                                                              \
        (void)a;                                                                                   \
        (void)b;                                                                                   \
    }

UNCOMPARED(cmp1, uint8_t)
UNCOMPARED(cmp2, uint16_t)
UNCOMPARED(cmp4, uint32_t)
UNCOMPARED(cmp8, uint64_t)
UNCOMPARED(const_cmp1, uint8_t)
UNCOMPARED(const_cmp2, uint16_t)
UNCOMPARED(const_cmp4, uint32_t)
UNCOMPARED(const_cmp8, uint64_t)
