export * from './access/account-type';
export * from './access/decide';
export * from './access/decision';
export * from './access/permission';
export * from './access/visibility';
export * from './user/normal-form';
export * from './user/user';
export * from './user/user-errors';
