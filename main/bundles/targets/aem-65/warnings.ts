import { isLoopback } from '../../../loopback.ts';
import { clientSecret, practice, scopes } from '../../aem/warnings.ts';
import { clientSecretExpiry } from '../../warnings/client-secret-expiry.ts';
import { templates } from '../../warnings/templates.ts';
import { inWords, type Warning } from '../../warnings/warning.ts';
import { type Aem65Plan, unknownInstance } from './plan.ts';

/** What will keep AEM 6.5 from sending mail with this bundle, now or soon, as sentences for the admin. */
export function warnings(plan: Aem65Plan): string[] {
  const { input } = plan;
  return inWords(input.texts, [
    ...practice(input),
    ...clientSecret(input),
    ...endpoints(plan),
    ...scopes(input, plan.scopes),
    ...mailServer(plan),
    ...plan.instances.flatMap(({ address }) => instance(address)),
    ...clientSecretExpiry(input),
    ...templates(input, plan.templates),
  ]);
}

/** Without it no instance can ask for access. */
function endpoints({ input }: Aem65Plan): Warning[] {
  return input.connection.endpoints.authorization ? [] : [warning('noAuthorization')];
}

function mailServer({ input, smtp }: Aem65Plan): Warning[] {
  if (!input.connection.mail.smtp) return [{ key: 'noSmtpServer' }];
  return smtp.security === 'none' ? [warning('smtpWithoutTls', { host: smtp.host })] : [];
}

/** Microsoft and Google send nobody back over plain http, but for this computer. */
function instance(address: string): Warning[] {
  if (address === unknownInstance) return [warning('noInstance', { placeholder: unknownInstance })];
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && !isLoopback(hostname) ? [warning('plainHttp', { instance: address })] : [];
}

function warning(key: string, values: Readonly<Record<string, string>> = {}): Warning {
  return { key: `bundleAem65:warnings.${key}`, ...values };
}
