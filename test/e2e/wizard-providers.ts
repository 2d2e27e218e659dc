import type { ServiceOptions } from '../../main/services.ts';
import { type Entra, type EntraApp, type EntraOptions, startEntra } from '../stand-ins/entra.ts';
import { startGoogle } from '../stand-ins/google.ts';
import { startExchange, startGmail } from '../stand-ins/mailbox.ts';

/** A provider of sign-ins and mail in place of the real one. */
export interface ProviderStandIn {
  readonly options: Required<Pick<ServiceOptions, 'authorities' | 'mailServers'>>;
  /** Of its service account. */
  readonly keyFile?: string;
  close(): Promise<void>;
}

export const contoso = {
  tenant: '8eaef023-2b34-4da1-9baa-8bc8c9d6a490',
  address: 'mailer@contoso.onmicrosoft.com',
  colleague: 'someone@contoso.onmicrosoft.com',
  clientId: '11111111-2222-4333-8444-555555555555',
  secret: 'aB3~client-secret.value-as-the-portal-shows-it',
  secretId: '99999999-2222-4333-8444-555555555555',
} as const;

/** Contoso with one app for itself alone, registered as the wizard says. */
export async function startContoso(
  platform: 'web' | 'desktop',
  change: Partial<EntraApp> = {},
  options: Partial<EntraOptions> = {},
): Promise<ProviderStandIn & { readonly entra: Entra }> {
  const { tenant, address, colleague, clientId, secret, secretId } = contoso;
  const uris = platform === 'web' ? ['http://localhost', 'http://localhost/'] : ['http://localhost'];
  const users = [{ name: address }, { name: colleague }];
  const app: EntraApp = {
    clientId,
    home: tenant,
    audience: 'single',
    redirectUris: uris.map((uri) => ({ uri, platform })),
    ...(platform === 'web' ? { secrets: [{ id: secretId, value: secret }] } : {}),
    ...change,
  };
  const entra = await startEntra({
    tenants: [{ id: tenant, domains: ['contoso.onmicrosoft.com'], users }],
    apps: [app],
    interval: 1,
    ...options,
  });
  const exchange = await startExchange(entra, address);
  const { authorities } = entra;
  return {
    entra,
    options: { authorities, mailServers: exchange.mailServers },
    async close() {
      await exchange.close();
      await entra.close();
    },
  };
}

export const gmail = {
  address: 'mailer.contoso@gmail.com',
  /** In a Workspace, where a service account can be let in. */
  workspaceAddress: 'mailer@contoso.test',
  clientId: '123456789012-abcdefghij.apps.googleusercontent.com',
  secret: 'GOCSPX-a-desktop-client-secret',
  numericClientId: '110000000000000000011',
} as const;

/** Google with one mailbox, one desktop client, and a service account that was let into the mailbox. */
export async function startGmailStandIn(address: string = gmail.address): Promise<ProviderStandIn> {
  const { clientId, secret, numericClientId } = gmail;
  const google = await startGoogle({
    users: [address],
    clients: [{ id: clientId, secret, type: 'desktop' }],
    serviceAccount: { email: 'robot@a-project.iam.gserviceaccount.com', clientId: numericClientId },
    delegations: [{ clientId: numericClientId, scopes: ['https://mail.google.com/'] }],
  });
  const mailbox = await startGmail(google, address);
  const { authorities } = google;
  return {
    keyFile: google.keyFile,
    options: { authorities, mailServers: mailbox.mailServers },
    async close() {
      await mailbox.close();
      await google.close();
    },
  };
}

/** What Google's console hands out for a desktop client. */
export const googleClientFile = JSON.stringify({
  installed: {
    client_id: gmail.clientId,
    project_id: 'a-project',
    auth_uri: 'https://accounts.google.com/o/oauth2/auth',
    token_uri: 'https://oauth2.googleapis.com/token',
    client_secret: gmail.secret,
    redirect_uris: ['http://localhost'],
  },
});
