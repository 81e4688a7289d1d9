import { Problem } from '@tenantry/service-defaults';

/** A value of the body that does not fit what is stored, as `request.invalid`. */
export const invalid = (pointer: string, code: string, detail: string): Problem =>
  new Problem('request.invalid', { errors: [{ pointer, code, detail }] });
