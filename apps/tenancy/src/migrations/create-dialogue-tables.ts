import type { QueryRunner } from 'typeorm';

/** Dialogues, and what chat operators may have of them (A13). */
export async function createDialogueTables(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table dialogue_operators (
      user_id uuid primary key references access (user_id),
      organization_id uuid not null references organizations (id),
      maximum int not null check (maximum between 0 and 10000),
      -- How many of their dialogues are open. It may stay above a maximum that was lowered, it never rises above one.
      open int not null default 0 check (open >= 0),
      -- The version of access/<user id> that set the maximum: who changes it says which one they saw.
      version int not null
    )`);
  await runner.query(
    `create index dialogue_operators_by_organization on dialogue_operators (organization_id)`,
  );
  await runner.query(`
    create table dialogues (
      id uuid primary key,
      organization_id uuid not null references organizations (id),
      -- To whom it was dealt.
      user_id uuid not null references dialogue_operators (user_id),
      reference text,
      version int not null,
      -- Milliseconds, as cursors carry it.
      opened_at timestamptz(3) not null,
      closed_at timestamptz(3)
    )`);
  // In the order of the lists: open ones first, then the newest.
  for (const owner of ['organization', 'user'])
    await runner.query(`
      create index dialogues_by_${owner} on dialogues (${owner}_id, (closed_at is null) desc, opened_at desc, id desc)`);
}
