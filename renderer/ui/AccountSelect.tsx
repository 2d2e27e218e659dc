import { Select } from '@mantine/core';
import type { AccountStatus } from '../../preload/contract/index.ts';
import { useTexts } from '../use-texts.ts';

interface AccountSelectProps {
  readonly accounts: readonly AccountStatus[];
  readonly value: string | null;
  readonly disabled?: boolean;
  onChange(account: string): void;
}

export function AccountSelect({ accounts, value, disabled = false, onChange }: AccountSelectProps) {
  const { t } = useTexts();
  const data = accounts.map(({ id, label, address }) => ({
    value: id,
    label: label === address || label === '' ? address : `${label} · ${address}`,
  }));
  return (
    <Select
      label={t('account.choose')}
      placeholder={t('account.choosePlaceholder')}
      data={data}
      value={value}
      searchable={accounts.length > 8}
      limit={200}
      disabled={disabled}
      onChange={(id) => {
        if (id !== null) onChange(id);
      }}
    />
  );
}
