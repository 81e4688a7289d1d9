import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has paused a job, and when. `version` counts the events of `job/<job id>`. */
export class PauseJobs1764370000000 implements MigrationInterface {
  name = 'PauseJobs1764370000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table jobs add paused_at timestamptz, add paused_by uuid, add version int not null default 0,
        add check ((paused_at is null) = (paused_by is null))`);
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
