#include "core/store/sqlite_schema.h"

static const char *const steps[] = {
    /* Keys first and no row numbers: what belongs together lies together, and a unit's series or a
     * feed's spells are one range. */
    "CREATE TABLE state ("
    "  one INTEGER PRIMARY KEY CHECK (one = 1),"
    "  version INTEGER NOT NULL,"
    "  fingerprint INTEGER NOT NULL);"
    "INSERT INTO state VALUES (1, 0, 0);"
    "CREATE TABLE series ("
    "  unit TEXT NOT NULL,"
    "  part TEXT NOT NULL,"
    "  register TEXT NOT NULL,"
    "  bytes BLOB NOT NULL,"
    "  PRIMARY KEY (unit, part, register)) WITHOUT ROWID;"
    "CREATE TABLE spells ("
    "  feed TEXT NOT NULL,"
    "  unit TEXT NOT NULL,"
    "  bytes BLOB NOT NULL,"
    "  PRIMARY KEY (feed, unit)) WITHOUT ROWID;"
    "CREATE TABLE imports ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  feed TEXT NOT NULL,"
    "  file TEXT NOT NULL,"
    "  digest TEXT NOT NULL,"
    "  user TEXT NOT NULL,"
    "  imported_at INTEGER NOT NULL,"
    "  row_count INTEGER NOT NULL,"
    "  taken INTEGER NOT NULL,"
    "  rejected INTEGER NOT NULL,"
    "  refused INTEGER NOT NULL,"
    "  reason TEXT NOT NULL);"
    "CREATE INDEX imports_of_feed ON imports (feed, id);"
    "CREATE TABLE rejects ("
    "  import INTEGER NOT NULL,"
    "  number INTEGER NOT NULL,"
    "  line INTEGER NOT NULL,"
    "  field INTEGER NOT NULL,"
    "  reason TEXT NOT NULL,"
    "  PRIMARY KEY (import, number)) WITHOUT ROWID;",
    /* One register among many is replaced without looking at the others. */
    "CREATE INDEX series_of_register ON series (register, unit, part);",
    /* The last version that changed a series or spells of the unit. */
    "CREATE TABLE changes ("
    "  unit TEXT PRIMARY KEY NOT NULL,"
    "  version INTEGER NOT NULL) WITHOUT ROWID;"
    "INSERT INTO changes SELECT DISTINCT unit, (SELECT version FROM state) FROM series;"
    "CREATE INDEX changes_by_version ON changes (version);",
    /* The same file again moves imported_at. */
    ("ALTER TABLE imports ADD COLUMN first_at INTEGER NOT NULL DEFAULT 0;"
     "UPDATE imports SET first_at = imported_at;"),
    /* Of hundreds of feeds few speak of a unit. */
    "CREATE INDEX spells_of_unit ON spells (unit);",
    /* With row numbers after all: without them a row is a part of its key, and each one that is passed on the way to
     * another is read whole to be compared. They are put in order once, and what comes later is put behind them. */
    ("CREATE TABLE series_rows ("
     "  unit TEXT NOT NULL,"
     "  part TEXT NOT NULL,"
     "  register TEXT NOT NULL,"
     "  bytes BLOB NOT NULL,"
     "  PRIMARY KEY (unit, part, register));"
     "INSERT INTO series_rows (unit, part, register, bytes)"
     "  SELECT unit, part, register, bytes FROM series ORDER BY unit, part, register;"
     "DROP TABLE series;"
     "ALTER TABLE series_rows RENAME TO series;"
     "CREATE INDEX series_of_register ON series (register, unit, part);"
     "CREATE TABLE spells_rows ("
     "  feed TEXT NOT NULL,"
     "  unit TEXT NOT NULL,"
     "  bytes BLOB NOT NULL,"
     "  PRIMARY KEY (feed, unit));"
     "INSERT INTO spells_rows (feed, unit, bytes)"
     "  SELECT feed, unit, bytes FROM spells ORDER BY feed, unit;"
     "DROP TABLE spells;"
     "ALTER TABLE spells_rows RENAME TO spells;"
     "CREATE INDEX spells_of_unit ON spells (unit);"),
    /* Chunks of cases may have amendments (STORE_AMENDED), which who does not know of them must not pass over. */
    "",
};

const struct schema sqlite_schema = {
    .steps = steps,
    .count = (int)(sizeof steps / sizeof *steps),
    .application = "PRAGMA application_id",
    .reached = "PRAGMA user_version",
    .strangers = "SELECT count(*) FROM sqlite_schema",
    .begin = "BEGIN IMMEDIATE",
    .mark = {"PRAGMA application_id=0x54656d54; PRAGMA user_version=", ""},
};
