import { describe, expect, it } from 'vitest';
import { mailLink } from '../../../renderer/onboarding/bulk/mail-link.ts';
import { isClosed, sortProviders } from '../../../renderer/onboarding/provider/provider-order.ts';
import {
  afterConfigurationChange,
  instanceTasks,
  taskKey,
  taskLink,
} from '../../../renderer/onboarding/purpose/instance-tasks.ts';
import { aem65Sheet, formsJeeSheet, type SheetSection } from '../../../renderer/onboarding/purpose/sheets.ts';
import { closed, google, microsoft, yahoo } from './some-providers.ts';

const known = { address: 'sales@contoso.com', clientId: 'the-client', tenant: '', signInAs: '' };

function rows(sections: readonly SheetSection[], section: string) {
  return sections.find(({ name }) => name === section)?.rows ?? [];
}

describe('the values for AEM 6.5', () => {
  it('name the tenant’s own addresses, the sending scopes only, and no secret', () => {
    const sheet = rows(aem65Sheet(microsoft, known), 'oauthProvider');
    expect(sheet).toEqual([
      { name: 'authUrl', value: 'https://login.microsoftonline.com/contoso.com/oauth2/v2.0/authorize' },
      { name: 'tokenUrl', value: 'https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token' },
      { name: 'clientId', value: 'the-client' },
      { name: 'clientSecret', hidden: 'clientSecret' },
      { name: 'scope', value: 'https://outlook.office.com/SMTP.Send' },
      { name: 'scope', value: 'offline_access' },
      { name: 'refreshUrl', value: 'https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token' },
    ]);
  });

  it('take STARTTLS or SSL, never both', () => {
    const ssl = {
      ...google,
      mail: { smtp: { host: 'smtp.gmail.com', port: 465, security: 'tls' as const } },
    };
    const ticks = (provider: typeof microsoft) =>
      rows(aem65Sheet(provider, known), 'mailService').flatMap((row) => ('tick' in row ? [row] : []));
    expect(ticks(microsoft).map(({ tick }) => tick)).toEqual([false, true, true, true]);
    expect(ticks(ssl).map(({ tick }) => tick)).toEqual([true, false, false, true]);
  });

  it('say what is not known instead of leaving it empty', () => {
    const sheet = rows(aem65Sheet(yahoo, { ...known, clientId: '' }), 'oauthProvider');
    expect(sheet).toContainEqual({ name: 'authUrl', missing: true });
    expect(sheet).toContainEqual({ name: 'clientId', missing: true });
  });
});

describe('the values for Forms JEE', () => {
  it('tick SMTP Authenticate and ask for TLS both ways', () => {
    const sheet = rows(formsJeeSheet(microsoft, known), 'emailService');
    expect(sheet).toContainEqual({ name: 'smtpAuthenticate', tick: true });
    expect(sheet).toContainEqual({ name: 'smtpTransport', value: 'TLS' });
    expect(sheet).toContainEqual({ name: 'receiveTransport', value: 'TLS' });
  });

  it('send as the delegate of a shared mailbox, and read as the mailbox', () => {
    const sheet = rows(formsJeeSheet(microsoft, { ...known, signInAs: 'boss@contoso.com' }), 'emailService');
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
