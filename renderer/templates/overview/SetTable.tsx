import { VisuallyHidden } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconPlus,
} from '@tabler/icons-react';
import type { KeptTemplate, TemplateSetInfo } from '../../../preload/contract/index.ts';
import { formatPage } from '../../page.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import { createUnsaved } from '../editor/unsaved.ts';
import { type OverviewGrid, standing } from './completeness.ts';
import classes from './SetTable.module.css';

interface SetTableProps {
  readonly grid: OverviewGrid;
  languageName(code: string): string;
}

/** Sets by languages, each cell with how it stands. */
export function SetTable({ grid, languageName }: SetTableProps) {
  const { t } = useTexts();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes['frame']} tabIndex={0} aria-label={t('templatesPage:overview.table')}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('templatesPage:overview.set')}</th>
            {grid.languages.map((code) => (
              <th scope="col" key={code}>
                {languageName(code)} <code>{code}</code>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map(({ set, cells }) => (
            <tr key={set.id}>
              <th scope="row">
                <span className={classes['title']}>{set.title}</span>
                <span className={classes['description']}>{set.description}</span>
              </th>
              {grid.languages.map((code) => (
                <td key={code}>
                  <Cell set={set} language={code} kept={cells.get(code)} languageName={languageName} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface CellProps {
  readonly set: TemplateSetInfo;
  readonly language: string;
  readonly kept: KeptTemplate | null | undefined;
  languageName(code: string): string;
}

function Cell({ set, language, kept, languageName }: CellProps) {
  const { t } = useTexts();
  if (kept === undefined)
    return <span className={classes['none']}>{t('templatesPage:overview.oneFile')}</span>;
  const href = formatPage({ name: 'templates', set: set.id, language });
  const name = set.locations.perLanguage ? languageName(language) : t('templatesPage:overview.allLanguages');
  if (kept === null) {
    const label = t('templatesPage:overview.startNamed', { set: set.title, language: name });
    return (
      <a className={classes['start']} href={href} aria-label={label}>
        <IconPlus size={14} aria-hidden />
        {t('templatesPage:overview.start')}
        <Unsaved set={set} language={language} />
      </a>
    );
  }
  const label = t('templatesPage:overview.openNamed', { set: set.title, language: name });
  return (
    <a className={classes['cell']} href={href}>
      <VisuallyHidden>{label}</VisuallyHidden>
      <Standing kept={kept} />
      <Unsaved set={set} language={language} />
    </a>
  );
}

const icons = {
  errors: IconCircleX,
  missing: IconCircleDashed,
  warnings: IconAlertTriangle,
  complete: IconCircleCheck,
} as const;

function Standing({ kept }: { readonly kept: KeptTemplate }) {
  const { t } = useTexts();
  const format = useFormat();
  const how = standing(kept);
  const Icon = icons[how];
  const missing = kept.keys - kept.filledKeys;
  const lost = kept.lostVariables;
  const others = kept.warnings - lost;
  const facts = [
    kept.errors > 0 && t('templatesPage:findings.error', count(kept.errors, format)),
    missing > 0 && t('templatesPage:overview.missing', count(missing, format)),
    lost > 0 && t('templatesPage:overview.lost', count(lost, format)),
    others > 0 && t('templatesPage:findings.warning', count(others, format)),
  ].filter((fact) => fact !== false);
  return (
    <span className={classes['standing']} data-standing={how}>
      <Icon size={16} aria-hidden />
      <span>
        <span className={classes['facts']}>
          {facts.length === 0 ? t('templatesPage:overview.complete') : facts.join(' · ')}
        </span>
        <span className={classes['when']}>
          <RelativeTime at={kept.savedAt} />
        </span>
      </span>
    </span>
  );
}

function Unsaved({ set, language }: { readonly set: TemplateSetInfo; readonly language: string }) {
  const { t } = useTexts();
  if (!createUnsaved(window.localStorage).has({ set: set.id, language })) return null;
  return <span className={classes['unsaved']}>{t('templatesPage:overview.unsaved')}</span>;
}

function count(value: number, format: ReturnType<typeof useFormat>) {
  return { count: value, formatted: format.number(value) };
}
