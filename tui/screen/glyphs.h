/*
 * glyphs.h: the few drawing characters, in UTF-8 or ASCII.
 *
 * One constant table per set; views and widgets take a const pointer and never spell a glyph
 * themselves. Nothing fails.
 */
#ifndef TEAMTOP_SCREEN_GLYPHS_H
#define TEAMTOP_SCREEN_GLYPHS_H

#include <stdbool.h>

struct glyphs {
    bool ascii;
    const char *open, *closed, *leaf;             /* tree: "▾" "▸" " " */
    const char *rising, *falling;                 /* signal: "▲" "▼" / "^" "v" */
    const char *no_value;                         /* "–" / "-" */
    const char *ellipsis;                         /* "…" / "." */
    const char *crumb;                            /* "›" / ">" */
    const char *live;                             /* "●" / "*" */
    const char *divide;                           /* "÷" / "/" */
    const char *times;                            /* "×" / "x" */
    const char *minus;                            /* "−" / "-" */
    const char *dot;                              /* "·" / "." */
    const char *fresh;                            /* "*": beside what an import changed */
    const char *up, *down, *left, *right, *enter; /* key names in the footer */
    const char *spark[8]; /* "▁" … "█" / "_" "." "-" "=" … rising ramps */
    const char *bar_full, *bar_part[7], *bar_empty; /* eighths: "█" "▏" … "▉" "░" / "#" … "." */
    const char *horizontal, *vertical, *tee_down, *tee_up, *cross;
    const char *pound;                      /* "£" / "GBP " */
    const char *level;                      /* chart line that stays: "─" / "-" */
    const char *rise_from, *rise_to;        /* … that steps up: "┘" "┌" / "'" "." */
    const char *fall_from, *fall_to;        /* … that steps down: "┐" "└" / "." "'" */
    const char *corner;                     /* where the axes meet: "└" / "+" */
    const char *special_good, *special_bad; /* special-cause points: "○" "●" / "O" "X" … */
    const char *special_other;              /* … neither good nor bad: "◇" / "*" */
    const char *chosen;                     /* the point under the reading cursor: "◆" / "@" */
    const char *shade[5];                 /* a heat map, least first: "·░▒▓█" / ".:+#@" */
    const char *limit_dash, *target_dash; /* every other column: "·" "-" / ":" "-" */
};

const struct glyphs *glyphs_get(bool ascii);

#endif
