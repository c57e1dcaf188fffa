/**
 * For tests of which time is the subject: a deadline, a pause, a drain. A machine that has something else to do for that
 * long makes them fail though nothing is wrong, so they may be tried again. Nothing else may: what fails at times is broken.
 */
export const inRealTime = { retry: 2 } as const;
