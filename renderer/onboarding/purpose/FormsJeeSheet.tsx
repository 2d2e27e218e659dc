import type { AccountConnection } from '../../../preload/contract/index.ts';
import { Surface } from '../../ui/Surface.tsx';
import { useTexts } from '../../use-texts.ts';
import type { Draft } from '../drafts/draft.ts';
import classes from './Sheet.module.css';
import { SheetTable } from './SheetTable.tsx';
import { formsJeeSheet } from './sheets.ts';

const traps = ['authenticate', 'tls', 'workbench', 'pop', 'process'] as const;

interface SheetProps {
  readonly connection: AccountConnection;
  readonly draft: Draft;
  onChange(change: Partial<Draft>): void;
}

/** Forms JEE imports no file: every value is entered in its Admin UI. */
export function FormsJeeSheet({ connection, draft, onChange }: SheetProps) {
  const { t } = useTexts();
  const tick = (key: string, ticked: boolean) => {
    const others = draft.ticked.filter((each) => each !== key);
    onChange({ ticked: ticked ? [...others, key] : others });
  };
  const sections = formsJeeSheet(connection).map((section) => (
    <SheetTable
      key={section.name}
      section={section}
      bundle={{ name: 'bundles', account: connection.account, target: 'forms-jee' }}
      ticked={draft.ticked.includes(section.name)}
      onTick={(ticked) => tick(section.name, ticked)}
    />
  ));
  return (
    <>
      <p className={classes['lead']}>{t('aem:formsLead')}</p>
      <div className={classes['columns']}>
        <div className={classes['column']}>{sections[0]}</div>
        <div className={classes['column']}>
          {sections[1]}
          <Surface title={t('aem:trapsTitle')}>
            <ul className={classes['traps']}>
              {traps.map((trap) => (
                <li key={trap}>{t(`aem:trap.${trap}`)}</li>
              ))}
            </ul>
          </Surface>
        </div>
      </div>
    </>
  );
}
