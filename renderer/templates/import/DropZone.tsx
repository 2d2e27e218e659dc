import { Button, FileButton } from '@mantine/core';
import { IconFile, IconFolder } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { templateLimits } from '../../../preload/contract/templates.ts';
import drop from '../../ui/FileDrop.module.css';
import { useFileDrop } from '../../ui/use-file-drop.ts';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import { type ChosenFile, filesOfDrop, filesOfInput } from './chosen-files.ts';
import classes from './ImportTemplates.module.css';

interface DropZoneProps {
  /** Something was found already. */
  readonly small: boolean;
  readonly looking: boolean;
  onFiles(files: readonly ChosenFile[]): void;
}

export function DropZone({ small, looking, onFiles }: DropZoneProps) {
  const { t } = useTexts();
  const format = useFormat();
  const folder = useRef<HTMLInputElement>(null);
  // React does not know the attribute, though every browser does.
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), []);
  const [problem, setProblem] = useState<string | null>(null);

  const take = (files: readonly ChosenFile[]) => {
    const large = files.find(({ file }) => file.size > templateLimits.maxPackageBytes);
    const limit = format.size(templateLimits.maxPackageBytes);
    if (files.length === 0) setProblem(t('templatesPage:import.noFiles'));
    else if (large) setProblem(t('templatesPage:import.tooLarge', { path: large.path, limit }));
    else if (files.length > templateLimits.maxImportFiles) {
      setProblem(t('templatesPage:import.tooMany', { limit: format.number(templateLimits.maxImportFiles) }));
    } else {
      setProblem(null);
      onFiles(files);
    }
  };
  const target = useFileDrop(({ items }) => {
    filesOfDrop(items).then(take, () => setProblem(t('files.unreadable')));
  });
  return (
    <section
      className={`${drop['target']} ${classes['drop']}`}
      data-small={small}
      aria-label={t('templatesPage:import.drop')}
      {...target}
    >
      <p>{t('templatesPage:import.drop')}</p>
      <div className={classes['buttons']}>
        <FileButton multiple accept=".txt,.properties,.zip" onChange={(files) => take(filesOfInput(files))}>
          {(props) => (
            <Button {...props} loading={looking} leftSection={<IconFile size={15} aria-hidden />}>
              {t('templatesPage:import.files')}
            </Button>
          )}
        </FileButton>
        <input
          ref={folder}
          type="file"
          hidden
          onChange={(event) => {
            take(filesOfInput(event.currentTarget.files ?? []));
            event.currentTarget.value = '';
          }}
        />
        <Button
          variant="default"
          leftSection={<IconFolder size={15} aria-hidden />}
          onClick={() => folder.current?.click()}
        >
          {t('templatesPage:import.folder')}
        </Button>
      </div>
      {problem === null ? null : (
        <p className={classes['problem']} role="alert">
          {problem}
        </p>
      )}
      {small ? null : <p className={classes['help']}>{t('templatesPage:import.help')}</p>}
    </section>
  );
}
