import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ORPCError } from '@orpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsentEvent, ProviderSummary } from '../../preload/contract/index.ts';
import { type RunningApp, startApp } from '../app.ts';
import { aDraft } from '../main/a-draft.ts';
import { type Entra, startEntra } from '../stand-ins/entra.ts';
import { signInAt, typeCodeAt } from '../stand-ins/person.ts';
import { type Transport, transports } from './transports.ts';

const tenant = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490';
const clientId = '11111111-2222-4333-8444-555555555555';
const mailbox = 'info@contoso.test';

describe.each(transports)('onboarding over $name', ({ open }) => {
  let entra: Entra;
  let running: RunningApp;
  let transport: Transport;
  let account: string;

  beforeAll(async () => {
    entra = await startEntra({
      tenants: [
        { id: tenant, domains: ['contoso.test'], users: [{ name: mailbox }, { name: 'ada@contoso.test' }] },
      ],
      apps: [
        {
          clientId,
          home: tenant,
          audience: 'single',
          redirectUris: [{ uri: 'http://localhost', platform: 'desktop' }],
          publicClientFlows: true,
        },
      ],
      interval: 0,
    });
    running = await startApp({ authorities: entra.authorities });
    transport = await open(running.app);
    const draft = { provider: 'microsoft365', address: mailbox, clientId };
    ({ id: account } = await transport.client.onboarding.add(draft));
  });
  afterAll(async () => {
    await transport.close();
    await running.close();
    await entra.close();
  });

  it('tells of every provider what a wizard needs, by its name in the admin’s language', async () => {
    const providers = await transport.client.onboarding.providers();
    expect(providers.map((provider) => ProviderSummary.parse(provider))).toEqual(providers);
    expect(providers.find(({ id }) => id === 'google')?.name).toBe('Gmail, Google Workspace');
  });

  it('finds the provider of an address', async () => {
    expect(await transport.client.onboarding.detect({ address: 'a@gmail.com' })).toEqual({
      provider: 'google',
      how: 'domain',
      candidates: ['google'],
      online: true,
    });
  });

  it('makes the link for an administrator', async () => {
    const { url } = await transport.client.onboarding.adminConsentUrl({ account });
    expect(url).toContain('/contoso.test/adminconsent?client_id=');
  });

  it('tells another system what it has to know, the tenant filled in, and no secret', async () => {
    const connection = await transport.client.accounts.connection({ account });
    expect(connection).toMatchObject({
      account,
      address: mailbox,
      signInAs: null,
      clientId,
      endpoints: { token: expect.stringMatching(/\/contoso\.test\/oauth2\/v2\.0\/token$/) },
      scopes: expect.arrayContaining(['https://outlook.office.com/SMTP.Send']),
      mail: { smtp: { host: 'smtp.office365.com', port: 587 } },
    });
  });

  it('makes a link for the owner and takes the address they land on', async () => {
    const { url } = await transport.client.onboarding.consentLink({ account });
    expect(await transport.client.onboarding.bulk.queue()).toMatchObject([{ account, state: 'link-made' }]);
    const landed = await signInAt(url, { user: mailbox });
    const { signedIn } = await transport.client.onboarding.answer({ account, url: landed.url });
    expect(signedIn).toMatchObject({ account, missingScopes: [], signedInAs: null });
    expect(await transport.client.onboarding.bulk.queue()).toEqual([]);
  });

  it('hands a pasted address to the sign-in that waits for one', async () => {
    const events: ConsentEvent[] = [];
    const attempt = await transport.client.onboarding.signIn({
      account,
      method: 'paste',
      openBrowser: false,
    });
    for await (const event of attempt) {
      events.push(event);
      if (event.event !== 'paste') continue;
      const landed = await signInAt(event.url, { user: mailbox });
      const { signedIn } = await transport.client.onboarding.answer({ account, url: landed.url });
      expect(signedIn).toBeNull();
    }
    expect(events.map(({ event }) => event)).toEqual(['paste', 'exchanging', 'done']);
  });

  it('shows a code for another device', async () => {
    const events: ConsentEvent[] = [];
    for await (const event of await transport.client.onboarding.signIn({ account, method: 'device' })) {
      events.push(event);
      if (event.event === 'device') void typeCodeAt(event.verificationUri, event.userCode, { user: mailbox });
    }
    expect(events.map(({ event }) => event)).toEqual(['device', 'exchanging', 'done']);
  });

  it('refuses somebody else with both names', async () => {
    const { url } = await transport.client.onboarding.consentLink({ account });
    const landed = await signInAt(url, { user: 'ada@contoso.test' });
    const error = await transport.client.onboarding
      .answer({ account, url: landed.url })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ORPCError);
    expect(error).toMatchObject({
      code: 'CONSENT_FAILED',
      data: {
        diagnosis: {
          id: 'postkey-wrong-account',
          evidence: expect.stringContaining('ada@contoso.test signed in'),
        },
      },
    });
  });

  it('keeps a draft with all its fields, and no field that is not one', async () => {
    const { drafts } = transport.client.onboarding;
    const custom = {
      label: '',
      issuer: 'https://id.example.com',
      exactRedirect: false,
      publicClient: false,
      scopes: 'openid',
      smtp: { host: 'smtp.example.com', port: '587', security: 'starttls' as const },
      imap: { host: '', port: '', security: 'tls' as const },
      ca: '',
      discovered: {
        issuer: 'https://id.example.com',
        endpoints: {
          token: 'https://id.example.com/token',
          issInResponse: false,
          clientAuthentication: 'basic' as const,
        },
        scopesSupported: ['openid'],
      },
    };
    const draft = aDraft({ provider: 'custom', custom });
    await drafts.save({ ...draft, ...{ clientSecret: 'not-to-be-kept' } });
    expect(await drafts.list()).toEqual([draft]);
    expect(await readFile(join(running.dataFolder, 'drafts.json'), 'utf8')).not.toContain('not-to-be-kept');
    await drafts.remove({ id: draft.id });
    expect(await drafts.list()).toEqual([]);
  });

  it('takes no draft by a name that is none', async () => {
    const refused = transport.client.onboarding.drafts.save(aDraft({ id: '__proto__' }));
    await expect(refused).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('reads a list, adds it and queues it', async () => {
    const list = {
      csv: 'address\nb@contoso.test\ninfo@contoso.test\n',
      defaults: { provider: 'microsoft365', clientId },
    };
    const { rows } = await transport.client.onboarding.bulk.read(list);
    expect(rows.map(({ problems }) => problems.map(({ id }) => id))).toEqual([[], ['exists']]);
    const added = [];
    for await (const event of await transport.client.onboarding.bulk.add(list)) added.push(event);
    expect(added).toMatchObject([{ event: 'added', line: 2, address: 'b@contoso.test' }]);
    expect(await transport.client.onboarding.bulk.queue()).toMatchObject([
      { address: 'b@contoso.test', state: 'new' },
    ]);
  });
});
