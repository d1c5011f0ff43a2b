/*
 * unseen.h: for a while, what is written to the standard output goes nowhere.
 *
 * For what a library insists on saying. It is the process's one output: nothing else may write meanwhile.
 */
#ifndef TEAMTOP_SCREEN_UNSEEN_H
#define TEAMTOP_SCREEN_UNSEEN_H

/* Gives what unseen_end() wants; −1: the system has no descriptor for it, and what is written is seen. */
int unseen_begin(void);
void unseen_end(int output);

#endif
