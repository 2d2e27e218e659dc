import type { PracticeFaults } from '../../preload/contract/index.ts';

/**
 * How the practice servers fail on purpose, so that an admin can see what each failure looks like.
 *
 * - `token`: the token endpoint: a 500, an HTML page, an empty answer, no answer at all, an answer without a refresh
 *   token (the old one stays good, as at Google), or `invalid_grant` for every refresh token.
 * - `refusedScope`: never granted, whatever the consent page says.
 * - `smtp`, `imap`, `pop3`: `stall` greets and then says nothing; `drop-tls` hangs up in the middle of the TLS handshake.
 */
export type Misbehaviour = PracticeFaults;

export const wellBehaved: Misbehaviour = {
  token: null,
  refusedScope: null,
  smtp: null,
  imap: null,
  pop3: null,
};

/** Reads the behaviour of the moment. */
export type BehaviourNow = () => Misbehaviour;
