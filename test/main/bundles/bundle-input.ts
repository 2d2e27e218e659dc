import type { BundleInput, BundleSecrets } from '../../../main/bundles/target.ts';
import { type CarriedTemplate, carryTemplates, type TemplateFile } from '../../../main/templates/carry.ts';
import type { Account, MailServer, TemplateSetId } from '../../../preload/contract/index.ts';
import { createTexts } from '../../../preload/texts/index.ts';

export const canaries = {
  clientSecret: 'canary~secret/"with\\everything=+$&`\'',
  refreshToken: `0.canary-refresh-${'x'.repeat(1200)}`,
} satisfies BundleSecrets;

const tenant = '11111111-2222-3333-4444-555555555555';

const account: Account = {
  id: 'abcdefghij12',
  label: 'AEM author',
  address: 'aem@contoso.example',
  provider: 'microsoft365',
  purpose: 'aem-cloud',
  grant: 'authorization_code',
  clientId: '99999999-8888-7777-6666-555555555555',
  publicClient: false,
  tenant,
  scopes: [],
  mail: {},
  createdAt: '2026-01-02T03:04:05Z',
};

const connection: BundleInput['connection'] = {
  endpoints: {
    authorization: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize`,
    token: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
    issInResponse: false,
    clientAuthentication: 'post',
  },
  scopes: [
    'https://outlook.office.com/IMAP.AccessAsUser.All',
    'https://outlook.office.com/SMTP.Send',
    'offline_access',
    'openid',
  ],
  mail: { smtp: { host: 'smtp.office365.com', port: 587, security: 'starttls' } },
  redirectUri: 'http://localhost',
};

export interface InputChanges extends Partial<Omit<BundleInput, 'account' | 'connection'>> {
  readonly account?: Partial<Account>;
  readonly connection?: Partial<BundleInput['connection']>;
}

/** A Microsoft 365 account that AEM can use as it is, with changes. */
export async function bundleInput(changes: InputChanges = {}): Promise<BundleInput> {
  return {
    secrets: null,
    refreshTokenLength: canaries.refreshToken.length,
    options: {},
    templates: [],
    today: new Date('2026-03-01T10:20:30Z'),
    ...changes,
    texts: changes.texts ?? (await createTexts('en')),
    account: { ...account, ...changes.account },
    connection: { ...connection, ...changes.connection },
  };
}

/** The same account without a refresh token. */
export async function withoutRefreshToken(changes: InputChanges = {}): Promise<BundleInput> {
  const { refreshTokenLength: _, ...input } = await bundleInput(changes);
  return input;
}

/** Another SMTP server. */
export function smtp(server: Partial<MailServer>): InputChanges {
  return {
    connection: {
      mail: { smtp: { host: 'smtp.office365.com', port: 587, security: 'starttls', ...server } },
    },
  };
}

/** A template as it comes from a folder. */
export function carriedFile(set: TemplateSetId, language: string, content: string): TemplateFile {
  return { set, language, bytes: Buffer.from(content, 'latin1') };
}

/** Templates with their places found, and looked over. */
export async function carried(...files: readonly TemplateFile[]): Promise<CarriedTemplate[]> {
  return carryTemplates(files, await createTexts('en'));
}
