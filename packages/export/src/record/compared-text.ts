/** How every `check.py` compares: for the head of the file. */
export const comparedText = `A number a differs from the recorded b when |a - b| > TOLERANCE * (1 + |b|). Every step begins with the recorded parameters (and with its own
optimizer's state), so that it is steps which are compared. Optimizers that divide a gradient by its size make a whole step of one that is all
rounding (the bias of an attention's keys has such a gradient: 0 but for roundings). So a parameter may be farther off by the share of a step that
its gradients leave open: twice their relative difference, at most 2, times the largest change in its array. Then all steps are run on end without
this, which tells what becomes of roundings: training makes them grow, as it does any small change of where it starts.`;
