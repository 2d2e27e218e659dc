import { Button, FileButton } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTexts } from '../use-texts.ts';
import classes from './FileDrop.module.css';
import { useFileDrop } from './use-file-drop.ts';
import { useFormat } from './use-format.tsx';

interface FileDropProps {
  /** Bytes. */
  readonly limit: number;
  readonly accept?: string;
  /** @throws where the file cannot be read: that is then said */
  onFile(file: File): Promise<void> | void;
  /** What the file may be dropped on. */
  readonly children: ReactNode;
}

/** Lets a file be dropped on its content, or chosen by a button below it. */
export function FileDrop({ limit, accept, onFile, children }: FileDropProps) {
  const { t } = useTexts();
  const format = useFormat();
  const [problem, setProblem] = useState<string | null>(null);

  const take = async (file: File | null | undefined) => {
    if (!file) return;
    if (file.size > limit) {
      setProblem(t('files.tooLarge', { limit: format.size(limit) }));
      return;
    }
    setProblem(null);
    try {
      await onFile(file);
    } catch {
      setProblem(t('files.unreadable'));
    }
  };
  const target = useFileDrop(({ files }) => void take(files[0]));

  return (
    <div className={classes['area']} {...target}>
      {children}
      <div className={classes['row']}>
        <FileButton onChange={(file) => void take(file)} {...(accept === undefined ? {} : { accept })}>
          {(props) => (
            <Button
              {...props}
              variant="subtle"
              classNames={{ root: classes['choose'] ?? '', label: classes['words'] ?? '' }}
              leftSection={<IconFileUpload size={15} aria-hidden />}
            >
              {t('files.drop')}
            </Button>
          )}
        </FileButton>
        {problem === null ? null : (
          <span className={classes['problem']} role="alert">
            {problem}
          </span>
        )}
      </div>
    </div>
  );
}
