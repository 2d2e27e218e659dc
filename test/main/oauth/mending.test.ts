import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Account } from '../../../preload/contract/index.ts';
import { type EntraApp, startEntra } from '../../stand-ins/entra.ts';
import { failureOf } from '../failure-of.ts';
import { type SignInRig, signInRig } from './sign-in-rig.ts';

const tenant = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490';
const mailbox = 'info@contoso.test';
const desktop: EntraApp = {
  clientId: '11111111-2222-4333-8444-555555555555',
  home: tenant,
  audience: 'single',
  redirectUris: [{ uri: 'http://localhost', platform: 'desktop' }],
  publicClientFlows: true,
};
const secret = (id: string, value: string, expired = false) => ({
  id: `${id}-2222-4333-8444-555555555555`,
  value,
  expired,
});
const web: EntraApp = {
  ...desktop,
  publicClientFlows: false,
  redirectUris: [{ uri: 'http://localhost', platform: 'web' }],
  secrets: [secret('99999999', 'the~value'), secret('88888888', 'the~old~value', true)],
};

async function signingIn(app: EntraApp, clientSecret?: string) {
  const entra = await startEntra({
    tenants: [{ id: tenant, domains: ['contoso.test'], users: [{ name: mailbox }] }],
    apps: [app],
    interval: 0,
  });
  onTestFinished(entra.close);
  const rig = await signInRig(entra.authorities);
  const { clientId } = app;
  const draft = { provider: 'microsoft365', clientId, ...(clientSecret ? { clientSecret } : {}) };
  return { ...rig, account: await rig.add(draft) };
}

async function damage({ services }: SignInRig, { id }: Account): Promise<void> {
  await writeFile(join(services.vault.folder, `${id}.sealed`), 'PKV1 cut sho');
}

const health = async ({ services }: SignInRig) => (await services.states()).map((state) => state.health);

describe('a damaged record', () => {
  test('is mended by signing in again, and kept aside', async () => {
    const rig = await signingIn(desktop);
    await rig.signIn(rig.account, { user: mailbox });
    await damage(rig, rig.account);
    const [state] = await rig.services.states();
    expect([state?.health, state?.failure?.facts.evidence]).toEqual([
      'failing',
      expect.stringMatching(/^POSTKEY_RECORD_DAMAGED .*\.sealed$/),
    ]);
    await rig.signIn(rig.account, { user: mailbox });
    expect(await health(rig)).toEqual(['ready']);
    expect(await readdir(rig.services.vault.folder)).toContain(`${rig.account.id}.sealed.damaged`);
  });

  test('that held the client secret asks for it before it sends anybody to the browser', async () => {
    const rig = await signingIn(web, 'the~value');
    await damage(rig, rig.account);
    const { code, facts } = await failureOf(rig.signIn(rig.account, { user: mailbox }));
    expect([code, facts.evidence]).toEqual(['CONSENT_FAILED', 'POSTKEY_CLIENT_SECRET_MISSING']);
    await rig.services.onboarding.update(rig.account, { clientSecret: 'the~value' });
    await rig.signIn(rig.account, { user: mailbox });
    expect(await health(rig)).toEqual(['ready']);
  });
});

describe('a new client secret', () => {
  test('takes the place of one that has ended, and the sign-in stays', async () => {
    const rig = await signingIn(web, 'the~value');
    const { tokens, onboarding } = rig.services;
    await rig.signIn(rig.account, { user: mailbox });
    await onboarding.update(rig.account, { clientSecret: 'the~old~value' });
    expect((await failureOf(tokens.refresh(rig.account, { force: true }))).code).toBe('TOKEN_FAILED');
    expect(await health(rig)).toEqual(['failing']);
    await onboarding.update(rig.account, { clientSecret: 'the~value' });
    expect(await health(rig), 'what the old one came to is forgotten').toEqual(['ready']);
    expect(await tokens.refresh(rig.account, { force: true })).toBe('refreshed');
  });

  test.each([
    ['for an app that has none', { clientSecret: 'the~value' }],
    ['with a line end', { clientSecret: 'a\nb' }],
    ['that is a key file', { serviceAccountKey: '{}' }],
  ])('%s is refused, and what was kept stays', async (_, given) => {
    const rig = await signingIn(desktop);
    await rig.signIn(rig.account, { user: mailbox });
    const before = await rig.services.vault.read(rig.account.id);
    const refused = await failureOf(rig.services.onboarding.update(rig.account, { label: 'x', ...given }));
    expect(refused.code).toBe('INVALID_INPUT');
    expect(await rig.services.vault.read(rig.account.id)).toEqual(before);
    expect(rig.services.accounts.find(rig.account.id).label).not.toBe('x');
  });
});
