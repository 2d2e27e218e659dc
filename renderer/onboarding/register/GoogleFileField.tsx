import { useState } from 'react';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { useTexts } from '../../use-texts.ts';
import type { Draft } from '../drafts/draft.ts';
import { useFieldError } from './FieldNotes.tsx';
import { type GoogleFile, readGoogleFile } from './google-file.ts';
import type { Plan } from './offer.ts';
import classes from './RegisterSetup.module.css';
import type { Note, Secrets } from './register-form.ts';

/** Bytes; Google's files have about two thousand. */
const LIMIT = 16_384;

interface GoogleFileFieldProps {
  readonly plan: Plan;
  readonly notes: readonly Note[];
  readonly tried: boolean;
  readonly secrets: Secrets;
  onChange(change: Partial<Draft>): void;
  onSecrets(secrets: Secrets): void;
}

/** Takes Google's own file instead of copied values. It is read here and sent nowhere. */
export function GoogleFileField({ plan, notes, tried, secrets, onChange, onSecrets }: GoogleFileFieldProps) {
  const { t } = useTexts();
  const [file, setFile] = useState<GoogleFile | null>(null);
  const byKey = plan.grant === 'service_account';
  const missing = useFieldError({ notes, field: 'serviceAccountKey', shown: tried });
  const take = (text: string) => {
    const read = readGoogleFile(text);
    setFile(read);
    if (read.kind === 'client' && !byKey) {
      onChange({ clientId: read.clientId });
      onSecrets({ ...secrets, clientSecret: read.clientSecret });
    }
    if (read.kind === 'service-account' && byKey) onSecrets({ ...secrets, serviceAccountKey: text });
  };
  const problem = file === null ? null : problemOf(file, plan, t);
  return (
    <FileDrop
      limit={LIMIT}
      accept=".json,application/json"
      onFile={async (chosen) => take(await chosen.text())}
    >
      <div>
        <div className={classes['fileName']}>{t(byKey ? 'register:file.dropKey' : 'register:file.drop')}</div>
        <p className={classes['note']}>{t(byKey ? 'register:file.dropKeyHelp' : 'register:file.dropHelp')}</p>
        <p className={problem || missing ? classes['wrong'] : classes['good']} role="status">
          {problem ?? missing ?? (file === null ? '' : readWords(file, t))}
        </p>
      </div>
    </FileDrop>
  );
}

type Say = ReturnType<typeof useTexts>['t'];

function problemOf(file: GoogleFile, plan: Plan, t: Say): string | null {
  const byKey = plan.grant === 'service_account';
  switch (file.kind) {
    case 'not-json':
      return t('register:file.notJson');
    case 'not-google':
      return t('register:file.notGoogle');
    case 'service-account':
      return byKey ? null : t('register:file.wantsClient');
    case 'client': {
      if (byKey) return t('register:file.wantsKey');
      const { platform } = plan.registration;
      return platform === null || platform === file.client
        ? null
        : t('register:file.wrongClient', {
            type: t(`register:file.${file.client}`),
            wanted: t(`register:file.${platform}`),
          });
    }
  }
}

function readWords(file: GoogleFile, t: Say): string {
  if (file.kind === 'client') return t('register:file.client', { clientId: file.clientId });
  if (file.kind !== 'service-account') return '';
  return t('register:file.serviceAccount', { email: file.email, clientId: file.clientId });
}
