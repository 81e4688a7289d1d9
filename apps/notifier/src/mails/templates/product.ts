import type { Config } from '../../config';
import type { Product } from './mail-content';

/** What every mail says of this installation. */
export const productOf = (config: Config): Product => ({
  name: 'Tenantry',
  environment: config.ENVIRONMENT,
  consoleUrl: config.PUBLIC_URL,
  timeZone: config.MAIL_TIME_ZONE,
  links: { imprint: config.IMPRINT_URL, dataProtection: config.DATA_PROTECTION_URL, terms: config.TERMS_URL },
});
