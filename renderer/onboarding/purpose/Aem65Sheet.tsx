import { Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { AccountConnection, ProviderSummary } from '../../../preload/contract/index.ts';
import { Breakable } from '../../ui/Breakable.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { CopyField } from '../../ui/CopyField.tsx';
import { ExternalLink } from '../../ui/ExternalLink.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useTexts } from '../../use-texts.ts';
import type { Draft } from '../drafts/draft.ts';
import { InstanceFields } from '../register/InstanceFields.tsx';
import { validInstances } from '../register/instances.ts';
import {
  afterConfigurationChange,
  type InstanceTask,
  instanceTasks,
  oauthComponents,
  taskKey,
  taskLink,
} from './instance-tasks.ts';
import classes from './Sheet.module.css';
import { SheetTable } from './SheetTable.tsx';
import { aem65Sheet } from './sheets.ts';

interface SheetProps {
  readonly connection: AccountConnection;
  readonly provider: ProviderSummary;
  readonly draft: Draft;
  onChange(change: Partial<Draft>): void;
}

/** AEM 6.5 signs in by itself, on every instance: what to enter there, and a list to tick off. */
export function Aem65Sheet({ connection, provider, draft, onChange }: SheetProps) {
  const { t } = useTexts();
  const instances = validInstances(draft.instances);
  const tick = (key: string, ticked: boolean) => {
    const others = draft.ticked.filter((each) => each !== key);
    onChange({ ticked: ticked ? [...others, key] : others });
  };
  return (
    <>
      <p className={classes['lead']}>{t('aem:aemLead')}</p>
      <div className={classes['columns']}>
        <div className={classes['column']}>
          {aem65Sheet(connection, provider).map((section) => (
            <SheetTable
              key={section.name}
              section={section}
              bundle={{ name: 'bundles', account: connection.account, target: 'aem-65' }}
              ticked={draft.ticked.includes(section.name)}
              onTick={(ticked) => tick(section.name, ticked)}
            />
          ))}
        </div>
        <div className={classes['column']}>
          <div className={classes['alert']} role="note">
            <IconAlertTriangle size={18} aria-hidden />
            <div>
              {t('aem:changeWarning')}{' '}
              <Button
                variant="subtle"
                px={4}
                onClick={() => onChange({ ticked: afterConfigurationChange(draft.ticked) })}
              >
                {t('aem:changed')}
              </Button>
            </div>
          </div>
          {instances.map((instance) => (
            <Surface key={instance} title={instance}>
              <ol className={classes['tasks']}>
                {instanceTasks.map((task) => (
                  <li key={task}>
                    <Checkbox
                      label={t(`aem:task.${task}.title`)}
                      aria-label={`${t(`aem:task.${task}.title`)}, ${instance}`}
                      checked={draft.ticked.includes(taskKey(instance, task))}
                      onChange={(event) => tick(taskKey(instance, task), event.currentTarget.checked)}
                    />
                    <div className={classes['task']}>
                      <Task instance={instance} task={task} />
                    </div>
                  </li>
                ))}
              </ol>
            </Surface>
          ))}
          <Surface>
            <InstanceFields draft={draft} notes={[]} tried={false} onChange={onChange} />
          </Surface>
        </div>
      </div>
    </>
  );
}

function Task({ instance, task }: { instance: string; task: InstanceTask }) {
  const { t } = useTexts();
  const link = taskLink(instance, task);
  return (
    <>
      <p>{t(`aem:task.${task}.text`)}</p>
      {task === 'settings' ? (
        <CopyField name={t('aem:row.redirectUrl')} value={`${instance}/services/mailer/oauth2/token`} />
      ) : null}
      {task === 'components' ? (
        <ul className={classes['components']}>
          {oauthComponents.map((component) => (
            <li key={component}>
              <code>
                <Breakable text={component} />
              </code>
              <CopyButton value={component} name={component} />
            </li>
          ))}
        </ul>
      ) : null}
      <span className={classes['authorise']}>
        <ExternalLink href={link} name={t('aem:openNamed', { link })}>
          {link.replace(instance, '')}
        </ExternalLink>
        {task === 'authorise' ? <CopyButton value={link} name={link} /> : null}
      </span>
    </>
  );
}
