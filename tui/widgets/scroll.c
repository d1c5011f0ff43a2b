#include "tui/widgets/widgets.h"

int scroll_fit(int top, int selected, int height, int count)
{
    int last_top = count > height ? count - height : 0;

    if (height <= 0 || count <= 0)
        return 0;
    if (selected >= top + height)
        top = selected - height + 1;
    if (selected < top)
        top = selected;
    if (top > last_top)
        top = last_top;
    return top < 0 ? 0 : top;
}
