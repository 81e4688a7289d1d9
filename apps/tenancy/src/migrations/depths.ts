/** The tree's depth with the root. */
export const deepest = 8;
/** The depths below the root: what lies at the root is everything. */
export const depths = Array.from({ length: deepest - 1 }, (_, index) => index + 2);
