import type { i18n } from 'i18next';
import type { BundleFile, TargetId } from '../../preload/contract/index.ts';
import { isoDay } from './calendar.ts';
import { type Bundle, type BundleInput, type BundleSecrets, contentBytes, type Target } from './target.ts';
import { aemCloud } from './targets/aem-cloud.ts';
import { dotenv } from './targets/dotenv.ts';
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

const targets: Readonly<Record<TargetId, Target>> = {
  'aem-cloud': aemCloud,
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
export function listTargets(texts: i18n): { id: TargetId; title: string }[] {
  return Object.values(targets).map((target) => ({ id: target.id, title: target.title(texts) }));
}

/** Builds the files of a bundle in memory. What keeps it from working is in its warnings, not an error. */
export function buildBundle(target: TargetId, input: BundleInput): Bundle {
  return { ...targets[target].build(input), target, madeOn: isoDay(input.today) };
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
 * The bundle as it would be written, with every secret masked.
 *
 * The texts come from a build that was given masks instead of secrets, so that no encoding a target may use can
 * carry a secret through; sizes and warnings come from the real one.
 */
export function previewBundle(target: TargetId, input: BundleInput): BundlePreview {
  const real = targets[target].build(input);
  const masked = targets[target].build({ ...input, secrets: maskSecrets(input.secrets) });
  const shown = new Map(masked.files.map((entry) => [entry.path, contentBytes(entry)]));
  return {
    files: real.files.map((entry) => ({
      path: entry.path,
      bytes: contentBytes(entry).byteLength,
      secret: entry.secret,
      content: new TextDecoder().decode(shown.get(entry.path)),
    })),
    warnings: [...real.warnings],
  };
}

function maskSecrets(secrets: BundleSecrets | null): BundleSecrets | null {
  return secrets && Object.fromEntries(Object.keys(secrets).map((name) => [name, mask]));
}
