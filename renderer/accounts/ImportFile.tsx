import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { maxImportBytes } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { diagnosisOf } from '../ui/diagnosis-of.ts';
import { FailureCard } from '../ui/FailureCard.tsx';
import { FileDrop } from '../ui/FileDrop.tsx';
import { useFormat } from '../ui/use-format.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './ImportFile.module.css';
import { ImportResult } from './ImportResult.tsx';

/** Takes accounts and templates out of a file that another Postkey exported, and says what came of it. */
export function ImportFile({ onClose }: { onClose(): void }) {
  const { t } = useTexts();
  const importing = useImport();
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t(importing.data ? 'accounts:import.doneTitle' : 'accounts:import.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {importing.data ? (
        <ImportResult outcome={importing.data} onClose={onClose} />
      ) : (
        <ImportForm importing={importing} onClose={onClose} />
      )}
    </Modal>
  );
}

function useImport() {
  const { queries } = useBackend();
  const queryClient = useQueryClient();
  return useMutation(
    queries.bundles.import.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: queries.templates.key() }),
    }),
  );
}

interface ImportFormProps {
  readonly importing: ReturnType<typeof useImport>;
  onClose(): void;
}

function ImportForm({ importing, onClose }: ImportFormProps) {
  const { t } = useTexts();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const found = diagnosisOf(importing.error);
  const aboutPassphrase = found !== null && passphraseTroubles.includes(found.id);
  const sealed = aboutPassphrase || (file?.name.endsWith('.age') ?? false);

  const choose = (chosen: File) => {
    importing.reset();
    setPassphrase('');
    setFile(chosen);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file) importing.mutate({ name: file.name, file, ...(sealed && passphrase ? { passphrase } : {}) });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text>{t('accounts:import.text')}</Text>
        <FileDrop limit={maxImportBytes} onFile={choose}>
          <ChosenFile file={file} />
        </FileDrop>
        {sealed ? (
          <PasswordInput
            label={t('accounts:import.passphrase')}
            description={t('accounts:import.passphraseHelp')}
            autoComplete="off"
            autoFocus
            value={passphrase}
            error={found?.id === wrongPassphrase ? found.title : undefined}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
        ) : null}
        {importing.isError && !aboutPassphrase ? <FailureCard error={importing.error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button
            type="submit"
            disabled={file === null || (sealed && passphrase === '')}
            loading={importing.isPending}
          >
            {t('accounts:import.start')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const wrongPassphrase = 'postkey-import-wrong-passphrase';
/** What the field for the passphrase says. */
const passphraseTroubles: readonly string[] = ['postkey-import-sealed', wrongPassphrase];

function ChosenFile({ file }: { readonly file: File | null }) {
  const { t } = useTexts();
  const format = useFormat();
  return (
    <p className={classes['file']} data-chosen={file !== null} role="status">
      {file === null ? (
        t('accounts:import.none')
      ) : (
        <>
          <IconFile size={16} aria-hidden />
          <span className={classes['name']}>{file.name}</span> {format.size(file.size)}
        </>
      )}
    </p>
  );
}
