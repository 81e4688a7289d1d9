/** The services with a log and an inbox of their own, each asked for itself. */
export const services = ['identity', 'tenancy', 'notifier', 'scheduler'] as const;
export type Service = (typeof services)[number];
