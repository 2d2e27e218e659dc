import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { TemplateEntry, TemplateSetInfo } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { pageNonce } from '../../nonce.ts';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import { variablesOf } from '../editor/form-fields.ts';
import pane from '../Pane.module.css';
import { mailDocument } from './mail-document.ts';
import classes from './Preview.module.css';
import { SendTest } from './SendTest.tsx';
import { type RenderedMail, useRendered } from './use-rendered.ts';

interface PreviewProps {
  readonly set: TemplateSetInfo;
  readonly language: string;
  readonly languages: readonly string[];
  /** What is being edited, as of the last pause. */
  readonly text: string;
  readonly entries: readonly TemplateEntry[];
  languageName(code: string): string;
}

/** Characters that are shown: laying out more would slow down typing. */
const LONGEST = 10_000;

/** The mail as its recipient sees it, with sample values that can be changed. */
export function Preview({ set, language, languages, text, entries, languageName }: PreviewProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const [shown, setShown] = useState(language);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [values] = useDebouncedValue(typed, 200);
  const [sending, setSending] = useState(false);
  const other = useQuery({
    ...queries.templates.open.queryOptions({ input: { set: set.id, language: shown } }),
    enabled: shown !== language,
  });
  const source = shown === language ? text : (other.data?.text ?? '');
  const { mail, error } = useRendered(set.id, source, values);
  const used = useMemo(() => variablesOf(entries), [entries]);
  return (
    <section className={pane['pane']} aria-label={t('templatesPage:preview.title')}>
      <div className={classes['head']}>
        <h2>{t('templatesPage:preview.title')}</h2>
        {languages.length < 2 ? null : (
          <Select
            size="xs"
            w={112}
            aria-label={t('templatesPage:preview.language')}
            data={languages.map((code) => ({ value: code, label: languageName(code) }))}
            value={shown}
            onChange={(code) => {
              if (code !== null) setShown(code);
            }}
          />
        )}
        <Button
          variant="default"
          leftSection={<IconSend size={14} aria-hidden />}
          disabled={mail === null}
          onClick={() => setSending(true)}
        >
          {t('templatesPage:send.open')}
        </Button>
      </div>
      {error ? <FailureCard error={error} /> : null}
      {mail === null ? null : <Mail mail={mail} language={shown} />}
      <SampleValues set={set} names={used} values={typed} onChange={setTyped} />
      {sending && mail ? <SendTest mail={mail} onClose={() => setSending(false)} /> : null}
    </section>
  );
}

function Mail({ mail, language }: { readonly mail: RenderedMail; readonly language: string }) {
  const { t } = useTexts();
  const format = useFormat();
  const body = mail.body.slice(0, LONGEST);
  const page = useMemo(() => (mail.html ? mailDocument(body, pageNonce()) : null), [mail.html, body]);
  return (
    <>
      <div className={classes['subject']} lang={language}>
        {mail.subject === '' ? <em>{t('templatesPage:preview.noSubject')}</em> : mail.subject}
        <span className={classes['length']}>
          {t('templatesPage:preview.length', {
            count: mail.subject.length,
            formatted: format.number(mail.subject.length),
          })}
        </span>
      </div>
      {page === null ? (
        <section
          className={classes['body']}
          lang={language}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label={t('templatesPage:preview.body')}
        >
          {body}
        </section>
      ) : (
        <iframe
          className={classes['frame']}
          title={t('templatesPage:preview.body')}
          sandbox=""
          srcDoc={page}
        />
      )}
      {body.length === mail.body.length ? null : (
        <p className={classes['unresolved']}>
          {t('templatesPage:preview.cut', { shown: format.number(LONGEST) })}
        </p>
      )}
      {mail.unresolved.length === 0 ? null : (
        <p className={classes['unresolved']}>
          {t('templatesPage:preview.unresolved', {
            names: format.list(mail.unresolved.map((name) => `\${${name}}`)),
          })}
        </p>
      )}
    </>
  );
}

interface SampleValuesProps {
  readonly set: TemplateSetInfo;
  readonly names: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  onChange(values: Readonly<Record<string, string>>): void;
}

function SampleValues({ set, names, values, onChange }: SampleValuesProps) {
  const { t } = useTexts();
  if (names.length === 0) return null;
  const known = new Map(set.variables.map((variable) => [variable.name, variable]));
  return (
    <details className={classes['values']}>
      <summary>{t('templatesPage:preview.values')}</summary>
      <div className={classes['fields']}>
        {names.map((name) => (
          <TextInput
            key={name}
            size="xs"
            label={name}
            title={known.get(name)?.meaning}
            value={values[name] ?? known.get(name)?.sample ?? ''}
            onChange={(event) => onChange({ ...values, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      <Button
        variant="subtle"
        size="compact-xs"
        disabled={Object.keys(values).length === 0}
        onClick={() => onChange({})}
      >
        {t('templatesPage:preview.resetValues')}
      </Button>
    </details>
  );
}
