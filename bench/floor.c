/*
 * floor.c: the least an ncurses program can do: paint a full screen, move a highlighted row, leave at q.
 * What scripts/bench measures teamtop against.
 */
#include <curses.h>
#include <locale.h>

static void row(int y, int chosen)
{
    if (y == chosen)
        attron(A_REVERSE);
    for (int x = 0; x < COLS; x += 10)
        mvprintw(y, x, "%-9.9s", y == chosen ? "selected" : "figure 42");
    if (y == chosen)
        attroff(A_REVERSE);
}

int main(void)
{
    int chosen = 0, key;
    setlocale(LC_ALL, "");
    initscr();
    cbreak();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    curs_set(0);
    for (int y = 0; y < LINES; y++)
        row(y, chosen);
    refresh();
    while ((key = getch()) != 'q') {
        const int before = chosen;
        if (key == 'j' && chosen + 1 < LINES)
            chosen++;
        if (key == 'k' && chosen > 0)
            chosen--;
        row(before, chosen);
        row(chosen, chosen);
        refresh();
    }
    endwin();
    return 0;
}
