import type { BundleInput } from '../target.ts';
import { type HandoverDocument, handoverFormat, handoverVersion } from './document.ts';

/** One account as a hand-over document. Without secrets, whoever takes it has to sign in. */
export function handoverJson(input: BundleInput): string {
  const { id: _, createdAt: __, ...account } = input.account;
  const { endpoints, scopes, redirectUri, mail } = input.connection;
  const document: HandoverDocument = {
    format: handoverFormat,
    version: handoverVersion,
    accounts: [
      {
        account: { ...account, secrets: handedSecrets(input) },
        connection: { endpoints, scopes: [...scopes], redirectUri, mail },
      },
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function handedSecrets({ secrets, refreshTokenIssuedAt }: BundleInput) {
  return secrets && { ...secrets, ...(refreshTokenIssuedAt ? { refreshTokenIssuedAt } : {}) };
}
