/** The services that own a database and a user of the broker. */
export const services = ['identity', 'tenancy', 'notifier', 'scheduler'] as const;
export type Service = (typeof services)[number];

/** A value for each service. */
export const forEachService = <T>(value: (service: Service) => T): Record<Service, T> =>
  Object.fromEntries(services.map((service) => [service, value(service)])) as Record<Service, T>;

export const isService = (name: string): name is Service => services.includes(name as Service);
