import type { TemplateSetId } from '../preload/contract/index.ts';

export const addSteps = ['provider', 'setup', 'sign-in', 'checks', 'export'] as const;
export type AddStep = (typeof addSteps)[number];

export const mailTabs = ['check', 'send', 'inbox', 'watch'] as const;
export type MailTab = (typeof mailTabs)[number];

const templateSets: readonly TemplateSetId[] = ['page', 'replication', 'workflow', 'forum', 'assign-task'];

/** Where the window is. It lives in the URL's hash, so that reload, back and forward work. */
export type Page =
  | { readonly name: 'accounts' }
  | {
      readonly name: 'onboarding';
      readonly step: AddStep;
      readonly provider?: string;
      readonly account?: string;
      /** What was typed so far. */
      readonly draft?: string;
    }
  /** Many mailboxes of one app. */
  | { readonly name: 'bulk' }
  /** `run` begins the checks at once. */
  | { readonly name: 'mail'; readonly account?: string; readonly run?: 'now'; readonly tab?: MailTab }
  /** `target` is what to choose first. */
  | { readonly name: 'bundles'; readonly account?: string; readonly target?: string }
  /** Without a set it is the overview. */
  | {
      readonly name: 'templates';
      readonly set?: TemplateSetId;
      readonly language?: string;
      readonly view?: 'import';
    }
  | { readonly name: 'explain'; readonly tab?: 'command' }
  | { readonly name: 'settings' };

const start: Page = { name: 'accounts' };

/** @param hash as `location.hash` gives it; anything unknown is the accounts page */
export function parsePage(hash: string): Page {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const params = new URLSearchParams(search);
  const account = accountOf(params);
  switch (path) {
    case 'onboarding':
      return parseOnboarding(params, account);
    case 'mail':
      return {
        name: path,
        ...account,
        ...(params.get('run') === 'now' ? { run: 'now' } : {}),
        ...tabOf(params),
      };
    case 'bundles':
      return { name: path, ...account, ...targetOf(params) };
    case 'explain':
      return { name: path, ...(params.get('tab') === 'command' ? { tab: 'command' } : {}) };
    case 'templates':
      return parseTemplates(params);
    case 'bulk':
    case 'settings':
      return { name: path };
    default:
      return start;
  }
}

/** @returns the hash of a page, `#` included */
export function formatPage(page: Page): string {
  const { name, ...rest } = page;
  const search = new URLSearchParams(rest).toString();
  return search === '' ? `#/${name}` : `#/${name}?${search}`;
}

function parseOnboarding(params: URLSearchParams, account: { account?: string }): Page {
  const provider = params.get('provider');
  const step = addSteps.find((name) => name === params.get('step')) ?? 'provider';
  const later = step === 'sign-in' || step === 'checks' || step === 'export';
  const draft = draftOf(params);
  if (later && !account.account) return { name: 'onboarding', step: 'provider' };
  if (step === 'setup' && !provider) return { name: 'onboarding', step: 'provider' };
  return { name: 'onboarding', step, ...(provider ? { provider } : {}), ...account, ...draft };
}

function draftOf(params: URLSearchParams): { draft?: string } {
  const draft = params.get('draft');
  return draft && /^[a-z0-9]{8,40}$/.test(draft) ? { draft } : {};
}

function parseTemplates(params: URLSearchParams): Page {
  if (params.get('view') === 'import') return { name: 'templates', view: 'import' };
  const set = templateSets.find((id) => id === params.get('set'));
  if (!set) return { name: 'templates' };
  const language = params.get('language') ?? '';
  return { name: 'templates', set, language: /^[a-z]{2}$/.test(language) ? language : 'en' };
}

function tabOf(params: URLSearchParams): { tab?: MailTab } {
  const tab = mailTabs.find((name) => name === params.get('tab'));
  return tab ? { tab } : {};
}

function targetOf(params: URLSearchParams): { target?: string } {
  const target = params.get('target');
  return target && /^[a-z0-9-]{1,40}$/.test(target) ? { target } : {};
}

function accountOf(params: URLSearchParams): { account?: string } {
  const account = params.get('account');
  return account && /^[a-z0-9]{12}$/.test(account) ? { account } : {};
}
