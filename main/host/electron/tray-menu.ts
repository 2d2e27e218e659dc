import type { MenuItemConstructorOptions } from 'electron';
import type { i18n } from 'i18next';
import type { AccountStatus, Health } from '../../../preload/contract/index.ts';

export type TrayState = 'ready' | 'attention' | 'failing';

/** What a click in the tray does. */
export interface TrayActions {
  /** Refreshes these accounts, or all. */
  refresh(accounts?: readonly string[]): void;
  /** @param hash the page of the window to go to */
  open(hash?: string): void;
  quit(): void;
}

const stateOf: Readonly<Record<Health, TrayState>> = {
  ready: 'ready',
  refreshing: 'ready',
  'expires-soon': 'attention',
  'secret-expires': 'attention',
  'needs-sign-in': 'failing',
  failing: 'failing',
};

const bySeverity: readonly TrayState[] = ['failing', 'attention', 'ready'];

/** A menu longer than a screen helps nobody; the window lists them all. */
const longestList = 20;

/** The icon tells the worst of all. */
export function worstState(accounts: readonly AccountStatus[]): TrayState {
  return bySeverity.find((state) => accounts.some(({ health }) => stateOf[health] === state)) ?? 'ready';
}

/** What one reads when pointing at the icon. */
export function trayTooltip(accounts: readonly AccountStatus[], texts: i18n): string {
  const troubled = accounts.filter(({ health }) => stateOf[health] !== 'ready').length;
  const summary = troubled > 0 ? texts.t('tray:troubled', { count: troubled }) : texts.t('tray:allWell');
  const text = accounts.length > 0 ? summary : texts.t('tray:noAccounts');
  return texts.t('tray:tooltip', { product: texts.t('common:product'), summary: text });
}

/** The tray's menu: accounts, those in trouble first, then what concerns all. */
export function trayMenu(
  accounts: readonly AccountStatus[],
  texts: i18n,
  actions: TrayActions,
): MenuItemConstructorOptions[] {
  const sorted = bySeverity.flatMap((state) => accounts.filter(({ health }) => stateOf[health] === state));
  const listed = sorted.slice(0, longestList).map((account) => accountItem(account, texts, actions));
  const hidden = sorted.length - listed.length;
  return [
    ...listed,
    ...(hidden > 0
      ? [{ label: texts.t('tray:more', { count: hidden }), click: () => actions.open('#/accounts') }]
      : []),
    ...(accounts.length > 0
      ? [
          { type: 'separator' as const },
          { label: texts.t('tray:refreshAll'), click: () => actions.refresh() },
        ]
      : [{ label: texts.t('tray:noAccounts'), enabled: false }, { type: 'separator' as const }]),
    { label: texts.t('tray:openApp'), click: () => actions.open() },
    { type: 'separator' },
    { label: texts.t('tray:quit'), click: () => actions.quit() },
  ];
}

function accountItem(account: AccountStatus, texts: i18n, actions: TrayActions): MenuItemConstructorOptions {
  const name = account.label || account.address;
  const health = texts.t(`common:health.${account.health}`);
  return {
    label: plain(texts.t('tray:account', { name, health })),
    submenu: [
      {
        label: texts.t('tray:refresh'),
        enabled: account.health !== 'refreshing' && account.health !== 'needs-sign-in',
        click: () => actions.refresh([account.id]),
      },
      { label: texts.t('tray:open'), click: () => actions.open(pageOf(account)) },
    ],
  };
}

/** Where in the window one can do something about it. */
function pageOf({ id, health }: AccountStatus): string {
  return health === 'needs-sign-in' ? `#/onboarding?step=sign-in&account=${id}` : `#/mail?account=${id}`;
}

/** Menus take `&` for the mark of an access key. */
function plain(label: string): string {
  return label.replaceAll('&', '&&');
}
