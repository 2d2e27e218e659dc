import { expect, onTestFinished, test } from 'vitest';
import type { MailProtocol, NewAccount } from '../../../preload/contract/index.ts';
import { type EntraApp, startEntra } from '../../stand-ins/entra.ts';
import { startExchange } from '../../stand-ins/mailbox.ts';
import { type SignInRig, signInRig } from './sign-in-rig.ts';

/** That the mailbox lets in whom Exchange lets in, and nobody else: the walks through the window rely on it. */
const tenant = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490';
const clientId = '11111111-2222-4333-8444-555555555555';
const mailbox = 'info@contoso.test';
const colleague = 'someone@contoso.test';
const outlook = 'https://outlook.office.com';

async function rigFor(app: Partial<EntraApp>): Promise<SignInRig> {
  const users = [{ name: mailbox }, { name: colleague }];
  const entra = await startEntra({
    tenants: [{ id: tenant, domains: ['contoso.test'], users }],
    apps: [
      {
        clientId,
        home: tenant,
        audience: 'single',
        redirectUris: [{ uri: 'http://localhost', platform: 'desktop' }],
        ...app,
      },
    ],
  });
  onTestFinished(entra.close);
  const exchange = await startExchange(entra, mailbox);
  onTestFinished(exchange.close);
  return signInRig(entra.authorities, exchange.mailServers);
}

const person: Partial<NewAccount> = { clientId, purpose: 'other' };
const app: Partial<NewAccount> = {
  ...person,
  grant: 'client_credentials',
  clientSecret: 'a~secret',
  tenant,
};
const secrets = [{ id: '99999999-2222-4333-8444-555555555555', value: 'a~secret' }];

test.each<[string, Partial<EntraApp>, Partial<NewAccount>, string, readonly MailProtocol[]]>([
  ['its owner', {}, person, mailbox, ['smtp', 'imap', 'pop3']],
  [
    'its owner as far as the scopes reach',
    {},
    { ...person, scopes: [`${outlook}/IMAP.AccessAsUser.All`, 'offline_access'] },
    mailbox,
    ['imap'],
  ],
  [
    'nobody with a token for Graph',
    {},
    { ...person, scopes: ['https://graph.microsoft.com/Mail.Send', 'offline_access'] },
    mailbox,
    [],
  ],
  ['nobody with a colleague’s token', {}, person, colleague, []],
  [
    'an app as far as its roles reach',
    { secrets, roles: ['SMTP.SendAsApp', 'POP.AccessAsApp'] },
    app,
    mailbox,
    ['smtp', 'pop3'],
  ],
])('the mailbox lets in %s', async (_, registered, draft, user, open) => {
  const { add, signIn, services } = await rigFor(registered);
  const account = await add({ provider: 'microsoft365', address: mailbox, ...draft });
  await signIn(account, { user }, { acceptOtherAccount: true });
  let opened: string[] = [];
  for await (const event of services.mail.check(account, { roundTrip: false, timeoutMs: 10_000 })) {
    if (event.event !== 'done') continue;
    opened = Object.entries(event.report.protocols)
      .filter(([, { ok }]) => ok)
      .map(([protocol]) => protocol);
  }
  expect(opened.sort()).toEqual([...open].sort());
});
