import { z } from 'zod';
import { Diagnosis } from './diagnosis.ts';

const explained = { data: z.object({ diagnosis: Diagnosis }) };

/**
 * Every failure that crosses the contract, by code. The code is stable and may be branched on; the diagnosis is
 * for people.
 */
export const errorMap = {
  INVALID_INPUT: { status: 400, ...explained },
  NOT_FOUND: { status: 404, ...explained },
  ALREADY_EXISTS: { status: 409, ...explained },
  /** The admin has to sign in again: no refresh can help. */
  NEEDS_SIGN_IN: { status: 401, ...explained },
  /** The sign-in was refused, ran out of time or brought back something that does not belong to it. */
  CONSENT_FAILED: { status: 422, ...explained },
  TOKEN_FAILED: { status: 502, ...explained },
  NETWORK_FAILED: { status: 503, ...explained },
  MAIL_FAILED: { status: 502, ...explained },
  VAULT_LOCKED: { status: 423, ...explained },
  /** A sealed file was cut short or edited, or belongs to another key. */
  VAULT_DAMAGED: { status: 500, ...explained },
  /** The disk refused a write; what was there before is still there. */
  WRITE_FAILED: { status: 507, ...explained },
  /** Another process keeps a file to itself for longer than it should. */
  FILE_BUSY: { status: 503, ...explained },
  EXPORT_FAILED: { status: 422, ...explained },
  /** A file that is none of ours, sealed, damaged, unsafe or too large. */
  IMPORT_REFUSED: { status: 422, ...explained },
  /** A template or a package of templates that is too large, no text, malformed or unsafe. */
  TEMPLATE_REFUSED: { status: 422, ...explained },
  PRACTICE_NOT_RUNNING: { status: 503, ...explained },
  CANCELLED: { status: 499, ...explained },
} as const;

export type ErrorCode = keyof typeof errorMap;
