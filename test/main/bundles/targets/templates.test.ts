import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { buildBundle } from '../../../../main/bundles/bundles.ts';
import { contentBytes } from '../../../../main/bundles/target.ts';
import type { TemplateFile } from '../../../../main/templates/carry.ts';
import { bundleInput, carried, carriedFile } from '../bundle-input.ts';
import { readXml } from '../package/read-xml.ts';

const body = 'subject=a\nmessage=b \\\n c\xe9\n';
const kept = (set: TemplateFile['set'], language: string) => carriedFile(set, language, body);
const all = [
  kept('page', 'ko'),
  kept('replication', 'en'),
  kept('workflow', 'ko'),
  kept('forum', 'en'),
  kept('assign-task', 'en'),
];

async function build(target: 'aem-cloud' | 'aem-65', files: readonly TemplateFile[]) {
  const options = { instances: ['https://author.contoso.example'] };
  return buildBundle(target, await bundleInput({ options, templates: await carried(...files) }));
}

type Built = Awaited<ReturnType<typeof build>>;

function contentOf({ files }: Built, path: string): Uint8Array {
  const found = files.find((file) => file.path === path);
  if (!found) throw new Error(`no ${path} in ${files.map((file) => file.path)}`);
  return contentBytes(found);
}

function readme(bundle: Built): string {
  return new TextDecoder().decode(contentOf(bundle, 'README.md'));
}

/** The templates in a package, and its filter roots. */
function packageIn(bundle: Built, path: string) {
  const files = unzipSync(contentOf(bundle, path));
  const filter = readXml(new TextDecoder().decode(files['META-INF/vault/filter.xml']));
  const templates = Object.entries(files).filter(([name]) => name.endsWith('.txt'));
  return { roots: filter.elements.map(({ attributes }) => attributes['root']), templates };
}

const bytes = new Uint8Array(Buffer.from(body, 'latin1'));
const page = '/apps/settings/notification-templates/com.day.cq.wcm.core.page/ko.txt';
const replication = '/apps/settings/notification-templates/com.day.cq.replication/en.txt';
const assignTask = '/apps/fd/dashboard/templates/email/htmlEmailTemplate.txt';
const workflow = '/conf/global/settings/workflow/notification/email/default/ko.txt';
const forum = '/etc/notification/email/default/com.day.cq.collab.forum/en.txt';

describe('templates for AEM as a Cloud Service', () => {
  test('are source of the project below /apps, byte for byte, and a package below /conf', async () => {
    const bundle = await build('aem-cloud', all);
    for (const path of [page, replication, assignTask]) {
      expect(contentOf(bundle, `ui.apps/src/main/content/jcr_root${path}`)).toEqual(Buffer.from(bytes));
      expect(readme(bundle)).toContain(`<filter root="${path}"/>`);
    }
    const { roots, templates } = packageIn(bundle, 'templates/postkey-templates-conf.zip');
    expect(roots).toEqual([workflow]);
    expect(templates).toEqual([[`jcr_root${workflow}`, bytes]]);
  });

  test('leave the forum out, and say so', async () => {
    const { warnings } = await build('aem-cloud', [kept('forum', 'en'), kept('forum', 'ko')]);
    expect(warnings).toEqual([expect.stringMatching(/Cloud Service has no place.*Forum.*en.*Forum.*ko/)]);
  });
});

describe('templates for AEM 6.5', () => {
  test('are two packages: one for /apps, one for all else', async () => {
    const bundle = await build('aem-65', all);
    const application = packageIn(bundle, 'templates/postkey-templates-apps.zip');
    expect(application.roots).toEqual([page, replication, assignTask]);
    const content = packageIn(bundle, 'templates/postkey-templates-conf.zip');
    expect(content.roots).toEqual([workflow, forum]);
    for (const [, written] of [...application.templates, ...content.templates])
      expect(written).toEqual(bytes);
    expect(bundle.warnings).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/older versions of AEM.*Forum/),
        expect.stringMatching(/Assign Task/),
      ]),
    );
  });

  test('come with the older files that would win over them', async () => {
    const hidden = readme(await build('aem-65', all));
    expect(hidden).toContain('- `/etc/workflow/notification/email/default/ko.txt`');
    expect(hidden).toContain('- `/etc/notification/email/default/com.day.cq.wcm.core.page/ko.txt`');
  });

  test('bring no package where there is none for it', async () => {
    const { files } = await build('aem-65', [kept('page', 'ko')]);
    const paths = files.map(({ path }) => path).filter((path) => path.startsWith('templates/'));
    expect(paths).toEqual(['templates/postkey-templates-apps.zip']);
  });
});

describe.each(['aem-cloud', 'aem-65'] as const)('templates for %s', (target) => {
  test('never go below /libs', async () => {
    const { files } = await build(target, all);
    const paths = files.flatMap(({ path, inside = [] }) => [path, ...inside.map((file) => file.path)]);
    expect(paths.filter((path) => /\blibs\b/.test(path))).toEqual([]);
  });

  test('of the Assign Task step have the language in their names where there are several', async () => {
    const bundle = await build(target, [kept('assign-task', 'en'), kept('assign-task', 'ko')]);
    const paths = bundle.files.flatMap(({ path, inside = [] }) => [path, ...inside.map((file) => file.path)]);
    expect(paths.filter((path) => path.endsWith('.txt')).map((path) => path.replace(/^.*\//, ''))).toEqual([
      'htmlEmailTemplate_en.txt',
      'htmlEmailTemplate_ko.txt',
    ]);
    expect(readme(bundle)).toContain('- `/apps/fd/dashboard/templates/email/htmlEmailTemplate_ko.txt`');
  });

  test('that are broken are written as they are, with a warning', async () => {
    const broken = carriedFile('workflow', 'ko', 'subject=\\u12\nmessage=b');
    const bundle = await build(target, [broken]);
    const { templates } = packageIn(bundle, 'templates/postkey-templates-conf.zip');
    expect(templates).toEqual([[`jcr_root${workflow}`, new Uint8Array(broken.bytes)]]);
    expect(bundle.warnings).toEqual([
      expect.stringMatching(/^Workflow \(ko\), line 1: .*Errors in this file: 1\./),
    ]);
    expect(readme(bundle)).toContain(bundle.warnings[0]);
  });
});
