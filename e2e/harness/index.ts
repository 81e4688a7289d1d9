export { startSystem } from './start-system';
export { runningSystem, type System } from './system';
