#include "tests/core/base/cases.h"
#include "tests/suite.h"

int main(void)
{
    Suite *suite = suite_create("base");
    suite_add_tcase(suite, day_cases());
    suite_add_tcase(suite, fixed_cases());
    suite_add_tcase(suite, text_cases());
    suite_add_tcase(suite, container_cases());
    suite_add_tcase(suite, diag_cases());
    return suite_run(suite);
}
