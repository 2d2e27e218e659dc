import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ConsentEvent, SignedIn } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { CopyField } from '../../ui/CopyField.tsx';
import { failureKind } from '../../ui/diagnosis-of.ts';
import { ExternalLink } from '../../ui/ExternalLink.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './Consent.module.css';
import { checkPasted } from './pasted-address.ts';

interface PasteAddressProps {
  readonly account: string;
  readonly paste: Pick<Extract<ConsentEvent, { event: 'paste' }>, 'url' | 'redirectUri'>;
  /** Called where no attempt under way tells of the end. */
  onSignedIn?(signedIn: SignedIn): void;
}

/** For a browser that cannot come back here: the address it ends at has the answer in it. */
export function PasteAddress({ account, paste, onSignedIn }: PasteAddressProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const [text, setText] = useState('');
  const problem = text.trim() === '' ? null : checkPasted(text, paste.redirectUri);
  const answer = useMutation(
    queries.onboarding.answer.mutationOptions({
      onSuccess: ({ signedIn }) => {
        if (signedIn) onSignedIn?.(signedIn);
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && problem === null) answer.mutate({ account, url: text.trim() });
  };
  return (
    <form className={classes['paste']} onSubmit={submit} noValidate>
      <CopyField
        brief
        name={t('onboarding:consent.link')}
        help={t('onboarding:paste.linkHelp')}
        value={paste.url}
      />
      <ExternalLink href={paste.url}>{t('onboarding:paste.openHere')}</ExternalLink>
      <Textarea
        rows={3}
        spellCheck={false}
        label={t('onboarding:paste.label')}
        description={t('onboarding:paste.help', { redirectUri: paste.redirectUri })}
        value={text}
        error={
          problem === null ? undefined : t(`onboarding:paste.${problem}`, { redirectUri: paste.redirectUri })
        }
        onChange={(event) => {
          setText(event.currentTarget.value);
          answer.reset();
        }}
      />
      <div>
        <Button type="submit" loading={answer.isPending} disabled={text.trim() === '' || problem !== null}>
          {t('onboarding:paste.submit')}
        </Button>
      </div>
      {answer.isError ? (
        <FailureCard error={answer.error}>
          {isSomebodyElse(answer.error) ? (
            <>
              <span>{t('onboarding:paste.acceptOtherText')}</span>
              <Button
                variant="default"
                loading={answer.isPending}
                onClick={() => answer.mutate({ account, url: text.trim(), acceptOtherAccount: true })}
              >
                {t('onboarding:consent.acceptOther')}
              </Button>
            </>
          ) : null}
        </FailureCard>
      ) : null}
    </form>
  );
}

function isSomebodyElse(error: unknown): boolean {
  const failure = failureKind(error);
  return failure.kind === 'diagnosed' && failure.diagnosis.id === 'postkey-wrong-account';
}
