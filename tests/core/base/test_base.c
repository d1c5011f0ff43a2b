#include <stdlib.h>

#include "tests/core/base/cases.h"

int main(void)
{
    Suite *suite = suite_create("base");
    suite_add_tcase(suite, day_cases());
    suite_add_tcase(suite, fixed_cases());
    suite_add_tcase(suite, text_cases());
    suite_add_tcase(suite, container_cases());
    suite_add_tcase(suite, diag_cases());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
