import { describe, expect, it } from 'vitest';
import type { ConsentEvent, Grant, Purpose } from '../../../preload/contract/index.ts';
import { followConsent, freshConsent } from '../../../renderer/onboarding/consent/consent-run.ts';
import { offeredMethods } from '../../../renderer/onboarding/consent/methods.ts';
import { checkPasted } from '../../../renderer/onboarding/consent/pasted-address.ts';
import { google, microsoft, serviceAccount } from './some-providers.ts';

describe('a sign-in as it goes', () => {
  const follow = (...events: readonly ConsentEvent[]) => events.reduce(followConsent, freshConsent);
  const device: ConsentEvent = {
    event: 'device',
    userCode: 'ABCD',
    verificationUri: 'https://example.com/device',
    expiresAt: '2026-01-01T00:15:00Z',
    intervalSeconds: 5,
  };
  const done: ConsentEvent = {
    event: 'done',
    account: 'abcdef012345',
    grantedScopes: ['a'],
    missingScopes: [],
    expiresAt: null,
    signedInAs: null,
  };

  it('keeps what the person is asked to do', () => {
    expect(follow(device).asked).toEqual(device);
  });

  it('counts strays, and tells those of an older tab', () => {
    expect(follow({ event: 'stray', reason: 'path' })).toMatchObject({ strays: 1, strayState: false });
    expect(follow({ event: 'stray', reason: 'state' }, { event: 'stray', reason: 'host' })).toMatchObject({
      strays: 2,
      strayState: true,
    });
  });

  it('ends with what was granted', () => {
    expect(follow(device, { event: 'exchanging' })).toMatchObject({ exchanging: true, done: null });
    expect(follow(device, { event: 'exchanging' }, done)).toMatchObject({ exchanging: false, done });
  });
});

describe('the ways to sign in', () => {
  it.each([
    [microsoft, 'authorization_code', 'other', ['browser', 'device', 'paste']],
    [microsoft, 'authorization_code', 'aem-cloud', ['browser', 'paste']],
    [microsoft, 'device_code', 'other', ['device', 'browser']],
    [microsoft, 'client_credentials', 'other', []],
    [google, 'authorization_code', 'other', ['browser', 'paste']],
    [serviceAccount, 'service_account', 'other', []],
  ] as const)('of %o by %s for %s', (provider, grant: Grant, purpose: Purpose, methods) => {
    expect(offeredMethods(provider, { grant, purpose })).toEqual(methods);
  });
});

describe('the address one landed on', () => {
  it.each([
    ['http://localhost/?code=abc&state=1', 'http://localhost', null],
    [' http://localhost:51234/?error=access_denied ', 'http://localhost', null],
    [
      'https://author.example/services/mailer/oauth2/token?code=a',
      'https://author.example/services/mailer/oauth2/token/',
      null,
    ],
    ['http://localhost/#code=abc', 'http://localhost', null],
    ['localhost?code=abc', 'http://localhost', 'form'],
    ['code=abc', 'http://localhost', 'form'],
    ['https://login.example/authorize?client_id=x&redirect_uri=y', 'http://localhost', 'request'],
    ['http://localhost/', 'http://localhost', 'nothing'],
    ['https://evil.example/?code=abc', 'http://localhost', 'elsewhere'],
    ['http://localhost/other?code=abc', 'http://localhost', 'elsewhere'],
  ])('%s for %s is %s', (pasted, redirectUri, problem) => {
    expect(checkPasted(pasted, redirectUri)).toBe(problem);
  });
});
