import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { eventsIn, expectError, openWorkplace } from './workplace.ts';

const place = openWorkplace();
let account: string;
beforeAll(async () => {
  account = await place.addPractice();
  await place.signIn(account);
});

describe('export', () => {
  const target = ['export', '--target', 'aem-cloud'];

  it('lists its targets', async () => {
    const { status, document } = await place.json(['export', '--target', 'list']);
    expect({ status, document }).toEqual({
      status: 0,
      document: expect.arrayContaining(
        ['aem-cloud', 'aem-65', 'forms-jee'].map((id) => ({ id, title: expect.any(String) })),
      ),
    });
  });

  it('writes a folder with placeholders for secrets', async () => {
    const out = place.path('bundle');
    const { status, document } = await place.json<ExportDocument>([
      ...target,
      '--account',
      account,
      '--out',
      out,
    ]);
    expect(status).toBe(0);
    expectExport(document);
    for (const { path, bytes, secret } of document.files) {
      expect(secret).toBe(false);
      expect((await stat(join(out, path))).size).toBe(bytes);
    }
    const paths = document.files.map(({ path }) => path);
    expect(paths.filter((path) => path.endsWith('.cfg.json'))).toHaveLength(2);
    expect(paths.some((path) => /^readme/i.test(path))).toBe(true);
    const variables = JSON.parse(await readFile(join(out, find(paths, /variables\.json$/)), 'utf8'));
    expect(variables).toEqual(
      expect.arrayContaining([
        { name: expect.any(String), value: expect.any(String), type: expect.any(String) },
      ]),
    );
  });

  it('writes a zip', async () => {
    const out = place.path('bundle.zip');
    const { document } = await place.json<ExportDocument>([...target, '--account', account, '--out', out]);
    const inside = unzipSync(await readFile(out));
    expect(Object.keys(inside).sort()).toEqual(document.files.map(({ path }) => path).sort());
  });

  it('includes secrets where asked, for the owner’s eyes only, and says so', async () => {
    const out = place.path('with-secrets');
    const { document, ...ended } = await place.json<ExportDocument>([
      ...target,
      '--account',
      account,
      '--secrets',
      'include',
      '--out',
      out,
    ]);
    expect(eventsIn(ended)).toContainEqual({
      event: 'note',
      name: 'secrets-in-the-clear',
      text: expect.stringContaining(out),
    });
    const secret = document.files.filter((file) => file.secret);
    expect(secret.length).toBeGreaterThan(0);
    for (const { path } of secret) expect((await stat(join(out, path))).mode & 0o777).toBe(0o600);
    const zip = place.path('with-secrets.zip');
    await place.json([...target, '--account', account, '--secrets', 'include', '--out', zip]);
    expect((await stat(zip)).mode & 0o777).toBe(0o600);
  });

  it.each(['sealed', 'sealed.zip'])('seals --out %s with a passphrase', async (name) => {
    await writeFile(place.path('passphrase'), 'correct horse\n');
    const out = place.path(name);
    const options = ['--secrets', 'include', '--passphrase-file', place.path('passphrase'), '--out', out];
    const { status, document, ...ended } = await place.json<ExportDocument>([
      ...target,
      '--account',
      account,
      ...options,
    ]);
    expect(status).toBe(0);
    expect(eventsIn(ended).filter((event) => Reflect.get(event, 'name') === 'secrets-in-the-clear')).toEqual(
      [],
    );
    const sealed = await readFile(`${out.replace(/\.zip$/, '')}.zip.age`);
    const decrypter = new Decrypter();
    decrypter.addPassphrase('correct horse');
    const inside = unzipSync(await decrypter.decrypt(sealed));
    expect(Object.keys(inside).sort()).toEqual(document.files.map(({ path }) => path).sort());
  });

  it.each([
    ['an unknown target', ['--target', 'nonsense', '--out', 'x']],
    ['no target', ['--out', 'x']],
    ['no --out', ['--target', 'aem-cloud']],
    ['a wrong choice', ['--target', 'aem-cloud', '--out', 'x', '--secrets', 'all']],
    ['an instance with a path', ['--target', 'aem-65', '--out', 'x', '--instance', 'https://a.example/crx']],
    ['an instance without a scheme', ['--target', 'aem-65', '--out', 'x', '--instance', 'a.example']],
  ])('with %s is wrong usage', async (_, options) => {
    const { status, document } = await place.json(['export', '--account', account, ...options]);
    expect(status).toBe(2);
    expectError(document, 'USAGE');
  });
});

describe('export --templates', () => {
  const kept = 'subject=a\nmessage=\u00e9 \\\n b\n';
  let folder: string;
  beforeAll(async () => {
    folder = place.path('mails');
    for (const path of ['page/fr.txt', 'workflow/ko.txt']) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), kept, 'latin1');
    }
  });

  it.each([
    ['aem-cloud', /^ui\.apps\/.*\/com\.day\.cq\.wcm\.core\.page\/fr\.txt$/],
    ['aem-65', /^templates\/postkey-templates-apps\.zip$/],
  ])(
    'puts those of a folder into the bundle for %s, as a folder and as a zip',
    async (target, application) => {
      const out = place.path(`${target}-with-templates`);
      const args = ['export', '--target', target, '--account', account, '--templates', folder, '--out'];
      const { status, document } = await place.json<ExportDocument>([...args, out]);
      expect(status).toBe(0);
      expectExport(document);
      const paths = document.files.map(({ path }) => path);
      find(paths, application);
      const content = unzipSync(await readFile(join(out, find(paths, /templates-conf\.zip$/))));
      const template = content['jcr_root/conf/global/settings/workflow/notification/email/default/ko.txt'];
      expect(Buffer.from(template ?? [])).toEqual(Buffer.from(kept, 'latin1'));
      await place.json([...args, `${out}.zip`]);
      const inside = unzipSync(await readFile(`${out}.zip`));
      expect(Object.keys(inside).sort()).toEqual([...paths].sort());
      for (const path of paths)
        expect(Buffer.from(inside[path] ?? [])).toEqual(await readFile(join(out, path)));
    },
  );

  it('leaves them out where a target has no place for them, and says so', async () => {
    const out = place.path('forms');
    const args = ['export', '--target', 'forms-jee', '--account', account, '--templates', folder];
    const { document } = await place.json<ExportDocument>([...args, '--out', out]);
    expect(document.files.map(({ path }) => path)).toEqual(['README.md']);
    expect(document.warnings).toContainEqual(expect.stringMatching(/Page events \(fr\), Workflow \(ko\)/));
  });

  it('refuses a folder of something else, and writes nothing', async () => {
    const out = place.path('nothing');
    const args = ['export', '--target', 'aem-65', '--account', account, '--templates', place.path('data')];
    const { status, document } = await place.json([...args, '--out', out]);
    expect(status).toBe(1);
    expectError(document, 'TEMPLATE_REFUSED');
    await expect(stat(out)).rejects.toThrow('ENOENT');
  });
});

it('writes a package and files with the redirect URI of each AEM 6.5 instance', async () => {
  const out = place.path('instances');
  const instances = ['https://author.example', 'http://localhost:4503/'];
  const args = ['export', '--target', 'aem-65', '--account', account, '--out', out];
  await place.json([...args, ...instances.flatMap((instance) => ['--instance', instance])]);
  const config = 'com.day.cq.mailer.oauth.impl.OAuthConfigurationProviderImpl.config';
  for (const [folder, address] of [
    ['author.example', 'https://author.example'],
    ['localhost_4503', 'http://localhost:4503'],
  ] as const) {
    expect(await readFile(join(out, folder, config), 'utf8')).toContain(
      `authCodeRedirectUrl="${address}/services/mailer/oauth2/token"`,
    );
  }
});

interface ExportDocument {
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly secret: boolean }[];
  readonly warnings: readonly string[];
}

function expectExport(document: ExportDocument): void {
  expect(Object.keys(document).sort()).toEqual(['files', 'warnings']);
  for (const file of document.files) {
    expect(file).toEqual({
      path: expect.any(String),
      bytes: expect.any(Number),
      secret: expect.any(Boolean),
    });
  }
}

function find(paths: readonly string[], pattern: RegExp): string {
  const found = paths.find((path) => pattern.test(path));
  if (found === undefined) throw new Error(`nothing like ${pattern} in ${paths.join(', ')}`);
  return found;
}
