/** Providers by the domains of the addresses they hand out. A leading dot takes all domains below. */
export const addressDomains: Readonly<Record<string, readonly string[]>> = {
  'microsoft-personal': [
    'outlook.com',
    'hotmail.com',
    'live.com',
    'msn.com',
    'passport.com',
    'windowslive.com',
    'outlook.fr',
    'outlook.de',
    'outlook.es',
    'outlook.it',
    'outlook.jp',
    'outlook.kr',
    'outlook.co.th',
    'hotmail.fr',
    'hotmail.de',
    'hotmail.es',
    'hotmail.it',
    'hotmail.co.uk',
    'hotmail.co.jp',
    'live.fr',
    'live.de',
    'live.co.uk',
    'live.co.kr',
  ],
  microsoft365: ['.onmicrosoft.com'],
  'microsoft-gcc-high': ['.onmicrosoft.us'],
  'microsoft-dod': ['.mil'],
  'microsoft-china-21vianet': ['.partner.onmschina.cn', '.onmschina.cn'],
  google: ['gmail.com', 'googlemail.com'],
  yahoo: [
    'yahoo.com',
    'ymail.com',
    'rocketmail.com',
    'myyahoo.com',
    'yahoo.fr',
    'yahoo.de',
    'yahoo.es',
    'yahoo.it',
    'yahoo.ca',
    'yahoo.in',
    'yahoo.co.uk',
    'yahoo.co.in',
    'yahoo.com.br',
    'yahoo.com.tw',
    'yahoo.com.hk',
    'yahoo.com.sg',
  ],
  aol: ['aol.com', 'aim.com', 'love.com', 'games.com', 'verizon.net', 'aol.co.uk', 'aol.fr', 'aol.de'],
  fastmail: ['fastmail.com', 'fastmail.fm', 'messagingengine.com'],
  yandex: ['yandex.com', 'yandex.ru', 'yandex.by', 'yandex.kz', 'ya.ru'],
  mailru: ['mail.ru', 'inbox.ru', 'list.ru', 'bk.ru', 'internet.ru', 'vk.com'],
  comcast: ['comcast.net', 'xfinity.com'],
  zoho: ['zoho.com', 'zohomail.com', 'zoho.eu', 'zoho.in', 'zohomail.eu', 'zohomail.in'],
  gmx: [
    'gmx.net',
    'gmx.de',
    'gmx.com',
    'gmx.at',
    'gmx.ch',
    'gmx.fr',
    'gmx.co.uk',
    'web.de',
    'mail.com',
    'email.com',
  ],
  practice: ['postkey.test'],
};

/** Providers by the servers that take mail for their customers, or that programs read it from; all that it may be. */
export const serverDomains: readonly (readonly [domain: string, providers: readonly string[]])[] = [
  ['.olc.protection.outlook.com', ['microsoft-personal']],
  ['.mail.protection.outlook.com', ['microsoft365']],
  ['.mx.microsoft', ['microsoft365']],
  ['.mail.protection.office365.us', ['microsoft-gcc-high', 'microsoft-dod']],
  ['.mail.protection.partner.outlook.cn', ['microsoft-china-21vianet']],
  ['outlook-dod.office365.us', ['microsoft-dod']],
  ['.office365.us', ['microsoft-gcc-high', 'microsoft-dod']],
  ['partner.outlook.cn', ['microsoft-china-21vianet']],
  ['.office365.com', ['microsoft365', 'microsoft-personal']],
  ['.outlook.com', ['microsoft365', 'microsoft-personal']],
  ['.google.com', ['google', 'google-service-account']],
  ['.googlemail.com', ['google', 'google-service-account']],
  ['.gmail.com', ['google', 'google-service-account']],
  ['.aol.com', ['aol']],
  ['.yahoodns.net', ['yahoo', 'aol']],
  ['.yahoo.com', ['yahoo']],
  ['.messagingengine.com', ['fastmail']],
  ['.fastmail.com', ['fastmail']],
  ['.yandex.net', ['yandex']],
  ['.yandex.ru', ['yandex']],
  ['.yandex.com', ['yandex']],
  ['.mail.ru', ['mailru']],
  ['.comcast.net', ['comcast']],
  ['.zoho.com', ['zoho']],
  ['.zoho.eu', ['zoho']],
  ['.zoho.in', ['zoho']],
  ['.gmx.net', ['gmx']],
  ['.web.de', ['gmx']],
  ['.mail.com', ['gmx']],
];

/** The provider that hands out addresses of a domain. */
export function providerOfDomain(domain: string): string | null {
  const found = Object.entries(addressDomains).find(([, domains]) =>
    domains.some((known) => covers(known, domain)),
  );
  return found?.[0] ?? null;
}

/** The providers a server may belong to, the likeliest first. */
export function providersOfServer(host: string): readonly string[] {
  const name = host.toLowerCase().replace(/\.$/, '');
  return serverDomains.find(([domain]) => covers(domain, name))?.[1] ?? [];
}

function covers(known: string, name: string): boolean {
  return known.startsWith('.') ? name.endsWith(known) : name === known;
}
