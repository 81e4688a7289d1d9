/** Worst first: what needs somebody comes before what mends itself. */
export const deadLetterKinds = ['parked', 'refused', 'gap', 'retrying', 'late'] as const;
