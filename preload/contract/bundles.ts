import { oc } from '@orpc/contract';
import { z } from 'zod';
import { AccountId } from './account.ts';
import { errorMap } from './errors.ts';
import { TemplateLanguage, TemplateSetId, templateLimits } from './templates.ts';

const base = oc.errors(errorMap);

export const SecretsChoice = z.enum(['placeholder', 'include']);
export type SecretsChoice = z.infer<typeof SecretsChoice>;

export const TargetId = z.enum([
  'aem-cloud',
  'aem-65',
  'forms-jee',
  'dotenv',
  'json',
  'nodemailer',
  'spring-boot',
  'jakarta-mail',
  'postfix-sasl-xoauth2',
  'msmtp',
  'mutt',
  'isync',
  'kubernetes',
  'token-file',
]);
export type TargetId = z.infer<typeof TargetId>;

/** The address of an AEM instance: scheme and host, maybe a port. */
export const AemInstance = z
  .url({ protocol: /^https?$/ })
  .max(256)
  .refine((address) => URL.canParse(address) && new URL(address).origin === address);

/** What a target asks of the admin besides the account; a target ignores what it does not know. */
export const BundleOptions = z.object({
  /** AEM: the project's folder below `/apps`. */
  appFolder: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,40}$/)
    .optional(),
  /** AEM: the run mode that gets the configuration. */
  runMode: z.enum(['config', 'config.author', 'config.publish']).optional(),
  /** AEM as a Cloud Service: the port of the proxy inside AEM, 30000 to 30999. */
  portOrig: z.int().min(30000).max(30999).optional(),
  /** AEM 6.5: the instances that send mail, each of which signs in by itself. */
  instances: z.array(AemInstance).min(1).max(20).optional(),
});
export type BundleOptions = z.infer<typeof BundleOptions>;

export const BundleOption = BundleOptions.keyof();
export type BundleOption = z.infer<typeof BundleOption>;

/** A template of the library. */
const TemplateChoice = z.object({ set: TemplateSetId, language: TemplateLanguage });

const Request = z.object({
  target: TargetId,
  account: AccountId,
  secrets: SecretsChoice.default('placeholder'),
  options: BundleOptions.default({}),
  /** To take along, where the target has a place for them. */
  templates: z.array(TemplateChoice).max(templateLimits.maxImportFiles).default([]),
});

export const BundleFile = z.object({
  path: z.string(),
  bytes: z.int(),
  /** It holds secrets in the clear. */
  secret: z.boolean(),
});
export type BundleFile = z.infer<typeof BundleFile>;

/** Bytes of a file to be imported, and of all that is in it. */
export const maxImportBytes = 64 * 1024 * 1024;

/** What an import took, and what it left and why. */
export const ImportOutcome = z.object({
  /** `signedIn` is false where the file had no token: somebody has to sign in. */
  accounts: z.array(z.object({ id: AccountId, address: z.string(), signedIn: z.boolean() })),
  templates: z.array(z.object({ set: TemplateSetId, language: TemplateLanguage })),
  skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
});
export type ImportOutcome = z.infer<typeof ImportOutcome>;

export const BundleTarget = z.object({
  id: TargetId,
  title: z.string(),
  group: z.enum(['aem', 'other']),
  /** What it makes use of. */
  options: z.array(BundleOption),
  takesTemplates: z.boolean(),
  /** Whether its files have a place for secrets; those of an application that asks Postkey for tokens have none. */
  takesSecrets: z.boolean(),
});
export type BundleTarget = z.infer<typeof BundleTarget>;

export const bundles = {
  targets: base.output(z.array(BundleTarget)),
  /** Every file with its text, those in a package too. Secrets are masked here whatever the choice. */
  preview: base.input(Request).output(
    z.object({
      files: z.array(BundleFile.extend({ content: z.string() })),
      warnings: z.array(z.string()),
    }),
  ),
  /** A native dialog saves it, or, where there is none, the page downloads it. */
  save: base
    .input(Request.extend({ passphrase: z.string().min(1).optional() }))
    .output(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('saved'), path: z.string() }),
        z.object({ kind: z.literal('cancelled') }),
        z.object({ kind: z.literal('download'), fileName: z.string(), file: z.instanceof(Blob) }),
      ]),
    ),
  /** Takes what another Postkey handed over, and templates out of a bundle or a content package. @throws IMPORT_REFUSED */
  import: base
    .input(
      z.object({
        name: z.string().max(255),
        file: z.instanceof(Blob),
        passphrase: z.string().min(1).optional(),
      }),
    )
    .output(ImportOutcome),
};
