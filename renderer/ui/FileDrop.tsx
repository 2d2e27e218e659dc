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
  onText(text: string, file: File): void;
  /** What the file may be dropped on. */
  readonly children: ReactNode;
}

/** Lets a text file be dropped on its content, or chosen by a button below it. */
export function FileDrop({ limit, accept, onText, children }: FileDropProps) {
  const { t } = useTexts();
  const format = useFormat();
  const [problem, setProblem] = useState<string | null>(null);

  const read = (file: File | null | undefined) => {
    if (!file) return;
    if (file.size > limit) {
      setProblem(t('files.tooLarge', { limit: format.size(limit) }));
      return;
    }
    file.text().then(
      (text) => {
        setProblem(null);
        onText(text, file);
      },
      () => setProblem(t('files.unreadable')),
    );
  };
  const target = useFileDrop(({ files }) => read(files[0]));

  return (
    <div className={classes['area']} {...target}>
      {children}
      <div className={classes['row']}>
        <FileButton onChange={read} {...(accept === undefined ? {} : { accept })}>
          {(props) => (
            <Button {...props} variant="subtle" leftSection={<IconFileUpload size={15} aria-hidden />}>
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
