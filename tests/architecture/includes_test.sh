#!/bin/sh
# The check of includes finds what it is there to find: a view that queries, a second door.
set -eu
check=$1
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/core/model" "$root/tui/views" "$root/core/feed"
printf '#include "core/model/unit.h"\n' >"$root/tui/views/good.c"
python3 "$check" "$root" >/dev/null || { echo 'a sound house is refused'; exit 1; }
printf '#include "core/store/store.h"\n' >"$root/tui/views/bad.c"
python3 "$check" "$root" >/dev/null && { echo 'a view that includes the store passes'; exit 1; }
rm "$root/tui/views/bad.c"
printf '#include "tui/views/view.h"\n' >"$root/core/model/bad.c"
python3 "$check" "$root" >/dev/null && { echo 'an include up a floor passes'; exit 1; }
rm "$root/core/model/bad.c"
printf '#include <sqlite3.h>\n' >"$root/core/feed/bad.c"
python3 "$check" "$root" >/dev/null && { echo 'a second door passes'; exit 1; }
exit 0
