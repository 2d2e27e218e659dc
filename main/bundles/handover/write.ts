import type { BundleInput } from '../target.ts';
import { type HandoverDocument, handoverFormat, handoverVersion } from './document.ts';

/** What a hand-over document is called in a bundle. */
export const handoverFile = 'postkey.json';

/** Accounts as a hand-over document. Without secrets, whoever takes it has to sign in. */
export function handoverJson(inputs: readonly BundleInput[]): string {
  const document: HandoverDocument = {
    format: handoverFormat,
    version: handoverVersion,
    accounts: inputs.map(handed),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function handed({ account, connection, secrets, refreshTokenIssuedAt }: BundleInput) {
  const { id: _, createdAt: __, ...settings } = account;
  const { endpoints, scopes, redirectUri, mail } = connection;
  const issued = refreshTokenIssuedAt ? { refreshTokenIssuedAt } : {};
  return {
    account: { ...settings, secrets: secrets && { ...secrets, ...issued } },
    connection: { endpoints, scopes: [...scopes], redirectUri, mail },
  };
}
