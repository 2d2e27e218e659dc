import { describe, expect, it } from 'vitest';
import { readGoogleFile } from '../../../renderer/onboarding/register/google-file.ts';

const client = { client_id: '1-a.apps.googleusercontent.com', client_secret: 'GOCSPX-x' };
const key = {
  type: 'service_account',
  client_email: 'mailer@project.iam.gserviceaccount.com',
  client_id: '123456789012345678901',
  private_key: '-----BEGIN PRIVATE KEY-----',
};

describe('a file from Google’s console', () => {
  it('is read as the client of a desktop app', () => {
    expect(readGoogleFile(JSON.stringify({ installed: client }))).toEqual({
      kind: 'client',
      client: 'desktop',
      clientId: client.client_id,
      clientSecret: 'GOCSPX-x',
      redirectUris: [],
    });
  });

  it('is read as the client of a web app, with its redirect URIs', () => {
    const web = { ...client, redirect_uris: ['https://author.example', 3] };
    expect(readGoogleFile(JSON.stringify({ web }))).toMatchObject({
      client: 'web',
      redirectUris: ['https://author.example'],
    });
  });

  it('is read as the key of a service account', () => {
    const text = JSON.stringify(key);
    expect(readGoogleFile(text)).toEqual({
      kind: 'service-account',
      email: key.client_email,
      clientId: key.client_id,
      text,
    });
  });

  it.each([
    ['', 'not-json'],
    ['client_id=3', 'not-json'],
    ['null', 'not-google'],
    ['[]', 'not-google'],
    ['{"installed":{}}', 'not-google'],
    ['{"__proto__":{"client_id":"x"}}', 'not-google'],
    [JSON.stringify({ ...key, client_id: 'x' }), 'not-google'],
    [JSON.stringify({ ...key, private_key: undefined }), 'not-google'],
  ])('%s is %s', (text, kind) => {
    expect(readGoogleFile(text)).toEqual({ kind });
  });
});
