import { z } from 'zod';

const characterSchema = z.object({
  character: z.string(),
  codePoint: z.string().meta({ description: 'Such as `U+0430`.' }),
  script: z
    .string()
    .nullable()
    .meta({ description: 'Such as `Cyrillic`, of letters whose script is known.' }),
  looksLike: z.string().nullable().meta({ description: 'The ordinary character that it is mistaken for.' }),
});

/** What may keep mail from a user or a user from signing in (B5). The set grows. */
export const diagnosisCodes = [
  'email.space',
  'email.invisible',
  'email.upper_case',
  'email.form',
  'email.look_alike',
  'email.special',
  'email.malformed',
  'email.disposable',
  'user_name.space',
  'user_name.invisible',
  'user_name.upper_case',
  'user_name.form',
  'user_name.look_alike',
  'user_name.special',
  'status.pending',
  'status.blocked',
  'status.inactive',
  'status.removed',
  'organization.suspended',
  'organization.closed',
  'password.none',
  'password.one_off_open',
  'password.one_off_used',
  'password.one_off_expired',
  'link.open',
  'link.expired',
  'sign_in.failed',
] as const;
export type DiagnosisCode = (typeof diagnosisCodes)[number];

/** What would mend a finding; `null` where nothing has to be done. */
export const diagnosisMends = [
  'correct_email',
  'report_user_name',
  'resend',
  'open_last_mail',
  'activate',
  'unblock',
  'invite_again',
  'reopen_organization',
  'reset_password',
] as const;
export type DiagnosisMend = (typeof diagnosisMends)[number];

export const failedSignInReasons = [
  'wrong_password',
  'no_password',
  'blocked',
  'inactive',
  'not_activated',
  'organization_suspended',
  'organization_closed',
  'one_off_used',
  'one_off_expired',
] as const;
export type FailedSignInReason = (typeof failedSignInReasons)[number];

/** `GET /v1/users/{userId}/diagnosis`. */
export const diagnosisSchema = z
  .object({
    findings: z.array(
      z.object({
        code: z.enum(diagnosisCodes),
        level: z.enum(['problem', 'notice']).meta({
          description: 'A problem keeps mail or the user out; a notice is worth knowing.',
        }),
        facts: z.object({
          characters: z.array(characterSchema).optional(),
          reason: z.string().nullable().optional(),
          cause: z.string().optional(),
          purpose: z.string().optional(),
          times: z.number().int().optional(),
          since: z.iso.datetime().nullable().optional(),
          until: z.iso.datetime().optional(),
        }),
        mend: z.enum(diagnosisMends).nullable(),
      }),
    ),
    failedSignIns: z
      .array(
        z.object({
          reason: z.enum(failedSignInReasons),
          times: z.number().int().meta({ description: 'How often in a row, for this reason and so.' }),
          firstAt: z.iso.datetime(),
          lastAt: z.iso.datetime(),
          browser: z.string().nullable(),
          system: z.string().nullable(),
        }),
      )
      .meta({ description: 'Newest first: no more than twenty, of thirty days.' }),
    complete: z.boolean().meta({
      description:
        'Whether it says all that is known: of links and refused sign-ins it tells only those who may see the sessions of the user.',
    }),
  })
  .meta({ id: 'Diagnosis' });
export type Diagnosis = z.infer<typeof diagnosisSchema>;

/** `POST /v1/users/{userId}/typed-name`: what the user types as e-mail or user name, pasted. In no address, so in no log. */
export const compareTypedRequestSchema = z
  .strictObject({ typed: z.string().min(1).max(300) })
  .meta({ id: 'CompareTypedRequest' });

export const comparedTypedSchema = z
  .object({
    accepted: z.boolean().meta({ description: 'Signing in takes it for this account.' }),
    like: z.enum(['email', 'user_name']).nullable().meta({
      description: 'What of the account it is most like; `null` where it is like neither.',
    }),
    differences: z.array(
      z.object({
        kind: z.enum([
          'space',
          'invisible',
          'upper_case',
          'form',
          'look_alike',
          'accent',
          'other',
          'extra',
          'missing',
          'swapped',
        ]),
        position: z.number().int().meta({ description: 'From 1, in what is typed.' }),
        matters: z.boolean().meta({ description: 'False of what signing in sees past.' }),
        typed: characterSchema.nullable(),
        stored: characterSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'ComparedTyped' });
export type ComparedTyped = z.infer<typeof comparedTypedSchema>;
