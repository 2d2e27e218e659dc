import { createPrivateKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { Failure, type FailureFacts } from '../explain/failure.ts';
import type { ServiceAccountKey } from '../vault/secrets.ts';

const KeyFile = z.object({
  type: z.literal('service_account'),
  client_email: z.email(),
  client_id: z.string().regex(/^\d{5,40}$/),
  private_key_id: z.string().min(1).max(200),
  private_key: z.string().min(1),
});

/**
 * Reads the key file of a Google service account. Addresses in it are not used: a file made up by somebody could lead
 * the key's signature elsewhere.
 *
 * @param text the file as it was downloaded
 * @throws Failure `INVALID_INPUT` where it is another file, or its key is none
 */
export function readServiceAccountKey(text: string): ServiceAccountKey {
  const document = parsed(text);
  if (isClientFile(document)) throw refused('POSTKEY_SERVICE_ACCOUNT_KEY_OTHER_FILE');
  const file = KeyFile.safeParse(document);
  if (!file.success) {
    const fields = [...new Set(file.error.issues.map(({ path }) => path.join('.')))].filter(Boolean);
    throw fields.length > 0 ? keyRefused(fields.join(', ')) : notJson();
  }
  const { client_email, client_id, private_key_id, private_key } = file.data;
  if (keyIn(private_key)?.asymmetricKeyType !== 'rsa') throw keyRefused('private_key');
  return {
    clientEmail: client_email,
    clientId: client_id,
    keyId: private_key_id,
    privateKey: private_key,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // What the parser complains of would repeat parts of the key.
    throw notJson();
  }
}

/** `client_secret_….json`: the file of an OAuth client, which people take for the key file. */
function isClientFile(document: unknown): boolean {
  return typeof document === 'object' && document !== null && ('installed' in document || 'web' in document);
}

function keyIn(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

/** @param fields of the file that are missing or wrong */
function keyRefused(fields: string): Failure {
  return refused(`POSTKEY_SERVICE_ACCOUNT_KEY_INVALID ${fields}`, { context: { reason: fields } });
}

function notJson(): Failure {
  return refused('POSTKEY_SERVICE_ACCOUNT_KEY_INVALID not-json', { reason: 'not-json' });
}

function refused(evidence: string, facts: Pick<FailureFacts, 'context' | 'reason'> = {}): Failure {
  return new Failure('INVALID_INPUT', {
    where: 'file',
    provider: 'google-service-account',
    evidence,
    ...facts,
    context: { field: 'serviceAccountKey', ...facts.context },
  });
}
