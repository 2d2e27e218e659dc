import { Input, PasswordInput, Text } from '@mantine/core';
import { useState } from 'react';
import type { AccountStatus, Credentials } from '../../preload/contract/index.ts';
import { FileDrop } from '../ui/FileDrop.tsx';
import { useTexts } from '../use-texts.ts';

/** Bytes; Google's files have about two thousand. */
const LIMIT = 16_384;

interface CredentialFieldsProps {
  readonly account: AccountStatus;
  readonly value: Credentials;
  onChange(value: Credentials): void;
}

/** What the app proves itself with, to be given anew. What is kept is never shown. */
export function CredentialFields({ account, value, onChange }: CredentialFieldsProps) {
  const { t } = useTexts();
  const [fileName, setFileName] = useState<string | null>(null);
  if (account.grant === 'service_account')
    return (
      <FileDrop
        limit={LIMIT}
        accept=".json,application/json"
        onFile={async (file) => {
          const serviceAccountKey = await file.text();
          setFileName(file.name);
          onChange({ serviceAccountKey });
        }}
      >
        <Input.Wrapper
          label={t('accounts:edit.keyFile')}
          labelElement="div"
          description={t('accounts:edit.keyFileHelp')}
        >
          <Text size="sm" role="status">
            {fileName === null ? '' : t('accounts:edit.keyFileRead', { name: fileName })}
          </Text>
        </Input.Wrapper>
      </FileDrop>
    );
  if (account.publicClient) return null;
  return (
    <PasswordInput
      label={t('accounts:edit.clientSecret')}
      description={t('accounts:edit.clientSecretHelp')}
      autoComplete="off"
      maxLength={4096}
      value={value.clientSecret ?? ''}
      onChange={({ currentTarget }) =>
        onChange(currentTarget.value === '' ? {} : { clientSecret: currentTarget.value.trim() })
      }
    />
  );
}
