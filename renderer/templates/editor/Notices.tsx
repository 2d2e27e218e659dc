import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OpenTemplate, TemplateSetInfo } from '../../../preload/contract/index.ts';
import { useTexts } from '../../use-texts.ts';
import type { TemplateDocument } from '../source/template-document.ts';
import classes from './Notices.module.css';

interface NoticesProps {
  readonly set: TemplateSetInfo;
  readonly opened: OpenTemplate;
  /** Unsaved changes of an earlier visit are in the text. */
  readonly broughtBack: boolean;
  readonly document: TemplateDocument;
  readonly saved: boolean;
}

/** What somebody should know before they type. */
export function Notices({ set, opened, broughtBack, document, saved }: NoticesProps) {
  const { t } = useTexts();
  const [dropped, setDropped] = useState(false);
  return (
    <>
      {opened.format === 'properties' ? null : (
        <p className={classes['notice']} data-tone="warn">
          {t(`templatesPage:format.${opened.format}`)}
        </p>
      )}
      {broughtBack && !dropped && !saved ? (
        <div className={classes['notice']} role="status">
          {t('templatesPage:broughtBack')}
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              document.replace(document.keptText() ?? opened.text);
              setDropped(true);
            }}
          >
            {t('templatesPage:discard')}
          </Button>
        </div>
      ) : null}
      <details className={classes['where']}>
        <summary>
          {t('templatesPage:where')} <code>{placeOf(set, opened.language)}</code>
        </summary>
        <ul>
          {set.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

function placeOf({ locations }: TemplateSetInfo, language: string): string {
  return locations.perLanguage ? `${locations.override}/${language}.txt` : locations.override;
}
