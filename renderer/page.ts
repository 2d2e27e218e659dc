export const addSteps = ['provider', 'setup', 'sign-in', 'checks', 'export'] as const;
export type AddStep = (typeof addSteps)[number];

/** Where the window is. It lives in the URL's hash, so that reload, back and forward work. */
export type Page =
  | { readonly name: 'accounts' }
  | {
      readonly name: 'onboarding';
      readonly step: AddStep;
      readonly provider?: string;
      readonly account?: string;
    }
  /** `run` begins the checks at once. */
  | { readonly name: 'mail'; readonly account?: string; readonly run?: 'now' }
  | { readonly name: 'bundles'; readonly account?: string }
  | { readonly name: 'explain' }
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
      return { name: path, ...account, ...(params.get('run') === 'now' ? { run: 'now' } : {}) };
    case 'bundles':
      return { name: path, ...account };
    case 'explain':
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
  if (later && !account.account) return { name: 'onboarding', step: 'provider' };
  if (step === 'setup' && !provider) return { name: 'onboarding', step: 'provider' };
  return { name: 'onboarding', step, ...(provider ? { provider } : {}), ...account };
}

function accountOf(params: URLSearchParams): { account?: string } {
  const account = params.get('account');
  return account && /^[a-z0-9]{12}$/.test(account) ? { account } : {};
}
