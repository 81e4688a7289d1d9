/** The services that own a database and a user of the broker. */
export const services = ['identity', 'tenancy', 'notifier', 'scheduler'] as const;
export type Service = (typeof services)[number];

/** Who has a user of the broker: the services, and the sample consumers as any other team's services. */
export const brokerUsers = [...services, 'audit-printer', 'python-consumer'] as const;
export type BrokerUser = (typeof brokerUsers)[number];

/** A value for each user of the broker. */
export const forEachBrokerUser = <T>(value: (user: BrokerUser) => T): Record<BrokerUser, T> =>
  Object.fromEntries(brokerUsers.map((user) => [user, value(user)])) as Record<BrokerUser, T>;

/** A value for each service. */
export const forEachService = <T>(value: (service: Service) => T): Record<Service, T> =>
  Object.fromEntries(services.map((service) => [service, value(service)])) as Record<Service, T>;

export const isService = (name: string): name is Service => services.includes(name as Service);
