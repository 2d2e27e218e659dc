import { ActionIcon, Button, FileButton, TextInput } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import drop from '../../ui/FileDrop.module.css';
import { useFileDrop } from '../../ui/use-file-drop.ts';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './Compose.module.css';
import type { Attachment, DraftProblem } from './draft.ts';

interface AttachmentsProps {
  readonly attachments: readonly Attachment[];
  readonly problem: Extract<DraftProblem, 'fileName' | 'sameName' | 'tooMany'> | null;
  onChange(attachments: readonly Attachment[]): void;
}

/** Files by drop or choice: one document, or a map of many, each under its own name. */
export function Attachments({ attachments, problem, onChange }: AttachmentsProps) {
  const { t } = useTexts();
  const add = (files: Iterable<File>) => {
    const next = Math.max(0, ...attachments.map(({ key }) => key)) + 1;
    const added = [...files].map((file, index) => ({ key: next + index, fileName: file.name, file }));
    onChange([...attachments, ...added]);
  };
  const target = useFileDrop(({ files }) => add(files));
  return (
    <div className={`${drop['target']} ${classes['drop']}`} {...target}>
      {attachments.length === 0 ? <p className={classes['note']}>{t('mail:compose.dropHere')}</p> : null}
      {attachments.length > 1 ? <p className={classes['note']}>{t('mail:compose.mapHelp')}</p> : null}
      {attachments.length === 0 ? null : (
        <ul className={classes['files']}>
          {attachments.map((attachment) => (
            <AttachmentRow
              key={attachment.key}
              attachment={attachment}
              onRename={(fileName) =>
                onChange(
                  attachments.map((each) => (each.key === attachment.key ? { ...each, fileName } : each)),
                )
              }
              onRemove={() => onChange(attachments.filter(({ key }) => key !== attachment.key))}
            />
          ))}
        </ul>
      )}
      <FileButton multiple onChange={add}>
        {(props) => (
          <Button {...props} variant="subtle" leftSection={<IconPaperclip size={15} aria-hidden />}>
            {t('mail:compose.addFiles')}
          </Button>
        )}
      </FileButton>
      {problem === null ? null : (
        <p className={classes['problem']} role="alert">
          {t(`mail:compose.problem.${problem}`)}
        </p>
      )}
    </div>
  );
}

interface AttachmentRowProps {
  readonly attachment: Attachment;
  onRename(fileName: string): void;
  onRemove(): void;
}

function AttachmentRow({ attachment: { fileName, file }, onRename, onRemove }: AttachmentRowProps) {
  const { t } = useTexts();
  const format = useFormat();
  const remove = t('mail:compose.removeFile', { name: fileName });
  return (
    <li className={classes['file']}>
      <TextInput
        size="xs"
        aria-label={t('mail:compose.fileName', { name: file.name })}
        spellCheck={false}
        value={fileName}
        onChange={(event) => onRename(event.currentTarget.value)}
      />
      <span className={classes['bytes']}>{format.size(file.size)}</span>
      <ActionIcon variant="subtle" color="gray" aria-label={remove} title={remove} onClick={onRemove}>
        <IconX size={15} aria-hidden />
      </ActionIcon>
    </li>
  );
}
