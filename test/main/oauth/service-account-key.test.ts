import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readServiceAccountKey } from '../../../main/oauth/service-account-key.ts';
import { failureOf } from '../failure-of.ts';

const pem = (type: 'rsa' | 'ed25519') =>
  type === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
        .privateKey.export({ type: 'pkcs8', format: 'pem' })
        .toString()
    : generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const file = {
  type: 'service_account',
  client_email: 'robot@a-project.iam.gserviceaccount.com',
  client_id: '110000000000000000011',
  private_key_id: 'a-key',
  private_key: pem('rsa'),
};

describe('the key file of a service account', () => {
  test('is read as the console hands it out, extra fields and all', () => {
    const text = `\uFEFF${JSON.stringify({ ...file, project_id: 'p', token_uri: 'https://evil.test/token' })}`;
    expect(readServiceAccountKey(text)).toEqual({
      clientEmail: file.client_email,
      clientId: file.client_id,
      keyId: 'a-key',
      privateKey: file.private_key,
    });
  });

  test.each<[string, string, string]>([
    ['the file of an OAuth client', JSON.stringify({ installed: { client_id: 'x' } }), 'OTHER_FILE'],
    ['the file of a web client', JSON.stringify({ web: { client_id: 'x' } }), 'OTHER_FILE'],
    ['half a file', JSON.stringify(file).slice(0, 200), 'INVALID not-json'],
    ['another kind of credential', JSON.stringify({ ...file, type: 'authorized_user' }), 'INVALID type'],
    ['no numeric ID', JSON.stringify({ ...file, client_id: 'robot@x' }), 'INVALID client_id'],
    [
      'a key that is none',
      JSON.stringify({ ...file, private_key: '-----BEGIN PRIVATE KEY-----\nx' }),
      'INVALID private_key',
    ],
    [
      'a key of another kind',
      JSON.stringify({ ...file, private_key: pem('ed25519') }),
      'INVALID private_key',
    ],
    ['a list', '[]', 'INVALID'],
    ['null', 'null', 'INVALID'],
  ])('is refused where it is %s, and none of it is repeated', async (_, text, evidence) => {
    const failure = await failureOf(Promise.resolve().then(() => readServiceAccountKey(text)));
    expect(failure).toMatchObject({ code: 'INVALID_INPUT' });
    expect(failure.facts.evidence).toContain(`POSTKEY_SERVICE_ACCOUNT_KEY_${evidence}`);
    expect(`${failure.stack}${failure.facts.evidence}`).not.toContain('PRIVATE KEY');
  });
});
