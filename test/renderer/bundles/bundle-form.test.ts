import { describe, expect, it } from 'vitest';
import { BundleOptions } from '../../../preload/contract/index.ts';
import { freshBundleForm, toRequest } from '../../../renderer/bundles/bundle-form.ts';

const account = 'abcdef012345';

describe('what is asked of the export', () => {
  it('leaves secrets out unless they were chosen', () => {
    expect(toRequest(account, freshBundleForm)?.secrets).toBe('placeholder');
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
  ])('is, for %j, as valid as the contract says: %s', (change, valid) => {
    const request = toRequest(account, { ...freshBundleForm, ...change });
    expect(request !== null).toBe(valid);
    if (request) expect(BundleOptions.parse(request.options)).toEqual(request.options);
  });
});
