export { startSystem, type System } from './start-system';
