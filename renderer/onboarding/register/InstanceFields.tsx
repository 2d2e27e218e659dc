import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTexts } from '../../use-texts.ts';
import type { Draft } from '../drafts/draft.ts';
import { useFieldError } from './FieldNotes.tsx';
import { checkInstance } from './instances.ts';
import classes from './RegisterSetup.module.css';
import type { Note } from './register-form.ts';

interface InstanceFieldsProps {
  readonly draft: Draft;
  readonly notes: readonly Note[];
  readonly tried: boolean;
  onChange(change: Partial<Draft>): void;
}

/** Author and publish instances of AEM 6.5: each consents by itself. */
export function InstanceFields({ draft, notes, tried, onChange }: InstanceFieldsProps) {
  const { t } = useTexts();
  const instances = draft.instances.length === 0 ? [''] : draft.instances;
  const missing = useFieldError({ notes, field: 'instances', shown: tried });
  const misfit = useFieldError({ notes, field: 'redirectUri', shown: true });
  const set = (index: number, address: string) =>
    onChange({ instances: instances.map((each, at) => (at === index ? address : each)) });
  return (
    <fieldset className={classes['instances']}>
      <legend>{t('register:field.instances')}</legend>
      <p className={classes['note']}>{t('register:field.instancesHelp')}</p>
      {instances.map((address, index) => {
        const problem = checkInstance(address, instances.slice(0, index));
        const error = problem === null ? undefined : t(`register:instance.${problem}`);
        const number = String(index + 1);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list of texts in which only the place is known
          <div key={index} className={classes['instance']}>
            <TextInput
              type="url"
              autoComplete="off"
              spellCheck={false}
              aria-label={t('register:field.instance', { number })}
              placeholder="https://"
              value={address}
              error={error ?? (index === 0 ? missing : undefined)}
              onChange={(event) => set(index, event.currentTarget.value)}
            />
            {instances.length === 1 ? null : (
              <ActionIcon
                variant="subtle"
                size={36}
                aria-label={t('register:field.removeInstance', { number })}
                onClick={() => onChange({ instances: instances.filter((_, at) => at !== index) })}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            )}
          </div>
        );
      })}
      {misfit === undefined ? null : <p className={classes['warning']}>{misfit}</p>}
      <div>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => onChange({ instances: [...instances, ''] })}
        >
          {t('register:field.addInstance')}
        </Button>
      </div>
    </fieldset>
  );
}
