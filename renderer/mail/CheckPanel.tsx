import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { MailProtocol, MailServers } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { useRun } from '../ui/use-run.ts';
import { type CheckChoice, CheckForm } from './CheckForm.tsx';
import classes from './CheckPanel.module.css';
import { CheckResults } from './CheckResults.tsx';
import { CheckSettingsFields } from './CheckSettingsFields.tsx';
import { followCheck, freshCheck } from './check-run.ts';
import {
  type CheckOverrides,
  type CheckSettings,
  overridesOf,
  settingsOf,
  settingsProblems,
} from './check-settings.ts';
import { HistoryPanel } from './history/HistoryPanel.tsx';
import { PastRun } from './history/PastRun.tsx';
import { protocols } from './protocols.ts';

interface CheckPanelProps {
  readonly account: string;
  /** Begin at once. */
  readonly startNow?: boolean;
  readonly note?: string;
  /** Also the checks that ran before. */
  readonly history?: boolean;
  /** What comes after the check; gets whether it went well. It shows once nothing runs any more. */
  next?(ok: boolean): ReactNode;
}

/** Chooses, runs and shows the checks of one account. */
export function CheckPanel({ account, startNow = false, note, history = false, next }: CheckPanelProps) {
  const { queries } = useBackend();
  const servers = useQuery(queries.mail.servers.queryOptions({ input: { account } }));
  const own = servers.data?.servers;
  const known = own !== undefined || servers.isError;
  const [chosen, setChosen] = useState<CheckChoice | null>(null);
  const [typed, setTyped] = useState<CheckSettings | null>(null);
  const [past, setPast] = useState<string | null>(null);
  const check = useCheck(account);
  const { start } = check;

  const offered = offeredBy(own);
  const usual = servers.data?.usual.length ? servers.data.usual : offered;
  const choice = chosen ?? { protocols: usual, roundTrip: true };
  const settings = typed ?? settingsOf(own ?? {});
  const problems = settingsProblems(settings);
  const overrides = overridesOf(settings, own ?? {});

  const began = useRef(false);
  useEffect(() => {
    if (!startNow || !known || began.current) return;
    began.current = true;
    start({ protocols: usual, roundTrip: true });
  }, [startNow, known, usual, start]);

  const running = check.status === 'running';
  const run = () => {
    setPast(null);
    start(choice, overrides);
  };
  return (
    <div className={classes['panel']}>
      <CheckForm
        choice={choice}
        offered={offered}
        running={running}
        ready={known && problems.size === 0}
        onChange={setChosen}
        onRun={run}
        onCancel={check.cancel}
      />
      {own === undefined ? null : (
        <CheckSettingsFields
          settings={settings}
          problems={problems}
          changed={Object.keys(overrides).length > 0}
          disabled={running}
          onChange={setTyped}
          onReset={() => setTyped(null)}
        />
      )}
      {note === undefined ? null : <p className={classes['note']}>{note}</p>}
      {past === null ? (
        <>
          {check.status === 'failed' ? <FailureCard error={check.error} /> : null}
          <CheckResults
            account={account}
            status={check.status}
            run={check.state}
            startedAt={check.startedAt}
            next={
              next && !running && check.status !== 'idle' ? (
                <div className={classes['next']}>{next(check.state.report?.ok ?? false)}</div>
              ) : null
            }
          />
        </>
      ) : (
        <PastRun key={past} account={account} run={past} onClose={() => setPast(null)} />
      )}
      {history ? (
        <HistoryPanel account={account} shown={past ?? check.state.id} onOpen={setPast} disabled={running} />
      ) : null}
    </div>
  );
}

/** One check at a time; the history is asked for anew when it has ended. */
function useCheck(account: string) {
  const { client, queries } = useBackend();
  const queryClient = useQueryClient();
  const [startedAt, setStartedAt] = useState(0);
  const run = useRun(freshCheck, followCheck);
  const { start: startRun } = run;

  const start = useCallback(
    (wanted: CheckChoice, overrides: CheckOverrides = {}) => {
      setStartedAt(Date.now());
      startRun((signal) =>
        client.mail.check(
          { account, only: [...wanted.protocols], roundTrip: wanted.roundTrip, ...overrides },
          { signal },
        ),
      );
    },
    [startRun, client, account],
  );
  const { id } = run.state;
  useEffect(() => {
    if (id !== null) void queryClient.invalidateQueries({ queryKey: queries.mail.history.list.key() });
  }, [id, queryClient, queries]);
  return { ...run, start, startedAt };
}

/** What can be checked; sending and reading where it is not known. */
function offeredBy(servers: MailServers | undefined): readonly MailProtocol[] {
  const known = protocols.filter((protocol) => servers?.[protocol] !== undefined);
  return known.length === 0 ? ['smtp', 'imap'] : known;
}
