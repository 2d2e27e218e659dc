import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import type { OpenTemplate, TemplateSetInfo } from '../../../preload/contract/index.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { goTo } from '../../use-page.ts';
import { useTexts } from '../../use-texts.ts';
import { OverviewLink } from '../OverviewLink.tsx';
import type { TemplateDocument } from '../source/template-document.ts';

interface EditorHeaderProps {
  readonly set: TemplateSetInfo;
  readonly opened: OpenTemplate;
  readonly languages: readonly string[];
  readonly document: TemplateDocument;
  readonly readOnly: boolean;
  readonly saving: boolean;
  readonly removing: boolean;
  languageName(code: string): string;
  onSave(): void;
  onRemove(): void;
}

/** Which template it is, whether it is saved, and undo, redo and save. */
export function EditorHeader(props: EditorHeaderProps) {
  const { set, opened, languages, document, readOnly, saving, removing } = props;
  const { languageName, onSave, onRemove } = props;
  const { t } = useTexts();
  const { dirty, canUndo, canRedo } = useSyncExternalStore(document.subscribe, document.status);
  const kept = document.keptText() !== null;
  const state = dirty ? (kept ? 'unsaved' : 'new') : 'saved';
  return (
    <PageHeader title={set.title} subtitle={t(`templatesPage:state.${state}`)}>
      <OverviewLink />
      {set.locations.perLanguage ? (
        <Select
          aria-label={t('templatesPage:language')}
          size="xs"
          w={150}
          data={languages.map((code) => ({ value: code, label: `${languageName(code)} (${code})` }))}
          value={opened.language}
          onChange={(language) => {
            if (language !== null) goTo({ name: 'templates', set: set.id, language });
          }}
        />
      ) : null}
      {kept ? (
        <Tooltip label={t('templatesPage:removal.open')}>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={t('templatesPage:removal.open')}
            loading={removing}
            onClick={onRemove}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ) : null}
      {readOnly ? null : (
        <>
          <Tooltip label={t('templatesPage:undo')}>
            <ActionIcon
              variant="default"
              size={30}
              aria-label={t('templatesPage:undo')}
              disabled={!canUndo}
              onClick={document.undo}
            >
              <IconArrowBackUp size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('templatesPage:redo')}>
            <ActionIcon
              variant="default"
              size={30}
              aria-label={t('templatesPage:redo')}
              disabled={!canRedo}
              onClick={document.redo}
            >
              <IconArrowForwardUp size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Button
            leftSection={<IconDeviceFloppy size={15} aria-hidden />}
            loading={saving}
            disabled={!dirty}
            onClick={onSave}
          >
            {t('action.save')}
          </Button>
        </>
      )}
    </PageHeader>
  );
}
