import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../../main/oauth/bulk/csv.ts';
import { BulkDefaults } from '../../../../preload/contract/index.ts';
import { startEntra } from '../../../stand-ins/entra.ts';
import { signInAt } from '../../../stand-ins/person.ts';
import { failureOf } from '../../failure-of.ts';
import { signInRig } from '../sign-in-rig.ts';

const clientId = '11111111-2222-4333-8444-555555555555';
const defaults = BulkDefaults.parse({ provider: 'microsoft365', clientId });

describe('a CSV file', () => {
  test.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons, as a spreadsheet in French writes', 'a;b\r\n1;2\r\n'],
    ['tabs, as copied from a spreadsheet', 'a\tb\n1\t2'],
    ['a byte order mark', '\uFEFFa,b\n1,2'],
    ['blank lines', '\na,b\n\n1,2\n,\n'],
    ['quotes around everything', '"a","b"\n"1", "2"\n'],
  ])('is read with %s', (_, text) => {
    expect(readCsv(text).map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  test('keeps what is quoted, and counts lines as an editor does', () => {
    expect(readCsv('a,b\n"x, ""y""\nz",2\nq,3')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x, "y"\nz', '2'] },
      { line: 4, cells: ['q', '3'] },
    ]);
  });
});

describe('a list of mailboxes', () => {
  test('tells of every row what is wrong with it', async () => {
    const { services, add } = await signInRig({});
    await add({ provider: 'microsoft365', clientId, address: 'old@contoso.test' });
    const csv = [
      'Email,Name,Provider,Purpose,Sign in as,Client ID',
      'a@contoso.test,Sales,,,,',
      'not an address,,,,,',
      ',nobody,,,,',
      'b@contoso.test,,nowhere,,,',
      'c@gmx.net,,gmx,,,',
      'd@contoso.test,,,printing,,',
      'A@Contoso.test,,,,,',
      'old@contoso.test,,,,,',
      'e@contoso.test,,,,boss,',
      'f@gmail.com,,google,,,x',
    ].join('\n');
    const rows = await services.bulk.read(csv, defaults);
    expect(
      rows.map(({ line, problems }) => [line, ...problems.map(({ column, id }) => `${column} ${id}`)]),
    ).toEqual([
      [2],
      [3, 'address address'],
      [4, 'address missing'],
      [5, 'provider provider-unknown'],
      [6, 'provider provider-closed'],
      [7, 'purpose value'],
      [8, 'address twice'],
      [9, 'address exists'],
      [10, 'signInAs address'],
      [11],
    ]);
    expect(rows[0]).toMatchObject({ label: 'Sales', provider: 'microsoft365', address: 'a@contoso.test' });
  });

  test.each([
    ['nothing in it', ''],
    ['no column of addresses', 'a,b\n1,2'],
    ['far too many rows', `address\n${'a@b.test\n'.repeat(5_001)}`],
  ])('is refused with %s', async (_, csv) => {
    const { services } = await signInRig({});
    expect(await failureOf(services.bulk.read(csv, defaults))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('finds the provider of each domain by itself', async () => {
    const { services } = await signInRig({});
    const rows = await services.bulk.read(
      'address\na@gmail.com\nb@outlook.com',
      BulkDefaults.parse({ clientId }),
    );
    expect(rows.map(({ provider }) => provider)).toEqual(['google', 'microsoft-personal']);
  });

  test('is added row by row, and waits for each owner until they have signed in', async () => {
    const people = ['a@contoso.test', 'b@contoso.test'];
    const tenant = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490';
    const entra = await startEntra({
      tenants: [{ id: tenant, domains: ['contoso.test'], users: people.map((name) => ({ name })) }],
      apps: [
        {
          clientId,
          home: tenant,
          audience: 'single',
          redirectUris: [{ uri: 'http://localhost', platform: 'web' }],
          secrets: [{ id: 'x', value: 'the~value' }],
        },
      ],
    });
    const { services } = await signInRig(entra.authorities);
    const { bulk, onboarding, accounts } = services;
    const csv = `address\n${people.join('\n')}\nnot an address`;
    const added = [];
    for await (const event of bulk.add(csv, defaults, 'the~value')) added.push(event.event);
    expect(added).toEqual(['added', 'added']);
    const states = async () => (await bulk.queue()).map(({ address, state }) => [address, state]);
    expect(await states()).toEqual([
      ['a@contoso.test', 'new'],
      ['b@contoso.test', 'new'],
    ]);
    // A sign-in that was begun here and given up is no link that somebody has.
    const begun = services.signIn(accounts.find('a@contoso.test'), {
      openBrowser: false,
      timeoutMs: 10_000,
      signal: new AbortController().signal,
    });
    await begun.next();
    await begun.return(undefined);
    expect((await states())[0]).toEqual(['a@contoso.test', 'new']);
    const { url } = await onboarding.consentLink(accounts.find('a@contoso.test'));
    expect((await states())[0]).toEqual(['a@contoso.test', 'link-made']);
    const { url: landed } = await signInAt(url, { user: 'a@contoso.test' });
    await onboarding.answer(accounts.find('a@contoso.test'), landed, {});
    expect(await states()).toEqual([['b@contoso.test', 'new']]);
    // A second time adds nothing.
    for await (const event of bulk.add(csv, defaults, 'the~value')) added.push(event.event);
    expect(added).toHaveLength(2);
    await entra.close();
  });
});
