import { Skeleton, Stack } from '../ui/basics';

/** Where the jobs will stand. */
export const JobsSkeleton = () => (
  <Stack aria-hidden>
    <Skeleton height={150} />
    <Skeleton height={150} />
  </Stack>
);
