import { describe, expect, it } from 'vitest';
import accounts from '../../preload/texts/en/accounts.json';
import aem from '../../preload/texts/en/aem.json';
import bulkPage from '../../preload/texts/en/bulkPage.json';
import bundlesPage from '../../preload/texts/en/bundlesPage.json';
import common from '../../preload/texts/en/common.json';
import explainPage from '../../preload/texts/en/explainPage.json';
import inbox from '../../preload/texts/en/inbox.json';
import mail from '../../preload/texts/en/mail.json';
import onboarding from '../../preload/texts/en/onboarding.json';
import register from '../../preload/texts/en/register.json';
import settings from '../../preload/texts/en/settings.json';
import templatesPage from '../../preload/texts/en/templatesPage.json';

const namespaces = {
  accounts,
  bundlesPage,
  common,
  explainPage,
  inbox,
  mail,
  onboarding,
  settings,
  templatesPage,
  aem,
  bulkPage,
  register,
};
const sources = Object.values(
  import.meta.glob<string>('../../renderer/**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true }),
);

const known = Object.entries(namespaces).flatMap(([namespace, texts]) =>
  leaves(texts).map((path) => `${namespace}:${path.replace(/_(one|other|zero|two|few|many)$/, '')}`),
);
const used = sources.flatMap(usedKeys);

describe('the texts of the window', () => {
  it('exist for every key the code names', () => {
    const missing = used.filter(({ pattern }) => !known.some((key) => pattern.test(key)));
    expect(missing.map(({ key }) => key)).toEqual([]);
  });

  it('hold nothing the code does not name', () => {
    const unused = known.filter((key) => !used.some(({ pattern }) => pattern.test(key)));
    expect(unused).toEqual([]);
  });

  it('have both forms wherever a number decides', () => {
    const paths = Object.values(namespaces).flatMap((texts) => leaves(texts));
    const lonely = paths
      .filter((path) => path.endsWith('_one'))
      .filter((path) => !paths.includes(path.replace(/_one$/, '_other')));
    expect(lonely).toEqual([]);
  });
});

function leaves(texts: object, base = ''): readonly string[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? leaves(value, `${base}${key}.`) : [`${base}${key}`],
  );
}

/** Every string that looks like a key: a whole one, or one whose last part is known at run time only. */
function usedKeys(source: string): readonly { readonly key: string; readonly pattern: RegExp }[] {
  const calls = [...source.matchAll(/(['`])((?:[a-zA-Z]+:)?[a-zA-Z]+(?:[.-][\w-]+|\.?\$\{[^}]*\}\w*)*)\1/g)];
  return calls
    .map(([, , key = '']) => key)
    .filter((key) => looksLikeKey(key, source))
    .map((key) => {
      const whole = key.includes(':') ? key : `common:${key}`;
      const escaped = whole.replace(/\$\{[^}]*\}/g, '*').replace(/[.+?^$()[\]\\|{}]/g, '\\$&');
      return { key, pattern: new RegExp(`^${escaped.replaceAll('*', '[\\w-]+')}$`) };
    });
}

function looksLikeKey(key: string, source: string): boolean {
  if (
    /^(accounts|aem|bulkPage|register|bundlesPage|explainPage|inbox|mail|onboarding|settings|templatesPage|common):/.test(
      key,
    )
  )
    return true;
  const quoted = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`\\bt\\(\\s*['\`]${quoted}['\`]`).test(source);
}
