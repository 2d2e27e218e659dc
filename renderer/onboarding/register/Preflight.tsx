import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useFormat } from '../../ui/use-format.tsx';
import { useSharedTexts, useTexts } from '../../use-texts.ts';
import classes from './RegisterSetup.module.css';
import type { Note } from './register-form.ts';

/** The errors the provider would answer with, before it is asked. Empty fields are not told of. */
export function Preflight({ notes }: { readonly notes: readonly Note[] }) {
  const { t } = useTexts();
  const say = useSharedTexts();
  const format = useFormat();
  const coming = notes.flatMap((note) =>
    'finding' in note && note.finding.predicts && !note.finding.id.endsWith('-missing') ? [note.finding] : [],
  );
  const clear = notes.length === 0;
  if (!clear && coming.length === 0) return null;
  return (
    <section
      className={classes['preflight']}
      data-tone={clear ? 'good' : 'warn'}
      aria-label={t('register:preflight.title')}
    >
      {clear ? <IconCircleCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
      <div>
        <h3>{t('register:preflight.title')}</h3>
        {clear ? (
          <p>{t('register:preflight.clear')}</p>
        ) : (
          <>
            <p>
              {t('register:preflight.open', {
                count: coming.length,
                formatted: format.number(coming.length),
              })}
            </p>
            <ul>
              {coming.map(({ id, predicts, values }) => (
                <li key={id}>
                  <code>{predicts}</code> {say(`preflight:${id}`, values)}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}
