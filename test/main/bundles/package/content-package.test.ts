import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type ContentPackage, contentPackage } from '../../../../main/bundles/package/content-package.ts';
import { docView } from '../../../../main/bundles/package/doc-view.ts';
import { platformPath } from '../../../../main/bundles/package/platform-path.ts';
import { contentBytes } from '../../../../main/bundles/target.ts';
import { readDocView } from './read-doc-view.ts';
import { readXml } from './read-xml.ts';

const bytes = new Uint8Array([0xff, 0x0a, 0x0d, 0x5c, 0x00]);
const template = '/conf/global/settings/workflow/notification/email/default/ko.txt';
const content: ContentPackage = {
  name: 'postkey-templates',
  description: 'Templates & <more>',
  type: 'content',
  madeOn: '2026-03-01',
  nodes: [{ path: template, kind: 'file', content: bytes, secret: false }],
};
const config: ContentPackage = {
  ...content,
  type: 'container',
  nodes: [
    {
      path: '/apps/x/config/a.B',
      kind: 'node',
      content: docView('sling:OsgiConfig', [['c', 1]]),
      secret: true,
    },
  ],
};

function unpacked(spec: ContentPackage): Record<string, Uint8Array> {
  return unzipSync(contentBytes(contentPackage(spec, 'p.zip')));
}

function text(files: Record<string, Uint8Array>, path: string): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(files[path]);
}

describe('a content package', () => {
  test('has a file byte for byte at its place, and a folder node for each folder on the way', () => {
    const files = unpacked(content);
    const folders = [
      'conf/global',
      'conf/global/settings',
      'conf/global/settings/workflow',
      'conf/global/settings/workflow/notification',
      'conf/global/settings/workflow/notification/email',
      'conf/global/settings/workflow/notification/email/default',
    ].map((path) => `jcr_root/${path}/.content.xml`);
    expect(Object.keys(files)).toEqual([
      'META-INF/vault/filter.xml',
      'META-INF/vault/properties.xml',
      ...folders,
      `jcr_root${template}`,
    ]);
    expect(files[`jcr_root${template}`]).toEqual(bytes);
    for (const path of folders) {
      expect(readDocView(text(files, path))['jcr:primaryType']?.value).toBe('sling:Folder');
    }
  });

  test('replaces the nodes it brings and nothing else', () => {
    const roots = (spec: ContentPackage) => {
      const filter = readXml(text(unpacked(spec), 'META-INF/vault/filter.xml'));
      expect([filter.name, filter.attributes['version']]).toEqual(['workspaceFilter', '1.0']);
      return filter.elements.map(({ name, attributes }) => [name, attributes]);
    };
    expect(roots(content)).toEqual([['filter', { root: template }]]);
    expect(roots(config)).toEqual([['filter', { root: '/apps/x/config/a.B' }]]);
  });

  test('says what it is', () => {
    const properties = readXml(text(unpacked(content), 'META-INF/vault/properties.xml'));
    expect(
      Object.fromEntries(properties.elements.map((entry) => [entry.attributes['key'], entry.text])),
    ).toEqual({
      group: 'postkey',
      name: 'postkey-templates',
      version: '2026.03.01',
      description: 'Templates & <more>',
      packageType: 'content',
      requiresRoot: 'false',
      packageFormatVersion: '2',
      created: '2026-03-01T12:00:00.000Z',
      createdBy: 'Postkey',
    });
  });

  test('has a node as a document view', () => {
    const files = unpacked(config);
    expect(readDocView(text(files, 'jcr_root/apps/x/config/a.B.xml'))).toMatchObject({
      c: { type: 'Long', value: '1' },
    });
  });

  test('is secret as soon as a part of it is', () => {
    expect(contentPackage(content, 'p.zip').secret).toBe(false);
    expect(contentPackage(config, 'p.zip').secret).toBe(true);
  });

  test('is the same each time', () => {
    expect(contentPackage(content, 'p.zip')).toEqual(contentPackage(content, 'p.zip'));
  });

  test.each<[ContentPackage['type'], string]>([
    ['application', '/libs/fd/dashboard/templates/email/htmlEmailTemplate.txt'],
    ['content', '/libs/a'],
    ['container', '/libs/a/config/b'],
    ['application', '/conf/a'],
    ['container', '/conf/a'],
    ['content', '/apps/a'],
    ['application', '/apps'],
    ['content', 'conf/a'],
    ['content', '/conf//a'],
  ])('of type %s refuses %s', (type, path) => {
    const nodes = [{ path, kind: 'file', content: '', secret: false }] as const;
    expect(() => contentPackage({ ...content, type, nodes }, 'p.zip')).toThrow(RangeError);
  });
});

test.each([
  ['/apps/com.day.cq.wcm.core.page/en.txt', '/apps/com.day.cq.wcm.core.page/en.txt'],
  ['/cq:content', '/_cq_content'],
  ['/cq:test_image.jpg', '/_cq_test_image.jpg'],
  ['/test_image.jpg', '/test_image.jpg'],
  ['/_testimage.jpg', '/_testimage.jpg'],
  ['/_test_image.jpg', '/__test_image.jpg'],
  ['/cq:test:image.jpg', '/_cq_test%3aimage.jpg'],
  ['/_cq_:test.jpg', '/__cq_%3atest.jpg'],
  ['/cq_:test.jpg', '/cq_%3atest.jpg'],
  ['/100%?', '/100%25%3f'],
])('the repository’s %s is %s in a package', (path, expected) => {
  expect(platformPath(path)).toBe(expected);
});
