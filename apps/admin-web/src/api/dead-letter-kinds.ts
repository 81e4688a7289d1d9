/** The services that consume messages, each asked for itself. */
export const consumers = ['identity', 'tenancy', 'notifier', 'scheduler'] as const;
export type Consumer = (typeof consumers)[number];

/** Worst first: what needs somebody comes before what mends itself. */
export const deadLetterKinds = ['parked', 'refused', 'gap', 'retrying', 'late'] as const;
