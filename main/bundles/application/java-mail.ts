import type { ApplicationPlan } from './plan.ts';

/** Milliseconds; the library by itself waits for ever. */
const patience = '60000';

/**
 * How Jakarta Mail is to speak to the server: XOAUTH2 only, and never without the encryption the server has. Naming
 * the mechanism also switches it on, which it is not by itself.
 *
 * @see https://eclipse-ee4j.github.io/angus-mail/docs/api/org.eclipse.angus.mail/org/eclipse/angus/mail/smtp/package-summary.html
 */
export function sessionProperties(plan: ApplicationPlan, protocol: 'smtp' | 'imap'): [string, string][] {
  const { security } = plan[protocol];
  const encryption: Readonly<Record<typeof security, [string, string][]>> = {
    tls: [['ssl.enable', 'true']],
    starttls: [
      ['starttls.enable', 'true'],
      ['starttls.required', 'true'],
    ],
    none: [],
  };
  const properties: [string, string][] = [
    ...(protocol === 'smtp' ? ([['auth', 'true']] satisfies [string, string][]) : []),
    ['auth.mechanisms', 'XOAUTH2'],
    ...encryption[security],
    ...(security === 'none' ? [] : ([['ssl.checkserveridentity', 'true']] satisfies [string, string][])),
    ['connectiontimeout', patience],
    ['timeout', patience],
    ...(protocol === 'smtp' ? ([['writetimeout', patience]] satisfies [string, string][]) : []),
  ];
  return properties.map(([name, value]) => [`mail.${protocol}.${name}`, value]);
}
