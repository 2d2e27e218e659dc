import { Checkbox } from '@mantine/core';
import { IconSquare, IconSquareCheck } from '@tabler/icons-react';
import { formatPage, type Page } from '../../page.ts';
import { Breakable } from '../../ui/Breakable.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './Sheet.module.css';
import type { SheetRow, SheetSection } from './sheets.ts';

interface SheetTableProps {
  readonly section: SheetSection;
  /** Where the secrets can be had. */
  readonly bundle: Page;
  readonly ticked: boolean;
  onTick(ticked: boolean): void;
}

/** One page of an administration console: field by field what to enter. */
export function SheetTable({ section, bundle, ticked, onTick }: SheetTableProps) {
  const { t } = useTexts();
  const hidden = section.rows.some((row) => 'hidden' in row);
  return (
    <Surface
      title={t(`aem:section.${section.name}.title`)}
      aside={
        <Checkbox
          label={t('aem:entered')}
          aria-label={t('aem:enteredNamed', { name: t(`aem:section.${section.name}.title`) })}
          checked={ticked}
          onChange={(event) => onTick(event.currentTarget.checked)}
        />
      }
    >
      <p className={classes['where']}>{t(`aem:section.${section.name}.where`)}</p>
      <dl className={classes['rows']}>
        {section.rows.map((row) => (
          <Row key={`${row.name} ${'value' in row ? row.value : ''}`} row={row} />
        ))}
      </dl>
      {hidden ? (
        <p className={classes['where']}>
          {t('aem:hiddenText')}{' '}
          <a className={classes['link']} href={formatPage(bundle)}>
            {t('aem:hiddenLink')}
          </a>
        </p>
      ) : null}
    </Surface>
  );
}

function Row({ row }: { row: SheetRow }) {
  const { t } = useTexts();
  const name = t(`aem:row.${row.name}`);
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Value row={row} name={name} />
      </dd>
    </>
  );
}

function Value({ row, name }: { row: SheetRow; name: string }) {
  const { t } = useTexts();
  if ('value' in row) {
    return (
      <>
        <code>
          <Breakable text={row.value} />
        </code>
        <CopyButton value={row.value} name={`${name} ${row.value}`} />
      </>
    );
  }
  if ('tick' in row) {
    const Icon = row.tick ? IconSquareCheck : IconSquare;
    return (
      <span className={classes['tick']}>
        <Icon size={16} aria-hidden />
        {t(row.tick ? 'aem:on' : 'aem:off')}
      </span>
    );
  }
  const text = 'hidden' in row ? t(`aem:hidden.${row.hidden}`) : t('aem:unknown');
  return <span className={classes['hidden']}>{text}</span>;
}
