#include "tests/core/config/faulty.h"

const struct faulty faulty_others[] = {
    /* measures.yaml */
    {"measures.yaml", "measures: {sickness_rat: {target: 4}, open_cases.cpp: {points: week}}\n",
        "measures.yaml:1:12: error: unknown measure \"sickness_rat\" (did you mean "
        "\"sickness_rate\"?)\n"
        "measures.yaml:1:39: error: unknown category \"cpp\" (did you mean \"cp\"?)\n"},
    {"measures.yaml",
        "measures:\n"
        "  average_caseload: {band: [18, 12]}\n"
        "  pressure: {band: [12, 18], amber: [13, 21]}\n"
        "  sickness_rate: {target: 7, red: 4.5}\n"
        "  vacancy_rate: {red: 4, better: lesss}\n"
        "  open_cases: {target: 7}\n"
        "  turnover_rate: {band: 3, points: year}\n"
        "  agency_rate: {amber: [1, x]}\n",
        "measures.yaml:2:28: error: \"band\" must give the lower figure first\n"
        "measures.yaml:3:13: error: \"amber\" must lie around \"band\", not inside it\n"
        "measures.yaml:4:18: error: less is better here: \"red\" must not be below \"target\"\n"
        "measures.yaml:5:17: error: \"red\" needs a \"target\"\n"
        "measures.yaml:5:34: error: unknown better \"lesss\" (did you mean \"less\"?)\n"
        "measures.yaml:6:15: error: a \"target\" needs to know what is better: add \"better: "
        "less\" or \"better: more\"\n"
        "measures.yaml:7:25: error: \"band\" must be two figures [low, high], not \"3\"\n"
        "measures.yaml:7:36: error: unknown points \"year\"\n"
        "measures.yaml:8:28: error: \"amber\" must be two figures [low, high], not \"x\"\n"},
    {"measures.yaml",
        "measures:\n"
        "  pressure:\n"
        "    kinds: {early_hlp: {band: [1, 2]}, early_help: {amber: [1, 2], points: week}}\n"
        "    benchmarks: {England: many}\n",
        "measures.yaml:3:13: error: unknown kind \"early_hlp\" (did you mean \"early_help\"?)\n"
        "measures.yaml:3:52: error: \"amber\" needs a \"band\" to lie around\n"
        "measures.yaml:3:68: error: unknown key \"points\"\n"
        "measures.yaml:4:27: error: \"benchmarks\" must be a mapping of names and figures, not "
        "\"many\"\n"},
    {"measures.yaml",
        "calendar: {time_zone: Europe/Londn, days: workin, bank_holidays: [25/12/2026]}\n"
        "roles: {Social Worker: {caseload_limit: -3}}\n"
        "privacy: {small_number: 2.5, reasons: 4}\n",
        "measures.yaml:1:23: error: \"time_zone\" must be a time zone such as Europe/London, not "
        "\"Europe/Londn\"\n"
        "measures.yaml:1:43: error: unknown days \"workin\" (did you mean \"working\"?)\n"
        "measures.yaml:1:67: error: \"bank_holidays\" must be a list of dates YYYY-MM-DD, not "
        "\"25/12/2026\"\n"
        "measures.yaml:2:9: error: \"Social Worker\" cannot be an identifier: use a-z, 0-9, - and "
        "_\n"
        "measures.yaml:2:41: error: \"caseload_limit\" must be a figure of at least 0, not "
        "\"-3\"\n"
        "measures.yaml:3:25: error: \"small_number\" must be a whole number, not \"2.5\"\n"
        "measures.yaml:3:30: error: unknown key \"reasons\"\n"},
    /* feeds.yaml */
    {"feeds.yaml", "store: mysql:x\ninbox: [a]\ndata_until: soon\nfeed: {}\n",
        "feeds.yaml:1:8: error: \"store\" must be sqlite:PATH or postgresql://..., not "
        "\"mysql:x\"\n"
        "feeds.yaml:2:8: error: \"inbox\" must be a folder, not a list\n"
        "feeds.yaml:3:13: error: \"data_until\" must be a date YYYY-MM-DD, not \"soon\"\n"
        "feeds.yaml:4:1: error: unknown key \"feed\" (did you mean \"feeds\"?)\n"},
    {"feeds.yaml", "feeds:\n  cases: {type: case}\n  Posts: {}\n  absences:\n",
        "feeds.yaml:2:17: error: unknown type \"case\" (did you mean \"cases\"?)\n"
        "feeds.yaml:3:3: error: \"Posts\" cannot be an identifier: use a-z, 0-9, - and _\n"
        "feeds.yaml:3:10: error: \"type\" is missing: cases, posts, absences, requests or "
        "readings\n"
        "feeds.yaml:4:12: error: here must stand a mapping of keys and values\n"},
    {"feeds.yaml",
        "feeds:\n"
        "  cases:\n"
        "    type: cases\n"
        "    mode: replce\n"
        "    expected_every: daily\n"
        "    reject_limit: 101%\n"
        "    delimiter: ab\n"
        "    encoding: utf8\n"
        "    dates: DD/MM\n"
        "    nulls: {a: b}\n"
        "    columns: {case: Person ID, team: [a]}\n"
        "    values: {category: {Child in Need: cinn}, teem: {a: b}}\n"
        "    layout: wide\n",
        "feeds.yaml:4:11: error: unknown mode \"replce\" (did you mean \"replace\"?)\n"
        "feeds.yaml:5:21: error: \"expected_every\" must be an interval such as 26h, 1d, 4w or 1y, "
        "not \"daily\"\n"
        "feeds.yaml:6:19: error: \"reject_limit\" must be a percentage such as 5%, not \"101%\"\n"
        "feeds.yaml:7:16: error: \"delimiter\" must be one character of , ; | : ~ ^ blank or tab "
        "(\"\\t\"), not \"ab\"\n"
        "feeds.yaml:8:15: error: unknown encoding \"utf8\" (did you mean \"utf-8\"?)\n"
        "feeds.yaml:9:12: error: \"dates\" must be a form of YYYY, MM and DD such as DD/MM/YYYY, "
        "not \"DD/MM\"\n"
        "feeds.yaml:10:12: error: \"nulls\" must be a list of texts, not a mapping\n"
        "feeds.yaml:11:15: error: unknown column \"case\"\n"
        "feeds.yaml:11:38: error: \"columns\" must be a mapping of columns and their headers, not "
        "a list\n"
        "feeds.yaml:12:40: error: unknown category \"cinn\" (did you mean \"cin\"?)\n"
        "feeds.yaml:12:47: error: unknown column \"teem\" (did you mean \"team\"?)\n"
        "feeds.yaml:13:13: error: \"layout\" only goes with feeds of type \"readings\"\n"},
    {"feeds.yaml",
        "feeds:\n"
        "  cases: {type: cases, columns: {case_id: NHS Number, worker: Worker Surname,\n"
        "    team: ChildDateOfBirth, category: Child Name}}\n"
        "  posts: {type: posts, columns: {name: Full Name, role: Home Address}}\n"
        "  requests: {type: requests, columns: {source: postcode, unit: Team Name}}\n",
        "feeds.yaml:2:43: error: column \"NHS Number\" looks like a pupil's or NHS number, which "
        "is never read: map another column\n"
        "feeds.yaml:3:11: error: column \"ChildDateOfBirth\" looks like a date of birth, which is "
        "never read: map another column\n"
        "feeds.yaml:3:39: error: column \"Child Name\" looks like a child's name, which is never "
        "read: map another column\n"
        "feeds.yaml:4:57: error: column \"Home Address\" looks like an address, which is never "
        "read: map another column\n"
        "feeds.yaml:5:48: error: column \"postcode\" looks like an address, which is never read: "
        "map another column\n"},
    {"feeds.yaml",
        "feeds:\n"
        "  wide:\n"
        "    type: readings\n"
        "    layout: wide\n"
        "    columns: {unit: a}\n"
        "    period: {as: YYYY-MM, day: 09-31}\n"
        "    parts: {vacant_ft: x, fte_days: {times: 253}}\n"
        "  long:\n"
        "    type: readings\n"
        "    unit: {column: a}\n"
        "    period: {column: p, as: YYYY-MM, day: 09-30}\n",
        "feeds.yaml:2:3: error: \"unit\" is missing: a wide layout needs the column of the unit\n"
        "feeds.yaml:2:3: error: \"period\" is missing: a wide layout needs the column of the "
        "period\n"
        "feeds.yaml:5:14: error: \"columns\" only goes with \"layout: long\": here \"parts\" names "
        "the columns\n"
        "feeds.yaml:6:32: error: \"day\" must be a day of the year MM-DD, not \"09-31\"\n"
        "feeds.yaml:7:13: error: unknown part \"vacant_ft\" (did you mean \"vacant_fte\"?)\n"
        "feeds.yaml:7:37: error: \"column\" is missing: the column that holds the figure\n"
        "feeds.yaml:10:11: error: \"unit\" only goes with \"layout: wide\"\n"
        "feeds.yaml:11:13: error: \"day\" only goes with periods that are years (as: YYYY)\n"
        "feeds.yaml:11:13: error: the column of the period goes into \"columns\" here (period: "
        "...)\n"},
    /* ui.yaml */
    {"ui.yaml", "theme: \"\"\nascii: maybe\nkeys: {open: {a: b}}\ncolours: 3\n",
        "ui.yaml:1:8: error: \"theme\" must not be empty\n"
        "ui.yaml:2:8: error: \"ascii\" must be yes or no, not \"maybe\"\n"
        "ui.yaml:3:14: error: \"keys\" must be a mapping of actions and their keys, not a "
        "mapping\n"
        "ui.yaml:4:1: error: unknown key \"colours\"\n"},
    /* access.yaml */
    {"access.yaml",
        "defalt: west\n"
        "default: wst\n"
        "viewers:\n"
        "  - {user: a, unit: wst, worker: yes}\n"
        "  - {user: a, unit: [west, noth], workers: maybe}\n"
        "  - {unit: west, workers: [west, {a: b}]}\n"
        "  - {user: b, group: c, unit: []}\n"
        "  - {user: ../x, unit: west, share: often}\n"
        "  - {group: c}\n"
        "  - west\n"
        "groups: {d: [a], c: [a, a, -x]}\n"
        "act_for_others: {a: b}\n"
        "exports: [a]\n",
        "access.yaml:1:1: error: unknown key \"defalt\" (did you mean \"default\"?)\n"
        "access.yaml:2:10: error: unknown unit \"wst\" (did you mean \"west\"?)\n"
        "access.yaml:4:21: error: unknown unit \"wst\" (did you mean \"west\"?)\n"
        "access.yaml:4:26: error: unknown key \"worker\" (did you mean \"workers\"?)\n"
        "access.yaml:5:5: error: user \"a\" has an entry already: put the units into one list\n"
        "access.yaml:5:28: error: unknown unit \"noth\"\n"
        "access.yaml:5:44: error: unknown unit \"maybe\"\n"
        "access.yaml:6:5: error: a viewer is either a \"user\" or a \"group\"\n"
        "access.yaml:6:34: error: \"workers\" must be yes, no, or the units where it is yes, not a "
        "mapping\n"
        "access.yaml:7:5: error: a viewer is either a \"user\" or a \"group\"\n"
        "access.yaml:7:31: error: \"unit\" must name at least one unit\n"
        "access.yaml:8:12: error: \"user\" must be a name of at most 64 letters, digits and . _ @ "
        "+ - \\ that does not begin with . or -, not \"../x\"\n"
        "access.yaml:8:37: error: \"share\" must be yes or no, not \"often\"\n"
        "access.yaml:9:5: error: \"unit\" is missing: what they see, with all below it; a unit or "
        "a list of units\n"
        "access.yaml:9:5: error: group \"c\" has an entry already: put the units into one list\n"
        "access.yaml:10:5: error: here must stand a mapping of keys and values\n"
        "access.yaml:11:10: error: unknown group of a viewer \"d\" (did you mean \"c\"?)\n"
        "access.yaml:11:25: error: \"a\" is listed twice\n"
        "access.yaml:11:28: error: \"groups\" must be a name of at most 64 letters, digits and . _ "
        "@ + - \\ that does not begin with . or -, not \"-x\"\n"
        "access.yaml:12:17: error: \"act_for_others\" must be an account or a list of accounts, "
        "not a mapping\n"
        "access.yaml:13:10: error: \"exports\" must be a folder, not a list\n"},
    {"access.yaml", "viewers: {user: a, unit: west}\ngroups: [a]\ndefault: [west]\n",
        "access.yaml:1:10: error: \"viewers\" must be a list of viewers, not a mapping\n"
        "access.yaml:2:9: error: \"groups\" must be a mapping of groups and their users, not a "
        "list\n"
        "access.yaml:3:10: error: \"default\" must be none or a unit, not a list\n"},
    /* reference/ */
    {"reference/scorecard.yaml",
        "tolerance: 5\n"
        "targets: [{number: \"1\", name: A, aim: \"=20\"}]\n"
        "sections:\n"
        "  - name: One\n"
        "    indicators:\n"
        "      - {number: a, name: A, better: lesss, target: \"2\", own: many}\n"
        "      - {number: b, name: B, periods: [{name: x, ends: 2019-01-01}, {name: y, ends: "
        "2018-01-01}]}\n",
        "reference/scorecard.yaml:1:12: error: \"tolerance\" must be a share such as 5%, not "
        "\"5\"\n"
        "reference/scorecard.yaml:2:39: error: \"aim\" must be < or > and a figure, in quotes, not "
        "\"=20\"\n"
        "reference/scorecard.yaml:6:38: error: unknown better \"lesss\" (did you mean \"less\"?)\n"
        "reference/scorecard.yaml:6:53: error: unknown target \"2\" (did you mean \"1\"?)\n"
        "reference/scorecard.yaml:6:63: error: \"own\" must be a figure, <figure, Not available, "
        "N/A or TBC, not \"many\"\n"
        "reference/scorecard.yaml:7:69: error: periods must stand in order, the oldest first\n"},
    {"reference/establishment.yaml",
        "establishment: {name: All, total: 3, lines: [{name: A, amount: 1.5, units: [wst]}, {name: "
        "B, amount: 2}]}\n",
        "reference/establishment.yaml:1:16: error: the lines of \"All\" add up to 3.5, not 3\n"
        "reference/establishment.yaml:1:77: error: unknown unit \"wst\" (did you mean "
        "\"west\"?)\n"},
    {"reference/risks.yaml", "risks: [{id: R, name: A, likelihood: 6, impact: 0}]\n",
        "reference/risks.yaml:1:38: error: \"likelihood\" must be from 1 to 5\n"
        "reference/risks.yaml:1:49: error: \"impact\" must be from 1 to 5\n"},
    {"reference/requests.yaml",
        "front_doors: [west]\n"
        "periods: [{name: A, from: 2019-01-02, last: 2019-06-30, total: 1}]\n",
        "reference/requests.yaml:2:11: error: a period goes from the first of a month to the last "
        "of one\n"},
    {"reference/workforce.yaml",
        "tables: [{name: A, columns: [x, y], rows: [{name: r, values: [1]}]}]\n",
        "reference/workforce.yaml:1:44: error: this row must have 2 figures, one for each column, "
        "not 1\n"},
};

const size_t faulty_other_count = sizeof faulty_others / sizeof faulty_others[0];
