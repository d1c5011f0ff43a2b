#include "tests/core/config/faulty.h"

#define FILE_NAME "organisation.yaml"
#define HEAD      "organisation: Service\nlevels: [area, locality, team]\n"

const struct faulty faulty_organisations[] = {
    {FILE_NAME, "",
        FILE_NAME
        ":1:1: error: \"organisation\" is missing: the name of the organisation, shown at "
        "the top of every screen\n" FILE_NAME
        ":1:1: error: \"levels\" is missing: the levels of the organisation, outermost "
        "first; a branch may skip some\n" FILE_NAME
        ":1:1: error: \"units\" is missing: the units: one outermost, the others in the "
        "\"units\" of another\n"},
    {FILE_NAME, "- a\n- b\n",
        FILE_NAME ":1:1: error: here must stand a mapping of keys and values\n"},
    {FILE_NAME, "organisation: [Service\n",
        FILE_NAME ":2:1: error: this is not valid YAML: did not find expected ',' or ']'\n"},
    {FILE_NAME, HEAD "units: [{id: a, name: A, level: area}]\nnotice: caf\xe9\n",
        FILE_NAME ":4:12: error: this is not valid YAML: incomplete UTF-8 octet sequence\n"},
    {FILE_NAME, HEAD "units: [{id: a, name: A, level: area}]\n---\nlevels: []\n",
        FILE_NAME ":4:1: error: a file holds one document, here begins a second\n"},
    {FILE_NAME, HEAD "units:\n  - {id: a, name: A, level: localty}\n",
        FILE_NAME ":4:29: error: unknown level \"localty\" (did you mean \"locality\"?)\n"},
    {FILE_NAME,
        HEAD "units:\n  - id: a\n    name: A\n    level: area\n    aliasses: [B]\n    leader: C\n",
        FILE_NAME ":7:5: error: unknown key \"aliasses\" (did you mean \"aliases\"?)\n" FILE_NAME
                  ":8:5: error: unknown key \"leader\"\n"},
    {FILE_NAME,
        HEAD "units:\n  - id: West Area\n    level: area\n    units:\n"
             "      - {id: t, name: T, level: area}\n",
        FILE_NAME
        ":4:5: error: \"name\" is missing: what people call it\n" FILE_NAME
        ":4:9: error: \"id\" must be an identifier of a-z, 0-9, - and _, not \"West "
        "Area\"\n" FILE_NAME
        ":7:33: error: a unit of level \"area\" cannot stand inside one of level \"area\": levels "
        "go inwards\n"},
    {FILE_NAME,
        HEAD "units:\n  - id: a\n    name: A\n    level: team\n    units:\n"
             "      - {id: b, name: B, level: area}\n",
        FILE_NAME ":8:33: error: a unit of level \"area\" cannot stand inside one of level "
                  "\"team\": levels go inwards\n"},
    {FILE_NAME,
        HEAD "units:\n  - id: a\n    name: A\n    level: area\n    aliases: [X]\n    units:\n"
             "      - {id: b, name: B, level: team, aliases: [x, A]}\n"
             "      - {id: b, name: C, level: team}\n",
        FILE_NAME
        ":9:49: error: alias \"x\" is already the id or an alias of unit \"a\"\n" FILE_NAME
        ":9:52: error: alias \"A\" is already the id or an alias of unit \"a\"\n" FILE_NAME
        ":10:14: error: id \"b\" is already the id or an alias of another unit\n"},
    {FILE_NAME,
        HEAD "units:\n  - {id: a, name: A, level: area}\n  - {id: b, name: B, level: area}\n",
        FILE_NAME ":5:5: error: there can be only one outermost unit: put this one inside it\n"},
    {FILE_NAME, HEAD "units: []\n",
        FILE_NAME ":3:8: error: \"units\" must name at least one unit\n"},
    {FILE_NAME, HEAD "units: west\n",
        FILE_NAME ":3:8: error: \"units\" must be a list of units, not \"west\"\n"},
    {FILE_NAME,
        "organisation: \"\"\nlevels: [area, area, A B]\nunits: [{id: a, name: A, level: area}]\n",
        FILE_NAME ":1:15: error: \"organisation\" must not be empty\n" FILE_NAME
                  ":2:16: error: \"area\" is listed twice\n" FILE_NAME
                  ":2:22: error: \"A B\" cannot be an identifier: use a-z, 0-9, - and _\n"},
    {FILE_NAME,
        HEAD "kinds: {early_help: Early Help}\n"
             "units: [{id: a, name: A, level: area, kind: early_halp}]\n",
        FILE_NAME ":4:45: error: unknown kind \"early_halp\" (did you mean \"early_help\"?)\n"},
    {FILE_NAME, HEAD "units: [{id: a, name: A, level: area}]\nlevels: [team]\n",
        FILE_NAME ":4:1: error: key \"levels\" is here twice (first on line 2)\n"},
    {FILE_NAME, HEAD "[a, b]: c\n",
        FILE_NAME ":3:1: error: a key must be text, not a list or a mapping\n"},
    {FILE_NAME, HEAD "units: &all [{id: a, name: A, level: area, units: *all}]\n",
        FILE_NAME ":3:51: error: an alias may not be inside what it stands for\n"},
    {FILE_NAME, HEAD "units: [{<<: 7, id: a, name: A, level: area}]\n",
        FILE_NAME ":3:14: error: \"<<\" must name a mapping, or a list of mappings\n"},
    {FILE_NAME, HEAD "notice: \"a\\0b\"\n",
        FILE_NAME ":3:9: error: text must not contain a NUL character\n"},
};

const size_t faulty_organisation_count =
    sizeof faulty_organisations / sizeof faulty_organisations[0];
