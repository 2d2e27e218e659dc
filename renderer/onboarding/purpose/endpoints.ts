import type { ProviderSummary } from '../../../preload/contract/index.ts';

interface NamedEndpoints {
  readonly authorization: string;
  readonly token: string;
}

/** https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud */
const authorities = {
  worldwide: 'https://login.microsoftonline.com',
  us: 'https://login.microsoftonline.us',
  china: 'https://login.partner.microsoftonline.cn',
} as const;

/** The addresses another system has to be told; null where they are not known here. */
export function endpointsFor(
  { family, cloud }: Pick<ProviderSummary, 'family' | 'cloud'>,
  tenant: string,
): NamedEndpoints | null {
  if (family === 'microsoft' && cloud !== undefined && tenant !== '') {
    const base = `${authorities[cloud]}/${tenant}/oauth2/v2.0`;
    return { authorization: `${base}/authorize`, token: `${base}/token` };
  }
  if (family === 'google') {
    return {
      authorization: 'https://accounts.google.com/o/oauth2/v2/auth',
      token: 'https://oauth2.googleapis.com/token',
    };
  }
  return null;
}
