import { describe, expect, it } from 'vitest';
import { BundleOptions } from '../../../preload/contract/index.ts';
import { freshBundleForm, toRequest } from '../../../renderer/bundles/bundle-form.ts';

const account = 'abcdef012345';
const target = {
  id: 'aem-cloud',
  options: BundleOptions.keyof().options,
  takesTemplates: true,
  takesSecrets: true,
} as const;
const bare = { id: 'msmtp', options: [], takesTemplates: false, takesSecrets: false } as const;

describe('what is asked of the export', () => {
  it('leaves secrets out unless they were chosen', () => {
    expect(toRequest(account, freshBundleForm, { ...target, options: [] })?.secrets).toBe('placeholder');
  });

  it.each([
    [{ appFolder: 'my-site' }, true],
    [{ appFolder: 'My Site' }, false],
    [{ appFolder: '-site' }, false],
    [{ appFolder: '../site' }, false],
    [{ portOrig: '30465' }, true],
    [{ portOrig: '29999' }, false],
    [{ portOrig: '31000' }, false],
    [{ portOrig: '3e4' }, false],
    [{ instances: 'https://author.example\n\n http://localhost:4503/ ' }, true],
    [{ instances: 'https://author.example:443' }, true],
    [{ instances: 'author.example' }, false],
    [{ instances: 'https://author.example/crx' }, false],
    [{ instances: 'https://user@author.example' }, false],
    [{ instances: 'https:author.example' }, false],
    [{ instances: Array.from({ length: 21 }, (_, index) => `https://a${index}.example`).join('\n') }, false],
  ])('is, for %j, as valid as the contract says: %s', (change, valid) => {
    const request = toRequest(
      account,
      { ...freshBundleForm, ...change },
      { ...target, options: [...target.options] },
    );
    expect(request !== null).toBe(valid);
    if (request) expect(BundleOptions.parse(request.options)).toEqual(request.options);
  });

  it('has each instance once, by its origin', () => {
    const instances = 'https://Author.example/\nhttps://author.example http://localhost:4503';
    const request = toRequest(
      account,
      { ...freshBundleForm, instances },
      { ...target, options: ['instances'] },
    );
    expect(request?.options).toEqual({ instances: ['https://author.example', 'http://localhost:4503'] });
  });

  it('has nothing of the fields this target does not show, right or wrong', () => {
    const form = {
      ...freshBundleForm,
      appFolder: '../x',
      portOrig: '1',
      instances: 'nonsense',
      templates: [{ set: 'page', language: 'ko' } as const],
      secrets: 'include' as const,
    };
    expect(toRequest(account, form, { ...bare, options: [] })).toMatchObject({
      options: {},
      templates: [],
      secrets: 'placeholder',
    });
  });
});
