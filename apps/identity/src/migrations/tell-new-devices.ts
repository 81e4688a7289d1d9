import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When somebody was told of a sign-in from a device: of many new ones in a day they are told of the first few. */
export class TellNewDevices1764660000000 implements MigrationInterface {
  name = 'TellNewDevices1764660000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table known_device add told_at timestamptz');
  }

  /** @throws always: schemas only go forward */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations only go forward: write a new one that undoes this.'));
  }
}
