import type { ContractRouterClient } from '@orpc/contract';
import { accounts } from './accounts.ts';
import { bundles } from './bundles.ts';
import { explain } from './explain.ts';
import { mail } from './mail.ts';
import { onboarding } from './onboarding.ts';
import { settings } from './settings.ts';
import { templates } from './templates.ts';

export * from './account.ts';
export * from './accounts.ts';
export * from './bulk.ts';
export * from './bundles.ts';
export * from './diagnosis.ts';
export * from './drafts.ts';
export * from './errors.ts';
export * from './explain.ts';
export * from './inbox.ts';
export * from './mail.ts';
export * from './mail-history.ts';
export * from './mail-report.ts';
export * from './onboarding.ts';
export * from './present.ts';
export * from './provider.ts';
export * from './settings.ts';
export * from './templates.ts';
export * from './words.ts';

/** Everything the window may ask of the app. Both doors serve exactly this. */
export const contract = { accounts, onboarding, mail, explain, bundles, settings, templates };

/** The contract as the page calls it. */
export type Client = ContractRouterClient<typeof contract>;
