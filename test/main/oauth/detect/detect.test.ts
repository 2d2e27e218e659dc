import { describe, expect, test } from 'vitest';
import { readAutoconfig } from '../../../../main/oauth/detect/autoconfig.ts';
import {
  createDetect,
  type DetectOptions,
  networkDetectOptions,
} from '../../../../main/oauth/detect/detect.ts';
import {
  addressDomains,
  providersOfServer,
  serverDomains,
} from '../../../../main/oauth/detect/known-domains.ts';
import { createHttpAgents } from '../../../../main/oauth/http-agents.ts';
import { allProviders } from '../../../../main/oauth/providers/all.ts';

const offline: DetectOptions = {
  resolveMx: () => Promise.reject(new Error('EAI_AGAIN')),
  fetchAutoconfig: () => Promise.reject(new Error('EAI_AGAIN')),
};
const silent: DetectOptions = { resolveMx: async () => [], fetchAutoconfig: async () => null };
const document = (host: string) => `<clientConfig version="1.1"><emailProvider id="x">
<incomingServer type="imap"><hostname>${host}</hostname><port>993</port><socketType>SSL</socketType></incomingServer>
<outgoingServer type="smtp"><hostname>smtp.%EMAILDOMAIN%</hostname><port>587</port><socketType>STARTTLS</socketType></outgoingServer>
</emailProvider></clientConfig>`;

describe('finding the provider of an address', () => {
  test.each([
    ['a@gmail.com', 'google'],
    ['a@Hotmail.COM', 'microsoft-personal'],
    ['a@contoso.onmicrosoft.com', 'microsoft365'],
    ['a@yahoo.co.uk', 'yahoo'],
    ['a@web.de', 'gmx'],
    ['a@ya.ru', 'yandex'],
    ['practice@postkey.test', 'practice'],
  ])('knows %s without asking anybody', async (address, provider) => {
    expect(await createDetect(offline)(address)).toMatchObject({
      provider,
      how: 'domain',
      candidates: [provider],
    });
  });

  test.each([
    ['contoso-com.mail.protection.outlook.com', ['microsoft365']],
    ['contoso-us.mail.protection.office365.us', ['microsoft-gcc-high', 'microsoft-dod']],
    ['outlook-com.olc.protection.outlook.com', ['microsoft-personal']],
    ['ASPMX.L.GOOGLE.COM.', ['google', 'google-service-account']],
    ['mta5.am0.yahoodns.net', ['yahoo', 'aol']],
    ['in1-smtp.messagingengine.com', ['fastmail']],
  ])('goes by the server that takes its mail: %s', async (server, candidates) => {
    const detect = createDetect({ ...silent, resolveMx: async () => ['filter.example.test', server] });
    expect(await detect('a@contoso.test')).toEqual({
      provider: candidates[0],
      how: 'mx',
      candidates,
      online: true,
    });
  });

  test('goes by the servers that the domain publishes, where mail comes in through a filter', async () => {
    const detect = createDetect({
      ...silent,
      fetchAutoconfig: async () => document('outlook.office365.com'),
    });
    expect(await detect('a@contoso.test')).toMatchObject({ provider: 'microsoft365', how: 'autoconfig' });
  });

  test('fills in the servers of a provider nobody knows', async () => {
    const detect = createDetect({ ...silent, fetchAutoconfig: async () => document('imap.own.test') });
    expect(await detect('a@own.test')).toEqual({
      provider: 'custom',
      how: 'autoconfig',
      candidates: ['custom'],
      online: true,
      mail: {
        imap: { host: 'imap.own.test', port: 993, security: 'tls' },
        smtp: { host: 'smtp.own.test', port: 587, security: 'starttls' },
      },
    });
  });

  test.each([
    ['offline', offline, false],
    ['nothing is known', silent, true],
  ])('leaves it to the admin where it is %s', async (_, options, online) => {
    const nothing = { provider: null, how: 'none', candidates: [], online };
    expect(await createDetect(options)('a@contoso.test')).toEqual(nothing);
  });

  test('gives up on a network that does not answer', async () => {
    const never = () => new Promise<never>(() => undefined);
    const detect = createDetect({ resolveMx: never, fetchAutoconfig: never, timeoutMs: 30 });
    expect(await detect('a@contoso.test')).toMatchObject({ how: 'none', online: false });
  });

  test('never fails over a domain that is none', async () => {
    const agents = createHttpAgents();
    const detect = createDetect({ ...networkDetectOptions(agents, {}), timeoutMs: 500 });
    for (const address of ['a@', 'a@x/../y', 'a@[127.0.0.1]', 'a@a b', 'nothing'])
      expect(await detect(address)).toMatchObject({ provider: null });
    agents.close();
  });

  test('names only providers that there are', () => {
    const ids = new Set(
      allProviders(() => Promise.reject(new Error('none')), {}).map(({ summary }) => summary.id),
    );
    const named = [...Object.keys(addressDomains), ...serverDomains.flatMap(([, providers]) => providers)];
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  test('takes no domain for a part of another', () => {
    expect(providersOfServer('evilmail.protection.outlook.com.attacker.test')).toEqual([]);
    expect(providersOfServer('notgoogle.com')).toEqual([]);
  });
});

describe('an autoconfig document', () => {
  test.each([
    ['no server', '<clientConfig/>'],
    ['a host that is none', document('a b').replace('smtp.%EMAILDOMAIN%', 'x')],
    ['servers without encryption', document('imap.x.test').replaceAll(/SSL|STARTTLS/g, 'plain')],
    ['ports that are none', document('imap.x.test').replaceAll(/993|587/g, '99999')],
    ['an entity for a host', document('&xxe;').replace('smtp.%EMAILDOMAIN%', '&xxe;')],
    ['something else altogether', '{"error":"not found"}'],
  ])('gives nothing with %s', (_, xml) => {
    expect(readAutoconfig(xml, 'x.test')).toBeNull();
  });

  test('is read in a moment however long it is', () => {
    const started = performance.now();
    readAutoconfig('<incomingServer type="imap">'.repeat(9_000), 'x.test');
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
