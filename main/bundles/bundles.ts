import type { i18n } from 'i18next';
import type { BundleFile, BundleTarget, TargetId } from '../../preload/contract/index.ts';
import { isoDay } from './calendar.ts';
import {
  type Bundle,
  type BundleContent,
  type BundleEntry,
  type BundleInput,
  type BundleSecrets,
  contentBytes,
  type Target,
} from './target.ts';
import { aem65 } from './targets/aem-65.ts';
import { aemCloud } from './targets/aem-cloud.ts';
import { dotenv } from './targets/dotenv.ts';
import { formsJee } from './targets/forms-jee.ts';
import { isync } from './targets/isync.ts';
import { jakartaMail } from './targets/jakarta-mail.ts';
import { json } from './targets/json.ts';
import { kubernetes } from './targets/kubernetes.ts';
import { msmtp } from './targets/msmtp.ts';
import { mutt } from './targets/mutt.ts';
import { nodemailer } from './targets/nodemailer.ts';
import { postfixSaslXoauth2 } from './targets/postfix-sasl-xoauth2.ts';
import { springBoot } from './targets/spring-boot.ts';
import { tokenFile } from './targets/token-file.ts';
import { templatesLeftOut } from './warnings/templates.ts';
import { inWords } from './warnings/warning.ts';

const targets: Readonly<Record<TargetId, Target>> = {
  'aem-cloud': aemCloud,
  'aem-65': aem65,
  'forms-jee': formsJee,
  dotenv,
  json,
  nodemailer,
  'spring-boot': springBoot,
  'jakarta-mail': jakartaMail,
  'postfix-sasl-xoauth2': postfixSaslXoauth2,
  msmtp,
  mutt,
  isync,
  kubernetes,
  'token-file': tokenFile,
};

const mask = '••••••••';

/** Every target, with its title in the language of `texts`. */
export function listTargets(texts: i18n): BundleTarget[] {
  return Object.values(targets).map((target) => describe(target, texts));
}

function describe(target: Target, texts: i18n): BundleTarget {
  const { id, title, group = 'other', options = [], takesTemplates = false, takesSecrets = true } = target;
  return { id, title: title(texts), group, options: [...options], takesTemplates, takesSecrets };
}

/** Builds the files of a bundle in memory. What keeps it from working is in its warnings, not an error. */
export function buildBundle(target: TargetId, input: BundleInput): Bundle {
  return { ...build(targets[target], input), target, madeOn: isoDay(input.today) };
}

/** What a bundle is called until the admin says otherwise; the suffix is to be added. */
export function bundleName(target: TargetId, address: string): string {
  return `postkey-${target}-${address.replaceAll(/[^a-zA-Z0-9@._-]/g, '_')}`;
}

export interface BundlePreview {
  files: (BundleFile & { content: string })[];
  warnings: string[];
}

/**
 * The bundle as it would be written, with every secret masked. Archives are shown by what is in them.
 *
 * The texts come from a build that was given masks instead of secrets, so that no encoding a target may use can
 * carry a secret through; sizes and warnings come from the real one.
 */
export function previewBundle(target: TargetId, input: BundleInput): BundlePreview {
  const real = build(targets[target], input);
  const masked = build(targets[target], { ...input, secrets: maskSecrets(input.secrets) });
  const shown = new Map(masked.files.flatMap(withInside).map((entry) => [entry.path, contentBytes(entry)]));
  return {
    files: real.files.flatMap(withInside).map((entry) => ({
      path: entry.path,
      bytes: contentBytes(entry).byteLength,
      secret: entry.secret,
      content: new TextDecoder().decode(shown.get(entry.path)),
    })),
    warnings: [...real.warnings],
  };
}

function build(target: Target, input: BundleInput): BundleContent {
  const { files, warnings } = target.build(input);
  const leftOut = target.takesTemplates ? [] : inWords(input.texts, templatesLeftOut(input));
  return { files, warnings: [...warnings, ...leftOut] };
}

function withInside(entry: BundleEntry): BundleEntry[] {
  return entry.inside?.map((inner) => ({ ...inner, path: `${entry.path}/${inner.path}` })) ?? [entry];
}

function maskSecrets(secrets: BundleSecrets | null): BundleSecrets | null {
  return secrets && Object.fromEntries(Object.keys(secrets).map((name) => [name, mask]));
}
