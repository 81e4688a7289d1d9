/** The items of menus. Import it only from modules that are loaded on demand. */
export { Menu } from '@mantine/core';
