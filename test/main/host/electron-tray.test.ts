import { describe, expect, it } from 'vitest';
import { applicationMenu } from '../../../main/host/electron/menu.ts';
import {
  type TrayActions,
  trayMenu,
  trayTooltip,
  worstState,
} from '../../../main/host/electron/tray-menu.ts';
import type { AccountStatus, Health } from '../../../preload/contract/index.ts';
import { createTexts } from '../../../preload/texts/index.ts';

const texts = await createTexts('en');

function account(health: Health, id = 'aaaaaaaaaaaa'): AccountStatus {
  return {
    id,
    label: '',
    address: `${health}@example.test`,
    provider: 'custom',
    purpose: 'other',
    grant: 'authorization_code',
    publicClient: true,
    signInAs: null,
    health,
    accessTokenExpiresAt: null,
    refreshTokenExpiresAt: null,
    keptAliveByUse: false,
    inTesting: false,
    lastRefreshAt: null,
    secretExpiresOn: null,
    diagnosis: null,
  };
}

function clicksOf(accounts: readonly AccountStatus[]) {
  const clicks: unknown[] = [];
  const actions: TrayActions = {
    refresh: (ids) => clicks.push(['refresh', ids]),
    open: (hash) => clicks.push(['open', hash]),
    quit: () => clicks.push(['quit']),
  };
  return { clicks, menu: trayMenu(accounts, texts, actions) };
}

function click(item: Electron.MenuItemConstructorOptions | undefined): void {
  (item?.click as (() => void) | undefined)?.();
}

describe('the tray', () => {
  it.each<[Health[], string]>([
    [[], 'ready'],
    [['ready', 'refreshing'], 'ready'],
    [['ready', 'expires-soon'], 'attention'],
    [['secret-expires'], 'attention'],
    [['expires-soon', 'needs-sign-in'], 'failing'],
    [['failing', 'ready'], 'failing'],
  ])('shows for %j the state %s', (healths, expected) => {
    expect(worstState(healths.map((health) => account(health)))).toBe(expected);
  });

  it.each<[Health[], string]>([
    [[], 'Postkey: No account yet'],
    [['ready'], 'Postkey: all accounts are ready'],
    [['failing', 'ready'], 'Postkey: 1 account needs attention'],
    [['failing', 'expires-soon'], 'Postkey: 2 accounts need attention'],
  ])('says for %j: %s', (healths, expected) => {
    expect(
      trayTooltip(
        healths.map((health) => account(health)),
        texts,
      ),
    ).toBe(expected);
  });

  it('lists accounts in trouble first, each with its health', () => {
    const { menu } = clicksOf([account('ready'), account('expires-soon'), account('failing')]);
    expect(menu.slice(0, 3).map(({ label }) => label)).toEqual([
      'failing@example.test: Failing',
      'expires-soon@example.test: Expires soon',
      'ready@example.test: Ready',
    ]);
  });

  it('offers what can be done about an account', () => {
    const { menu, clicks } = clicksOf([account('needs-sign-in', 'bbbbbbbbbbbb'), account('ready')]);
    const [signIn, ready] = menu.map(({ submenu }) => submenu as Electron.MenuItemConstructorOptions[]);
    expect(signIn?.[0]).toMatchObject({ label: 'Refresh', enabled: false });
    click(signIn?.[1]);
    click(ready?.[0]);
    click(ready?.[1]);
    expect(clicks).toEqual([
      ['open', '#/onboarding?step=sign-in&account=bbbbbbbbbbbb'],
      ['refresh', ['aaaaaaaaaaaa']],
      ['open', '#/mail?account=aaaaaaaaaaaa'],
    ]);
  });

  it('ends with what concerns all', () => {
    const { menu, clicks } = clicksOf([account('ready')]);
    const last = menu.filter(({ label }) => label).slice(-3);
    for (const item of last) click(item);
    expect(last.map(({ label }) => label)).toEqual(['Refresh all', 'Open Postkey', 'Quit']);
    expect(clicks).toEqual([['refresh', undefined], ['open', undefined], ['quit']]);
  });

  it('stays short however many accounts there are', () => {
    const { menu } = clicksOf(Array.from({ length: 500 }, () => account('ready')));
    expect(menu.length).toBeLessThan(30);
    expect(menu.map(({ label }) => label)).toContain('480 more accounts…');
  });

  it('shows a label as it is written', () => {
    const { menu } = clicksOf([{ ...account('ready'), label: 'R&D' }]);
    expect(menu[0]?.label).toBe('R&&D: Ready');
  });
});

describe('the application menu', () => {
  it.each(['linux', 'win32', 'darwin'] as const)('has every role of editing on %s', (platform) => {
    const roles = applicationMenu(texts, platform).flatMap(({ submenu }) =>
      Array.isArray(submenu) ? submenu.map(({ role }) => role) : [],
    );
    expect(roles).toEqual(
      expect.arrayContaining(['cut', 'copy', 'paste', 'selectAll', 'undo', 'redo', 'quit']),
    );
    expect(roles).not.toContain('toggleDevTools');
  });

  it('has a text for everything', () => {
    const labels = JSON.stringify([applicationMenu(texts, 'linux'), applicationMenu(texts, 'darwin')]);
    expect(labels).not.toContain('menu:');
  });
});
