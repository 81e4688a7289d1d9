/** Where a part may come from, in the order in which they are tried. */
const sources = ['url', 'embedded', 'machine', 'cache', 'docker', 'apt'] as const;
export type Source = (typeof sources)[number];

/** In words, for the terminal. */
export const sourceNames: Record<Source, string> = {
  url: 'given by its address',
  embedded: 'embedded',
  machine: 'private, from this machine',
  cache: "private, from the distribution's packages",
  docker: 'Docker Compose',
  apt: 'private, installed with apt-get',
};

/**
 * Reads TENANTRY_SOURCES, e.g. `embedded,cache`: only these are tried. All when it is not set.
 * @throws with the known names when one is unknown
 */
export const parseSources = (value: string | undefined): ReadonlySet<Source> => {
  if (value === undefined || value.trim() === '') return new Set(sources);
  const names = value.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !sources.includes(name as Source));
  if (unknown.length > 0) {
    throw new Error(`TENANTRY_SOURCES names "${unknown.join('", "')}"; known are: ${sources.join(', ')}.`);
  }
  return new Set(names as Source[]);
};
