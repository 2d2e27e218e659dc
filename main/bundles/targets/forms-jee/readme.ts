import { longDate } from '../../calendar.ts';
import { bullets, code, page, table } from '../../markdown.ts';
import { renewBy } from '../../renew-by.ts';
import type { BundleEntry, BundleInput } from '../../target.ts';
import { formsJeeSheet, type SheetRow } from './sheet.ts';

const traps = ['authenticate', 'tls', 'workbench', 'pop', 'process'];

/** What to enter where, in order, and what to look at afterwards. */
export function readme(input: BundleInput, secrets: BundleEntry | null, warnings: readonly string[]): string {
  const t = readmeTexts(input, secrets);
  const trap = input.texts.getFixedT(null, 'aem', 'trap');
  const expiry = input.account.secretExpiresOn
    ? 'keepWorking.clientSecret'
    : 'keepWorking.clientSecretUnknown';
  return page([
    `# ${t('title')}`,
    t('intro'),
    ...(warnings.length > 0 ? [`## ${t('warnings')}`, bullets(warnings)] : []),
    t(secrets ? 'secrets.included' : 'secrets.notIncluded'),
    ...formsJeeSheet(input).flatMap(({ name, rows }) => [
      `## ${t(`${name}.title`)}`,
      t(`${name}.where`),
      t(`${name}.when`),
      table(
        [t('field'), t('value')],
        rows.map((row) => described(row, input, t)),
      ),
      t('save'),
    ]),
    `## ${t('check.title')}`,
    bullets(traps.map((name) => trap(name))),
    `## ${t('verify.title')}`,
    bullets([t('verify.send'), t('verify.certificate'), t('verify.tenant')]),
    `## ${t('keepWorking.title')}`,
    bullets([t('keepWorking.refreshToken'), t(expiry)]),
  ]);
}

type Texts = (key: string) => string;

/** Texts of the README; every value of the account is at hand in all of them. */
function readmeTexts(input: BundleInput, secrets: BundleEntry | null): Texts {
  const { texts, account, today } = input;
  const t = texts.getFixedT(null, 'bundleFormsJee', 'readme');
  const known = {
    address: code(account.address),
    date: longDate(today, texts.language),
    file: code(secrets?.path ?? 'secrets.txt'),
    renewBy: longDate(renewBy(input), texts.language),
    secretExpires: longDate(new Date(account.secretExpiresOn ?? today), texts.language),
  };
  return (key) => t(key, known);
}

function described([field, entry]: SheetRow, { texts }: BundleInput, t: Texts): [string, string] {
  const name = texts.t(`bundleFormsJee:field.${field}`);
  if (typeof entry === 'string') return [name, t(`entry.${entry}`)];
  if ('tick' in entry) return [name, t(entry.tick ? 'entry.ticked' : 'entry.notTicked')];
  return [name, code(entry.value)];
}
