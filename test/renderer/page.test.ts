import { describe, expect, it } from 'vitest';
import { formatPage, type Page, parsePage } from '../../renderer/page.ts';

const account = 'abcdef012345';

describe('the page in the hash', () => {
  const pages: readonly Page[] = [
    { name: 'accounts' },
    { name: 'mail' },
    { name: 'mail', account },
    { name: 'mail', account, run: 'now' },
    { name: 'mail', account, tab: 'inbox' },
    { name: 'bundles', account },
    { name: 'bundles', account, target: 'aem-65' },
    { name: 'explain' },
    { name: 'explain', tab: 'command' },
    { name: 'bulk' },
    { name: 'onboarding', step: 'setup', provider: 'google', draft: 'd1234567' },
    { name: 'settings' },
    { name: 'onboarding', step: 'provider' },
    { name: 'onboarding', step: 'setup', provider: 'practice' },
    { name: 'onboarding', step: 'sign-in', provider: 'custom', account },
    { name: 'onboarding', step: 'export', account },
  ];
  it.each(pages.map((page) => [formatPage(page), page] as const))('%s comes back as it was', (hash, page) => {
    expect(parsePage(hash)).toEqual(page);
  });

  it.each(['', '#', '#/', '#/nowhere', '#/../../etc', '#/__proto__', '#/toString?x=1'])(
    'takes %j for the accounts page',
    (hash) => {
      expect(parsePage(hash)).toEqual({ name: 'accounts' });
    },
  );

  it.each([
    '#/mail?account=',
    '#/mail?account=<script>',
    '#/mail?account=ABCDEF012345',
    '#/mail?account=short',
    '#/mail?tab=nowhere',
  ])('leaves out what is no account id in %s', (hash) => {
    expect(parsePage(hash)).toEqual({ name: 'mail' });
  });

  it('leaves out what is no draft', () => {
    expect(parsePage('#/onboarding?step=setup&provider=google&draft=../../x')).toEqual({
      name: 'onboarding',
      step: 'setup',
      provider: 'google',
    });
  });

  it.each(['sign-in', 'checks', 'export', 'setup', 'nonsense'])(
    'begins adding an account anew where step %s has nothing to go on with',
    (step) => {
      expect(parsePage(`#/onboarding?step=${step}`)).toEqual({ name: 'onboarding', step: 'provider' });
    },
  );
});
