import { describe, expect, test } from 'vitest';
import { buildBundle, bundleName, listTargets, previewBundle } from '../../../main/bundles/bundles.ts';
import type { BundleEntry } from '../../../main/bundles/target.ts';
import { TargetId } from '../../../preload/contract/index.ts';
import { createTexts } from '../../../preload/texts/index.ts';
import { bundleInput, canaries, carried, carriedFile } from './bundle-input.ts';

test('every target of the contract is listed with a title', async () => {
  const listed = listTargets(await createTexts('en'));
  expect(listed.map(({ id }) => id)).toEqual(TargetId.options);
  for (const { title } of listed) expect(title).not.toContain('targets.');
});

test('a bundle is named after target and mailbox, with nothing a file system refuses', () => {
  expect(bundleName('aem-cloud', 'aem@contoso.example')).toBe('postkey-aem-cloud-aem@contoso.example');
  expect(bundleName('aem-cloud', '../a/b|c\\@x.example')).toBe('postkey-aem-cloud-.._a_b_c_@x.example');
});

describe.each(TargetId.options)('%s', (target) => {
  test('has no secret anywhere as long as they stay in the vault', async () => {
    const bundle = buildBundle(target, await bundleInput());
    expect(JSON.stringify(bundle)).not.toContain('canary');
    expect(bundle.files.filter((file) => file.secret)).toEqual([]);
  });

  test('is previewed with secrets masked but the sizes and flags of the real files', async () => {
    const input = await bundleInput({ secrets: canaries });
    const preview = previewBundle(target, input);
    const bundle = buildBundle(target, input);
    expect(JSON.stringify(preview)).not.toContain('canary');
    expect(JSON.stringify(preview).includes('••••')).toBe(bundle.files.some((file) => file.secret));
    expect(preview.warnings).toEqual(bundle.warnings);
    expect(preview.files.map(({ path, bytes, secret }) => ({ path, bytes, secret }))).toEqual(
      bundle.files
        .flatMap(shownFiles)
        .map(({ path, content, secret }) => ({ path, bytes: Buffer.from(content).length, secret })),
    );
  });

  test('says of itself whether its files have a place for secrets', async () => {
    const listed = listTargets(await createTexts('en')).find(({ id }) => id === target);
    const { files } = buildBundle(target, await bundleInput({ secrets: canaries }));
    expect(files.some((file) => file.secret)).toBe(listed?.takesSecrets);
  });

  test('is previewed as it will be written where there is nothing to mask', async () => {
    const input = await bundleInput();
    const bundle = buildBundle(target, input);
    expect(previewBundle(target, input).files.map(({ content }) => content)).toEqual(
      bundle.files.flatMap(shownFiles).map(({ content }) => content),
    );
  });
});

/** A package is shown by what is in it. */
function shownFiles(entry: BundleEntry): readonly BundleEntry[] {
  const inside = entry.inside?.map((inner) => ({ ...inner, path: `${entry.path}/${inner.path}` }));
  return inside ?? [entry];
}

describe('templates', () => {
  test('are left out, and named, where a target has no place for them', async () => {
    const texts = await createTexts('en');
    const templates = await carried(carriedFile('workflow', 'ko', 'subject=a\nmessage=b'));
    for (const { id, takesTemplates } of listTargets(texts)) {
      const { files, warnings } = buildBundle(id, await bundleInput({ templates }));
      const inside = files.flatMap(shownFiles);
      expect(inside.some(({ path }) => path.endsWith('/ko.txt'))).toBe(takesTemplates);
      const leftOut = warnings.filter((warning) => warning.includes('Workflow (ko)'));
      expect(leftOut).toHaveLength(takesTemplates ? 0 : 1);
    }
  });
});
