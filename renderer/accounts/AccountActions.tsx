import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconClipboardList,
  IconDots,
  IconHeartRateMonitor,
  IconInfoCircle,
  IconLogin2,
  IconPackageExport,
  IconPencil,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { AccountStatus } from '../../preload/contract/index.ts';
import { goTo } from '../use-page.ts';
import { useTexts } from '../use-texts.ts';
import { AccountDetails } from './AccountDetails.tsx';
import { accountName, actionFor, hasSetupSheet } from './account-list.ts';
import { EditAccount } from './EditAccount.tsx';
import { RemoveAccount } from './RemoveAccount.tsx';
import { useRefreshOne } from './use-refresh-one.ts';

interface AccountActionsProps {
  readonly account: AccountStatus;
  readonly opened: boolean;
  onToggle(): void;
}

/** The one thing to do first, then the two everyday ones, the rest behind the menu. */
export function AccountActions({ account, opened, onToggle }: AccountActionsProps) {
  const { t } = useTexts();
  const [dialog, setDialog] = useState<'details' | 'edit' | 'remove' | null>(null);
  const refresh = useRefreshOne(account);
  const name = accountName(account);
  const signIn = () => goTo({ name: 'onboarding', step: 'sign-in', account: account.id });
  const check = () => goTo({ name: 'mail', account: account.id, run: 'now' });
  const toExport = () => goTo({ name: 'bundles', account: account.id, target: account.purpose });
  const toSheet = () => goTo({ name: 'onboarding', step: 'export', account: account.id });
  const close = () => setDialog(null);

  return (
    <>
      {account.diagnosis === null ? null : (
        <Button
          variant="subtle"
          aria-expanded={opened}
          aria-label={t('accounts:action.whyNamed', { name })}
          onClick={onToggle}
          px={6}
        >
          {t('accounts:action.why')}
        </Button>
      )}
      <NeededAction
        account={account}
        refreshing={refresh.isPending}
        onSignIn={signIn}
        onRefresh={() => refresh.mutate()}
        onRenew={() => setDialog('edit')}
      />
      <Tooltip label={t('accounts:action.check')}>
        <ActionIcon
          variant="subtle"
          size={30}
          aria-label={t('accounts:action.checkNamed', { name })}
          onClick={check}
        >
          <IconHeartRateMonitor size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('accounts:action.export')}>
        <ActionIcon
          variant="subtle"
          size={30}
          aria-label={t('accounts:action.exportNamed', { name })}
          onClick={toExport}
        >
          <IconPackageExport size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end" withInitialFocusPlaceholder={false} portalProps={{ target: '#overlays' }}>
        <Menu.Target>
          <ActionIcon variant="subtle" size={30} aria-label={t('action.moreActions', { name })}>
            <IconDots size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconRefresh size={15} aria-hidden />} onClick={() => refresh.mutate()}>
            {t('accounts:action.refresh')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogin2 size={15} aria-hidden />} onClick={signIn}>
            {t('accounts:action.signIn')}
          </Menu.Item>
          {hasSetupSheet(account) ? (
            <Menu.Item leftSection={<IconClipboardList size={15} aria-hidden />} onClick={toSheet}>
              {t('accounts:action.sheet')}
            </Menu.Item>
          ) : null}
          <Menu.Item
            leftSection={<IconInfoCircle size={15} aria-hidden />}
            onClick={() => setDialog('details')}
          >
            {t('accounts:action.details')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setDialog('edit')}>
            {t('accounts:action.edit')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconTrash size={15} aria-hidden />} onClick={() => setDialog('remove')}>
            {t('accounts:action.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog === 'details' ? <AccountDetails account={account} onClose={close} /> : null}
      {dialog === 'edit' ? <EditAccount account={account} onClose={close} /> : null}
      {dialog === 'remove' ? <RemoveAccount account={account} onClose={close} /> : null}
    </>
  );
}

interface NeededActionProps {
  readonly account: AccountStatus;
  readonly refreshing: boolean;
  onSignIn(): void;
  onRefresh(): void;
  onRenew(): void;
}

function NeededAction({ account, refreshing, onSignIn, onRefresh, onRenew }: NeededActionProps) {
  const { t } = useTexts();
  const name = accountName(account);
  switch (actionFor(account)) {
    case null:
      return null;
    case 'sign-in':
      return (
        <Button variant="light" aria-label={t('accounts:action.signInNamed', { name })} onClick={onSignIn}>
          {t('accounts:action.signIn')}
        </Button>
      );
    case 'refresh':
      return (
        <Button
          variant="light"
          aria-label={t('accounts:action.refreshNamed', { name })}
          loading={refreshing}
          onClick={onRefresh}
        >
          {t('accounts:action.refresh')}
        </Button>
      );
    case 'renew-secret':
      return (
        <Button
          variant="light"
          aria-label={t('accounts:action.renewSecretNamed', { name })}
          onClick={onRenew}
        >
          {t('accounts:action.renewSecret')}
        </Button>
      );
  }
}
