import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewAccount } from '../../../preload/contract/index.ts';
import { type RunningApp, startApp } from '../../app.ts';

const day = 86_400_000;
const clientIds = {
  google: '1-a.apps.googleusercontent.com',
  microsoft365: '11111111-2222-4333-8444-555555555555',
};

describe('the list of accounts tells in time that a sign-in ends', () => {
  let running: RunningApp;
  beforeAll(async () => {
    running = await startApp();
  });
  afterAll(() => running.close());

  it.each<[keyof typeof clientIds, string, Partial<NewAccount>, number, number, string, number]>([
    ['google', 'in use', {}, 20, 0, 'ready', 180],
    ['google', 'idle for six months almost', {}, 400, 175, 'expires-soon', 5],
    ['google', 'in testing, fresh', { inTesting: true }, 1, 0, 'ready', 6],
    ['google', 'in testing, six days old', { inTesting: true }, 6, 0, 'expires-soon', 1],
    ['microsoft365', 'in use', {}, 1, 0, 'ready', 89],
    ['microsoft365', 'not refreshed for 84 days', {}, 84, 84, 'expires-soon', 6],
  ])('%s, %s', async (provider, name, change, issued, used, health, endsIn) => {
    const { client, services } = running.app;
    const address = `${name.replaceAll(/\W/g, '')}@contoso.test`;
    const draft = { provider, address, clientId: clientIds[provider], ...change };
    const { id } = await client.onboarding.add(draft);
    await services.vault.write(id, {
      refreshToken: 'r',
      refreshTokenIssuedAt: new Date(Date.now() - issued * day).toISOString(),
      refreshedAt: new Date(Date.now() - used * day).toISOString(),
      accessToken: 'a',
    });
    const status = (await client.accounts.list()).find((account) => account.id === id);
    expect(status?.health).toBe(health);
    const end = Date.parse(status?.refreshTokenExpiresAt ?? '') - Date.now();
    expect(Math.round(end / day)).toBe(endsIn);
  });

  it('follows when the app leaves testing', async () => {
    const { client } = running.app;
    const account = (await client.accounts.list()).find(
      ({ inTesting, health }) => inTesting && health !== 'ready',
    );
    if (!account) throw new Error('No account in testing');
    await client.accounts.update({ account: account.id, inTesting: false });
    const status = (await client.accounts.list()).find(({ id }) => id === account.id);
    expect(status).toMatchObject({ inTesting: false, health: 'ready', keptAliveByUse: true });
  });
});
