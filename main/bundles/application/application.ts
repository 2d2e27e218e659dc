import type { i18n } from 'i18next';
import type { MailProtocol, TargetId } from '../../../preload/contract/index.ts';
import type { BundleContent, BundleEntry, BundleInput, Target } from '../target.ts';
import { type ApplicationPlan, planApplication } from './plan.ts';
import { applicationReadme } from './readme.ts';
import { applicationWarnings } from './warnings.ts';

/** An application that takes over the mailbox: what differs from one to the next. */
export interface Application {
  /** Its texts in `bundleTargets` stand under the same name. */
  readonly id: TargetId;
  readonly tokens: TokenSource;
  /** It stores the new refresh token where the provider gives one with each use. */
  readonly keepsRefreshToken?: boolean;
  /** The servers it is of no use without. */
  readonly needs: readonly MailProtocol[];
  files(plan: ApplicationPlan): readonly ApplicationFile[];
  /** What the admin does between the first step (secrets, or Postkey itself) and the last (keeping it working). */
  steps(plan: ApplicationPlan): readonly Step[];
  warnings?(plan: ApplicationPlan): readonly string[];
}

/**
 * How an application comes by access tokens: it runs a command (`postkey token`), it reads the file that Postkey keeps
 * fresh, or it refreshes by itself with the account's own secrets.
 */
export type TokenSource = 'command' | 'file' | 'refresh';

export interface ApplicationFile {
  readonly path: string;
  readonly content: string;
  /** Key of what it is for, in `bundleTargets`. */
  readonly purpose: string;
  /** Secrets stand in it, or are to be filled in. */
  readonly forSecrets?: boolean;
}

/** A numbered section: a title and a text, then code, then maybe a text about it. */
export interface Step {
  /** Key in `bundleTargets` that has `title`, `text` and, with `after`, also `after`. */
  readonly key: string;
  readonly code?: { readonly language: string; readonly text: string };
  readonly after?: boolean;
}

/** Makes a target of an application: its files, and around them the README, the certificates and the warnings. */
export function applicationTarget(application: Application): Target {
  const title = (texts: i18n) => texts.t(`bundleTargets:${application.id}.title`);
  const takesSecrets = application.tokens === 'refresh';
  return { id: application.id, title, takesSecrets, build: (input) => build(application, input) };
}

function build(application: Application, input: BundleInput): BundleContent {
  const plan = planApplication(input);
  const warnings = [...applicationWarnings(plan, application), ...(application.warnings?.(plan) ?? [])];
  const files = [...application.files(plan), ...certificates(input)];
  const readme = applicationReadme(application, plan, files, warnings);
  return {
    files: [
      { path: 'README.md', content: readme, secret: false },
      ...files.map(({ path, content, forSecrets }): BundleEntry => {
        return { path, content, secret: Boolean(forSecrets) && plan.holdsSecrets };
      }),
    ],
    warnings,
  };
}

function certificates({ connection }: BundleInput): ApplicationFile[] {
  return connection.ca ? [{ path: 'ca.pem', content: connection.ca, purpose: 'contents.ca' }] : [];
}
