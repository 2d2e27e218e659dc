import { describe, expect, it } from 'vitest';
import type { AccountConnection } from '../../../preload/contract/index.ts';
import { mailLink } from '../../../renderer/onboarding/bulk/mail-link.ts';
import { isClosed, sortProviders } from '../../../renderer/onboarding/provider/provider-order.ts';
import {
  afterConfigurationChange,
  instanceTasks,
  taskKey,
  taskLink,
} from '../../../renderer/onboarding/purpose/instance-tasks.ts';
import { aem65Sheet, formsJeeSheet, type SheetSection } from '../../../renderer/onboarding/purpose/sheets.ts';
import { closed, microsoft, yahoo } from './some-providers.ts';

const tenant = 'https://login.microsoftonline.com/contoso.com/oauth2/v2.0';
const connection: AccountConnection = {
  account: 'aaaaaaaaaaaa',
  address: 'sales@contoso.com',
  signInAs: null,
  clientId: 'the-client',
  endpoints: {
    authorization: `${tenant}/authorize`,
    token: `${tenant}/token`,
    issInResponse: false,
    clientAuthentication: 'post',
  },
  scopes: ['https://outlook.office.com/IMAP.AccessAsUser.All', ...microsoft.scopes.requested],
  mail: microsoft.mail,
};

function rows(sections: readonly SheetSection[], section: string) {
  return sections.find(({ name }) => name === section)?.rows ?? [];
}

describe('the values for AEM 6.5', () => {
  it('name the account’s own addresses, the sending scopes only, and no secret', () => {
    const sheet = rows(aem65Sheet(connection, microsoft), 'oauthProvider');
    expect(sheet).toEqual([
      { name: 'authUrl', value: `${tenant}/authorize` },
      { name: 'tokenUrl', value: `${tenant}/token` },
      { name: 'clientId', value: 'the-client' },
      { name: 'clientSecret', hidden: 'clientSecret' },
      { name: 'scope', value: 'https://outlook.office.com/SMTP.Send' },
      { name: 'scope', value: 'offline_access' },
      { name: 'refreshUrl', value: `${tenant}/token` },
    ]);
  });

  it('name all scopes of a provider that has none for sending alone', () => {
    const custom = { ...connection, scopes: ['openid', 'mail.all', 'offline_access'] };
    const named = rows(aem65Sheet(custom, { scopes: { requested: [], protocols: {} } }), 'oauthProvider');
    expect(named.filter(({ name }) => name === 'scope')).toEqual([
      { name: 'scope', value: 'mail.all' },
      { name: 'scope', value: 'offline_access' },
    ]);
  });

  it('take STARTTLS or SSL, never both', () => {
    const ssl = {
      ...connection,
      mail: { smtp: { host: 'smtp.gmail.com', port: 465, security: 'tls' as const } },
    };
    const ticks = (given: AccountConnection) =>
      rows(aem65Sheet(given, microsoft), 'mailService').flatMap((row) => ('tick' in row ? [row] : []));
    expect(ticks(connection).map(({ tick }) => tick)).toEqual([false, true, true, true]);
    expect(ticks(ssl).map(({ tick }) => tick)).toEqual([true, false, false, true]);
  });

  it('say what the account has not instead of leaving it empty', () => {
    const { authorization: _, ...endpoints } = connection.endpoints;
    const bare = aem65Sheet({ ...connection, endpoints, mail: {} }, microsoft);
    expect(rows(bare, 'oauthProvider')).toContainEqual({ name: 'authUrl', missing: true });
    expect(rows(bare, 'mailService')).toContainEqual({ name: 'smtpHost', missing: true });
  });
});

describe('the values for Forms JEE', () => {
  it('tick SMTP Authenticate and ask for TLS both ways', () => {
    const sheet = rows(formsJeeSheet(connection), 'emailService');
    expect(sheet).toContainEqual({ name: 'smtpAuthenticate', tick: true });
    expect(sheet).toContainEqual({ name: 'smtpTransport', value: 'TLS' });
    expect(sheet).toContainEqual({ name: 'receiveTransport', value: 'TLS' });
  });

  it('send as the delegate of a shared mailbox, and read as the mailbox', () => {
    const sheet = rows(formsJeeSheet({ ...connection, signInAs: 'boss@contoso.com' }), 'emailService');
    expect(sheet).toContainEqual({ name: 'smtpUser', value: 'boss@contoso.com' });
    expect(sheet).toContainEqual({ name: 'receiveUser', value: 'sales@contoso.com' });
  });
});

describe('the list of an AEM instance', () => {
  const instance = 'https://author.example';

  it('leads to the pages of that instance', () => {
    expect(taskLink(instance, 'authorise')).toBe('https://author.example/services/mailer/oauth2/authorize');
  });

  it('has to be done again from the consent on when the configuration is changed', () => {
    const all = ['mailService', ...instanceTasks.map((task) => taskKey(instance, task))];
    expect(afterConfigurationChange(all)).toEqual([
      'mailService',
      'settings https://author.example',
      'components https://author.example',
    ]);
  });
});

describe('the list of providers', () => {
  it('begins with practice and ends with closed doors', () => {
    const practice = { ...yahoo, id: 'practice' };
    const custom = { ...yahoo, id: 'custom', support: 'manual' as const };
    const sorted = sortProviders([closed, yahoo, microsoft, custom, practice]);
    expect(sorted.map(({ id }) => id)).toEqual(['practice', 'custom', 'microsoft365', 'yahoo', 'gmx']);
    expect(sorted.filter(isClosed)).toEqual([closed]);
  });
});

describe('a message to the owner of a mailbox', () => {
  it('cannot add recipients or headers', () => {
    expect(mailLink('a&cc=b@x.example', 'Hi & bye', 'one\ntwo?')).toBe(
      'mailto:a%26cc%3Db@x.example?subject=Hi%20%26%20bye&body=one%0D%0Atwo%3F',
    );
  });
});
