import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { GoogleError, jsonIn } from './google-rules.ts';

export interface ServiceAccountOptions {
  readonly users: readonly string[];
  /** What the administrator entered under domain-wide delegation. */
  readonly delegations?: readonly { readonly clientId: string; readonly scopes: readonly string[] }[];
  /** A new key is made for it. */
  readonly serviceAccount?: { readonly email: string; readonly clientId: string };
}

interface ServiceAccount {
  /** As the console hands it out. */
  readonly keyFile: string;
  /** Whose mailbox an assertion opens, and how far. @throws GoogleError */
  redeem(assertion: string, audience: string): { readonly user: string; readonly scopes: readonly string[] };
}

/**
 * Service accounts with domain-wide delegation.
 * https://developers.google.com/identity/protocols/oauth2/service-account
 */
export function createServiceAccount(options: ServiceAccountOptions): ServiceAccount {
  const { users, delegations = [], serviceAccount } = options;
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return {
    keyFile: JSON.stringify({
      type: 'service_account',
      project_id: 'a-project',
      private_key_id: '0123456789abcdef0123456789abcdef01234567',
      private_key: privateKey,
      client_email: serviceAccount?.email ?? 'nobody@a-project.iam.gserviceaccount.com',
      client_id: serviceAccount?.clientId ?? '100000000000000000000',
      auth_uri: 'https://accounts.google.com/o/oauth2/auth',
      token_uri: 'https://oauth2.googleapis.com/token',
    }),
    redeem(assertion, audience) {
      const [header = '', payload = '', signature = ''] = assertion.split('.');
      const { iss, iat, exp, aud, sub, scope } = jsonIn(payload);
      if (!serviceAccount || iss !== serviceAccount.email)
        throw new GoogleError(400, 'invalid_grant', 'Invalid grant: account not found');
      const signed = Buffer.from(`${header}.${payload}`);
      if (!verify('RSA-SHA256', signed, createPublicKey(publicKey), Buffer.from(signature, 'base64url')))
        throw new GoogleError(400, 'invalid_grant', 'Invalid JWT Signature.');
      const now = Date.now() / 1000;
      if (Number(exp) - Number(iat) > 3600 || Math.abs(now - Number(iat)) > 300)
        throw new GoogleError(
          400,
          'invalid_grant',
          'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
        );
      if (aud !== audience) throw new GoogleError(400, 'invalid_grant', 'Invalid JWT: bad audience.');
      const scopes = String(scope).split(' ');
      const delegation = delegations.find(({ clientId }) => clientId === serviceAccount.clientId);
      if (!delegation || !scopes.every((one) => delegation.scopes.includes(one)))
        throw new GoogleError(
          401,
          'unauthorized_client',
          'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.',
        );
      if (!users.includes(String(sub)))
        throw new GoogleError(400, 'invalid_grant', 'Invalid email or User ID');
      return { user: String(sub), scopes };
    },
  };
}
