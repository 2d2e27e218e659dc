import { Failure } from '../explain/failure.ts';
import { escapeControls, hasControls, printable } from './printable.ts';

export type Mechanism = 'OAUTHBEARER' | 'XOAUTH2';

export interface SaslIdentity {
  readonly user: string;
  readonly accessToken: string;
  /** The server as it was connected to: OAUTHBEARER servers compare it. */
  readonly host: string;
  readonly port: number;
}

/** The better of what a server offers: OAUTHBEARER says more when it refuses. */
export function chooseMechanism(offered: readonly string[]): Mechanism | undefined {
  const names = offered.map((name) => name.toUpperCase());
  if (names.includes('OAUTHBEARER')) return 'OAUTHBEARER';
  return names.includes('XOAUTH2') ? 'XOAUTH2' : undefined;
}

/**
 * The initial response in base64 (RFC 7628 §3.1; XOAUTH2 as Google describes it).
 *
 * @throws Failure `INVALID_INPUT` where the user or the token holds a control character: it could add SASL fields
 */
export function initialResponse(mechanism: Mechanism, identity: SaslIdentity): string {
  refuseControls('user', identity.user);
  refuseControls('accessToken', identity.accessToken);
  const bearer = `auth=Bearer ${identity.accessToken}\u0001\u0001`;
  const fields =
    mechanism === 'XOAUTH2'
      ? `user=${identity.user}\u0001${bearer}`
      : `n,a=${gs2Name(identity.user)},\u0001host=${identity.host}\u0001port=${identity.port}\u0001${bearer}`;
  return Buffer.from(fields, 'utf8').toString('base64');
}

/** What the client has to say to an error challenge before the server gives its final reply. */
export function answerToError(mechanism: Mechanism): string {
  // RFC 7628 §3.2.3: a single 0x01. XOAUTH2 wants an empty line.
  return mechanism === 'OAUTHBEARER' ? 'AQ==' : '';
}

/** The JSON inside an error challenge; undefined where it is not base64 of JSON. */
export function decodeErrorChallenge(challenge: string): string | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(challenge)) return undefined;
  const decoded = printable(Buffer.from(challenge, 'base64'));
  try {
    return escapeControls(JSON.stringify(JSON.parse(decoded)));
  } catch {
    return undefined;
  }
}

/** RFC 5801 §4: `=` and `,` are written `=3D` and `=2C`. */
function gs2Name(user: string): string {
  return user.replaceAll('=', '=3D').replaceAll(',', '=2C');
}

function refuseControls(field: 'user' | 'accessToken', value: string): void {
  if (!hasControls(value)) return;
  throw new Failure('INVALID_INPUT', { where: 'token', evidence: `POSTKEY_CONTROL_CHARACTER ${field}` });
}
