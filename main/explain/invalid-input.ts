import { Failure } from './failure.ts';

/** Why a value or a file is not taken; its words are in `explain/reasons.json`, with the values that they need. */
export type InputReason =
  | 'missing'
  | 'empty'
  | 'unreadable'
  | 'too-large'
  | 'not-json'
  | 'not-one-of'
  | 'not-https'
  | 'not-loopback'
  | 'public-client'
  | 'has-none'
  | 'not-printable'
  | 'other-client-id'
  | 'issuer-missing'
  | 'no-person'
  | 'no-address-column'
  | 'too-many-rows'
  | 'no-host'
  | 'no-user';

type ReasonValues = Readonly<Record<string, string>>;

/** A value the admin gave cannot be right. */
export function invalidInput(field: string, reason: InputReason, values: ReasonValues = {}): Failure {
  return new Failure('INVALID_INPUT', {
    where: 'command',
    evidence: ['POSTKEY_INVALID_INPUT', field, reason, ...Object.values(values)].join(' '),
    context: { field, ...values },
    reason,
  });
}

/** A file the admin named cannot be taken. */
export function refusedFile(file: string, reason: InputReason, values: ReasonValues = {}): Failure {
  return new Failure('INVALID_INPUT', {
    where: 'file',
    evidence: ['POSTKEY_FILE_REFUSED', file, reason, ...Object.values(values)].join(' '),
    context: { file, ...values },
    reason,
  });
}
