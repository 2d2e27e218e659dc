import { Encrypter } from 'age-encryption';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFile } from '../../../../main/bundles/handover/import.ts';
import { handoverJson } from '../../../../main/bundles/handover/write.ts';
import type { BundleInput } from '../../../../main/bundles/target.ts';
import { Failure } from '../../../../main/explain/failure.ts';
import { type RunningApp, startApp } from '../../../app.ts';
import { failureOf } from '../../failure-of.ts';
import { bundleInput, canaries, type InputChanges } from '../bundle-input.ts';

let running: RunningApp;
beforeEach(async () => {
  running = await startApp();
});
afterEach(() => running.close());

const importing = (path: string, bytes: Uint8Array, passphrase?: string) =>
  running.app.services.importFile({ path, bytes }, passphrase);

/** As it is kept: with the scopes that its provider asks for. */
async function input(changes: InputChanges): Promise<BundleInput> {
  const { connection } = await bundleInput();
  return bundleInput({ account: { scopes: [...connection.scopes] }, ...changes });
}

async function handover(changes: InputChanges = {}): Promise<string> {
  return handoverJson([await input(changes)]);
}

describe('an account that is imported', () => {
  it('is the one that was exported, with its secrets', async () => {
    const { account } = await input({});
    const refreshTokenIssuedAt = '2026-02-03T04:05:06.000Z';
    const document = await handover({ secrets: canaries, refreshTokenIssuedAt });
    const outcome = await importing('accounts.json', strToU8(document));
    const [added] = running.app.services.accounts.list();
    expect(added).toEqual({ ...account, id: added?.id, createdAt: added?.createdAt });
    expect(outcome).toEqual({
      accounts: [{ id: added?.id, address: account.address, signedIn: true }],
      templates: [],
      skipped: [],
    });
    expect(await running.app.services.vault.read(added?.id ?? '')).toEqual({
      ...canaries,
      refreshTokenIssuedAt,
    });
  });

  it('stays a confidential client where its secret stayed behind', async () => {
    const outcome = await importing('accounts.json', strToU8(await handover()));
    expect(outcome.accounts).toEqual([expect.objectContaining({ signedIn: false })]);
    expect(running.app.services.accounts.list()).toEqual([expect.objectContaining({ publicClient: false })]);
  });

  it('comes out of a zip, also a sealed one', async () => {
    const zip = zipSync({ 'README.md': strToU8('read me'), 'accounts.json': strToU8(await handover()) });
    const encrypter = new Encrypter();
    encrypter.setScryptWorkFactor(10);
    encrypter.setPassphrase('correct horse');
    const outcome = await importing('bundle.zip.age', await encrypter.encrypt(zip), 'correct horse');
    expect(outcome.accounts).toHaveLength(1);
  });

  it('is skipped where it is there already', async () => {
    const document = strToU8(await handover({ secrets: canaries }));
    await importing('accounts.json', document);
    const before = running.app.services.accounts.list();
    const outcome = await importing('accounts.json', document);
    expect(outcome).toEqual({
      accounts: [],
      templates: [],
      skipped: [{ path: 'aem@contoso.example', reason: expect.stringContaining('already') }],
    });
    expect(running.app.services.accounts.list()).toEqual(before);
  });

  it('is not left behind without its token where the disk refuses that', async () => {
    const { account: added } = await input({});
    const full = new Failure('WRITE_FAILED', { where: 'file', evidence: 'POSTKEY_WRITE_FAILED ENOSPC: x' });
    const left = new Set<string>();
    const bytes = strToU8(await handover({ secrets: canaries }));
    const failure = await failureOf(
      importFile({ path: 'accounts.json', bytes }, undefined, {
        add: async () => {
          left.add(added.id);
          return added;
        },
        takeBack: async ({ id }) => left.delete(id),
        keepRefreshToken: () => Promise.reject(full),
        lookOver: running.app.services.templates.importPreview,
        keepTemplates: running.app.services.templates.importApply,
        tell: ({ code }) => code,
        texts: await running.app.services.language.texts(),
      }),
    );
    expect([failure.code, left.size]).toEqual(['WRITE_FAILED', 0]);
  });

  it('keeps nobody’s prototype and no field that an account does not have', async () => {
    const document = JSON.parse(await handover());
    document.accounts[0].account.evil = 'x';
    const text = JSON.stringify(document).replace('"evil"', '"__proto__":{"polluted":true},"evil"');
    await importing('accounts.json', strToU8(text));
    const [added] = running.app.services.accounts.list();
    expect(Object.keys(added ?? {})).not.toContain('evil');
    expect(Reflect.get(Object.prototype, 'polluted')).toBe(undefined);
  });
});

describe('templates that are imported', () => {
  const place = 'jcr_root/libs/settings/workflow/notification/email/default/ko.txt';
  const text = 'subject=\\uC548\\uB155\n';

  it('come out of a content package', async () => {
    const bytes = zipSync({ 'META-INF/vault/filter.xml': strToU8('<x/>'), [place]: strToU8(text) });
    const outcome = await importing('package.zip', bytes);
    expect(outcome.templates).toEqual([{ set: 'workflow', language: 'ko' }]);
    const opened = await running.app.services.templates.open({ set: 'workflow', language: 'ko' });
    expect([opened.text, opened.original]).toEqual([text, text]);
  });

  it('come out of a bundle, also from a package within it', async () => {
    const inner = zipSync({ 'META-INF/vault/filter.xml': strToU8('<x/>'), [place]: strToU8(text) });
    const page = 'ui.apps/jcr_root/apps/settings/notification-templates/com.day.cq.wcm.core.page/fr.txt';
    const bytes = zipSync({
      'packages/conf.zip': inner,
      [page]: strToU8('subject=x\n'),
      'README.md': strToU8(''),
    });
    const { templates, skipped } = await importing('bundle.zip', bytes);
    expect(templates).toEqual(
      expect.arrayContaining([
        { set: 'workflow', language: 'ko' },
        { set: 'page', language: 'fr' },
      ]),
    );
    expect(skipped).toEqual([]);
  });

  it('are left out where nobody can tell what they are', async () => {
    const { templates, skipped } = await importing('notes.txt', strToU8('subject=x\n'));
    expect({ templates, skipped }).toEqual({
      templates: [],
      skipped: [{ path: 'notes.txt', reason: expect.any(String) }],
    });
  });
});

describe('a file that is not taken', () => {
  const unsafe = () => zipSync({ '../../etc/passwd': strToU8('x') });
  const header = 'age-encryption.org/v1\n';

  it.each<[string, string, () => Uint8Array | Promise<Uint8Array>, string?]>([
    ['is sealed and comes without a passphrase', 'SEALED', () => strToU8(`${header}-> scrypt`)],
    ['does not open with the passphrase', 'WRONG_PASSPHRASE', () => strToU8(`${header}-> scrypt`), 'x'],
    ['leads out of its folder', 'UNSAFE_PATH', unsafe],
    ['was cut short', 'DAMAGED', () => zipSync({ a: new Uint8Array(5000) }).subarray(0, 20)],
    ['is a bomb', 'TOO_LARGE', () => zipSync({ a: new Uint8Array(65 * 1024 * 1024) })],
    ['is too large', 'TOO_LARGE', () => new Uint8Array(64 * 1024 * 1024 + 1)],
    [
      'is of a newer version',
      'NEWER',
      async () => strToU8((await handover()).replace('"version": 1', '"version": 2')),
    ],
    [
      'was edited',
      'MALFORMED',
      async () => strToU8((await handover()).replace('aem@contoso.example', 'nobody')),
    ],
    ['holds nothing', 'NOTHING', () => strToU8('{"installed":{}}')],
    ['is no file of ours', 'NOTHING', () => new Uint8Array([1, 2, 3])],
    ['is a bundle without either', 'NOTHING', () => zipSync({ 'README.md': strToU8('x') })],
  ])('%s', async (_, condition, bytes, passphrase) => {
    const failure = await failureOf(importing('given.zip', await bytes(), passphrase));
    expect(failure.code).toBe('IMPORT_REFUSED');
    expect(failure.facts.evidence).toMatch(new RegExp(`^POSTKEY_IMPORT_${condition} given\\.zip`));
    expect(running.app.services.accounts.list()).toEqual([]);
  });

  it('says where it was edited, and repeats no value', async () => {
    const document = (await handover({ secrets: canaries })).replace(
      '"refreshToken": "',
      '"refreshToken": ["',
    );
    const failure = await failureOf(importing('given.json', strToU8(document.replace('xxx"', 'xxx"]'))));
    expect(failure.facts.context).toMatchObject({ reason: 'accounts.0.account.secrets.refreshToken' });
    expect(JSON.stringify(failure.facts)).not.toContain('canary');
  });
});
