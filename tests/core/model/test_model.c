#include "tests/core/model/cases.h"
#include "tests/suite.h"

int main(void)
{
    Suite *suite = suite_create("model");
    suite_add_tcase(suite, access_cases());
    suite_add_tcase(suite, amendment_cases());
    suite_add_tcase(suite, alert_cases());
    suite_add_tcase(suite, alert_line_cases());
    suite_add_tcase(suite, balance_cases());
    suite_add_tcase(suite, measure_cases());
    suite_add_tcase(suite, series_cases());
    suite_add_tcase(suite, series_random_cases());
    suite_add_tcase(suite, spell_cases());
    suite_add_tcase(suite, figure_cases());
    suite_add_tcase(suite, trend_cases());
    suite_add_tcase(suite, status_cases());
    suite_add_tcase(suite, signal_cases());
    suite_add_tcase(suite, roster_cases());
    suite_add_tcase(suite, snapshot_cases());
    suite_add_tcase(suite, whatif_cases());
    suite_add_tcase(suite, memory_cases());
    suite_add_tcase(suite, standing_cases());
    suite_add_tcase(suite, suppress_cases());
    return suite_run(suite);
}
