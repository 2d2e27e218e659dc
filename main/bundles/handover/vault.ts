import type { i18n } from 'i18next';
import { isoDay, longDate } from '../calendar.ts';
import { bullets, code, page } from '../markdown.ts';
import type { Bundle, BundleInput } from '../target.ts';
import { handoverFile, handoverJson } from './write.ts';

/**
 * Accounts for the Postkey of another admin, or of another machine.
 *
 * @param leftOut addresses of those that are of no use there; a warning names each
 */
export function handoverBundle(
  inputs: readonly BundleInput[],
  leftOut: readonly string[],
  texts: i18n,
  today: Date,
): Bundle {
  const secret = inputs.some(({ secrets }) => secrets !== null);
  return {
    target: 'json',
    madeOn: isoDay(today),
    files: [
      { path: 'README.md', content: readme(inputs, texts, today), secret: false },
      { path: handoverFile, content: handoverJson(inputs), secret },
    ],
    warnings: leftOut.map((address) => texts.t('bundleTargets:handover.practice', { address })),
  };
}

function readme(inputs: readonly BundleInput[], texts: i18n, today: Date): string {
  const t = texts.getFixedT(null, 'bundleTargets', 'handover');
  const values = { file: code(handoverFile), date: longDate(today, texts.language) };
  return page([
    `# ${t('title')}`,
    t('intro', values),
    bullets(inputs.map(({ account }) => code(account.address))),
    `## ${t('import.title')}`,
    t('import.text', values),
    `## ${t('afterwards.title')}`,
    t('afterwards.text'),
  ]);
}
