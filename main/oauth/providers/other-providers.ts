import type { Grant, MailServers, ProviderSummary } from '../../../preload/contract/index.ts';
import type { ListedProvider } from './listed.ts';
import type { ProviderFacts } from './provider.ts';
import { exactRegistrations, noRegistrations } from './registrations.ts';

interface Particulars {
  readonly id: string;
  readonly family: ProviderSummary['family'];
  readonly support: ProviderSummary['support'];
  /** Host of each protocol; the ports are the usual ones. */
  readonly hosts: { readonly imap: string; readonly smtp: string; readonly pop3?: string };
  readonly startTls?: boolean;
  readonly scopes: readonly string[];
  readonly grants?: readonly Grant[];
  readonly prerequisites?: readonly string[];
  readonly portal?: ProviderSummary['portal'];
}

interface Addresses {
  readonly authorization: string;
  readonly token: string;
  readonly deviceAuthorization?: string;
}

/**
 * Providers that keep their door half or wholly shut, as their own pages and mail clients (Thunderbird, S-nail,
 * email-oauth2-proxy) have it. Whether they take loopback redirects or PKCE is confirmed of few of them.
 */
export const otherProviders: readonly ListedProvider[] = [
  listed(
    {
      id: 'yahoo',
      family: 'yahoo',
      support: 'limited',
      hosts: { imap: 'imap.mail.yahoo.com', smtp: 'smtp.mail.yahoo.com', pop3: 'pop.mail.yahoo.com' },
      scopes: ['mail-w', 'openid'],
      portal: {
        apps: 'https://developer.yahoo.com/apps/',
        application: 'https://senders.yahooinc.com/developer/developer-access-mail-form/',
        docs: 'https://senders.yahooinc.com/developer/documentation',
      },
    },
    {
      authorization: 'https://api.login.yahoo.com/oauth2/request_auth',
      token: 'https://api.login.yahoo.com/oauth2/get_token',
    },
  ),
  listed(
    {
      id: 'aol',
      family: 'yahoo',
      support: 'limited',
      hosts: { imap: 'imap.aol.com', smtp: 'smtp.aol.com', pop3: 'pop.aol.com' },
      scopes: ['mail-w', 'openid'],
      portal: {
        application: 'https://senders.yahooinc.com/developer/developer-access-mail-form/',
        docs: 'https://senders.yahooinc.com/developer/documentation',
      },
    },
    {
      authorization: 'https://api.login.aol.com/oauth2/request_auth',
      token: 'https://api.login.aol.com/oauth2/get_token',
    },
  ),
  listed(
    {
      id: 'fastmail',
      family: 'generic',
      support: 'limited',
      hosts: { imap: 'imap.fastmail.com', smtp: 'smtp.fastmail.com', pop3: 'pop.fastmail.com' },
      scopes: ['smtp', 'imap', 'pop'].map((name) => `https://www.fastmail.com/dev/protocol-${name}`),
      portal: {
        application: 'https://www.fastmail.com/developer/oauth/',
        docs: 'https://www.fastmail.com/developer/oauth/',
      },
    },
    {
      authorization: 'https://api.fastmail.com/oauth/authorize',
      token: 'https://api.fastmail.com/oauth/refresh',
    },
  ),
  {
    ...listed(
      {
        id: 'yandex',
        family: 'generic',
        support: 'full',
        hosts: { imap: 'imap.yandex.com', smtp: 'smtp.yandex.com' },
        scopes: ['mail:smtp', 'mail:imap_full', 'login:email'],
        grants: ['authorization_code', 'device_code'],
        prerequisites: ['providers:prerequisite.yandexImap'],
        portal: {
          newApp: 'https://oauth.yandex.com/client/new',
          docs: 'https://yandex.com/dev/id/doc/en/',
        },
      },
      {
        authorization: 'https://oauth.yandex.com/authorize',
        token: 'https://oauth.yandex.com/token',
        deviceAuthorization: 'https://oauth.yandex.com/device/code',
      },
    ),
    deviceGrantType: 'device_code',
  },
  listed(
    {
      id: 'mailru',
      family: 'generic',
      support: 'limited',
      hosts: { imap: 'imap.mail.ru', smtp: 'smtp.mail.ru' },
      scopes: ['mail.imap', 'userinfo'],
      portal: { apps: 'https://o2.mail.ru/app/' },
    },
    { authorization: 'https://o2.mail.ru/login', token: 'https://o2.mail.ru/token' },
  ),
  listed(
    {
      id: 'comcast',
      family: 'generic',
      support: 'closed',
      hosts: { imap: 'imap.comcast.net', smtp: 'smtp.comcast.net', pop3: 'pop.comcast.net' },
      startTls: true,
      scopes: ['https://email.comcast.net/', 'profile', 'openid'],
    },
    {
      authorization: 'https://oauth.xfinity.com/oauth/authorize',
      token: 'https://oauth.xfinity.com/oauth/token',
    },
  ),
  listed(
    {
      id: 'zoho',
      family: 'generic',
      support: 'none-confirmed',
      hosts: { imap: 'imap.zoho.com', smtp: 'smtp.zoho.com', pop3: 'pop.zoho.com' },
      scopes: [],
      grants: [],
    },
    null,
  ),
  listed(
    {
      id: 'gmx',
      family: 'generic',
      support: 'none-confirmed',
      hosts: { imap: 'imap.gmx.net', smtp: 'mail.gmx.net', pop3: 'pop.gmx.net' },
      scopes: [],
      grants: [],
    },
    null,
  ),
];

function listed(particulars: Particulars, addresses: Addresses | null): ListedProvider {
  const { id, support, scopes, grants = ['authorization_code'] } = particulars;
  const protocols = particulars.hosts.pop3
    ? (['smtp', 'imap', 'pop3'] as const)
    : (['smtp', 'imap'] as const);
  const facts: ProviderFacts = {
    id,
    family: particulars.family,
    support,
    notice: support === 'full' ? null : { why: `providers:${id}.why`, instead: `providers:${id}.instead` },
    prerequisites: [...(particulars.prerequisites ?? [])],
    grants: [...grants],
    needs: addresses ? ['clientId', 'clientSecret'] : [],
    registrations: addresses ? exactRegistrations : noRegistrations,
    scopes: {
      requested: [...scopes],
      protocols: Object.fromEntries(protocols.map((protocol) => [protocol, [...scopes]])),
    },
    permissions: [],
    mail: serversAt(particulars),
    portal: particulars.portal ?? {},
  };
  const endpoints = addresses
    ? { ...addresses, issInResponse: false, clientAuthentication: 'post' as const }
    : null;
  return { facts, endpoints };
}

function serversAt({ hosts, startTls = false }: Particulars): MailServers {
  return {
    imap: { host: hosts.imap, port: 993, security: 'tls' },
    smtp: startTls
      ? { host: hosts.smtp, port: 587, security: 'starttls' }
      : { host: hosts.smtp, port: 465, security: 'tls' },
    ...(hosts.pop3 ? { pop3: { host: hosts.pop3, port: 995, security: 'tls' as const } } : {}),
  };
}
