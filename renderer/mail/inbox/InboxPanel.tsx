import { ActionIcon, Button, Select, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconRefresh, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MailFolder } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './Inbox.module.css';
import { LiveNotice } from './LiveNotice.tsx';
import { MessageList } from './MessageList.tsx';
import { MessageView } from './MessageView.tsx';
import { type SearchDraft, type SearchField, searchFields, searchOf } from './search.ts';
import { useLive } from './use-live.ts';

interface InboxPanelProps {
  readonly account: string;
  /** Whether it is on the page: news are listened for only then. */
  readonly active: boolean;
}

const PAGE = 50;
const TYPING_MS = 350;
const noSearch: SearchDraft = { words: '', field: 'text', since: '' };

/** The mailbox to look at: nothing is marked as read, moved or deleted. */
export function InboxPanel({ account, active }: InboxPanelProps) {
  const { t } = useTexts();
  const format = useFormat();
  const { queries } = useBackend();
  const [folder, setFolder] = useState('INBOX');
  const [draft, setDraft] = useState<SearchDraft>(noSearch);
  const [settled] = useDebouncedValue(draft, TYPING_MS);
  const [uid, setUid] = useState<number | null>(null);

  const folders = useQuery(
    queries.mail.inbox.folders.queryOptions({ input: { account }, staleTime: 60_000 }),
  );
  const search = searchOf(settled);
  const messages = useInfiniteQuery(
    queries.mail.inbox.messages.infiniteOptions({
      input: (offset: number) => ({ account, folder, offset, limit: PAGE, ...(search ? { search } : {}) }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => {
        const got = pages.reduce((sum, page) => sum + page.messages.length, 0);
        return last.messages.length > 0 && got < last.total ? got : undefined;
      },
      placeholderData: keepPreviousData,
    }),
  );
  const refresh = () => void messages.refetch();
  const live = useLive({ account, folder, active, onNews: refresh });

  const list = unique(messages.data?.pages.flatMap((page) => page.messages) ?? []);
  const total = messages.data?.pages[0]?.total ?? 0;
  const change = (part: Partial<SearchDraft>) => setDraft((last) => ({ ...last, ...part }));
  return (
    <div className={classes['inbox']}>
      <search className={classes['bar']}>
        <Select
          className={classes['folder'] ?? ''}
          size="xs"
          label={t('inbox:folder')}
          data={folderChoices(folders.data ?? [], (role) => t(`inbox:role.${role}`))}
          value={folder}
          maxDropdownHeight={360}
          onChange={(path) => {
            if (path === null) return;
            setFolder(path);
            setUid(null);
          }}
        />
        <TextInput
          className={classes['words'] ?? ''}
          size="xs"
          type="search"
          label={t('inbox:search')}
          leftSection={<IconSearch size={14} aria-hidden />}
          maxLength={200}
          value={draft.words}
          onChange={(event) => change({ words: event.currentTarget.value })}
        />
        <Select
          className={classes['field'] ?? ''}
          size="xs"
          label={t('inbox:searchIn')}
          data={searchFields.map((value) => ({ value, label: t(`inbox:field.${value}`) }))}
          value={draft.field}
          onChange={(value) => change({ field: (value ?? 'text') as SearchField })}
        />
        <TextInput
          size="xs"
          type="date"
          label={t('inbox:since')}
          value={draft.since}
          onChange={(event) => change({ since: event.currentTarget.value })}
        />
        <Tooltip label={t('inbox:refresh')}>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={t('inbox:refresh')}
            loading={messages.isFetching && !messages.isFetchingNextPage}
            onClick={refresh}
          >
            <IconRefresh size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </search>
      <LiveNotice live={live} onOpen={setUid} />
      {folders.isError && !messages.isError ? <FailureCard error={folders.error} /> : null}
      {messages.isError ? <FailureCard error={messages.error} /> : null}
      {messages.isPending ? (
        <p className={classes['note']} role="status">
          {t('loading')}
        </p>
      ) : null}
      {messages.isSuccess && list.length === 0 ? (
        <EmptyState
          title={t(search ? 'inbox:noneFoundTitle' : 'inbox:noneTitle')}
          text={t(search ? 'inbox:noneFoundText' : 'inbox:noneText')}
        />
      ) : null}
      {list.length === 0 ? null : (
        <div className={classes['panes']}>
          <div className={classes['listPane']}>
            <p className={classes['count']} role="status">
              {t(search ? 'inbox:found' : 'inbox:total', { count: total, formatted: format.number(total) })}
            </p>
            <MessageList messages={list} chosen={uid} onChoose={setUid} />
            {messages.hasNextPage ? (
              <Button
                variant="subtle"
                loading={messages.isFetchingNextPage}
                onClick={() => void messages.fetchNextPage()}
              >
                {t('inbox:older')}
              </Button>
            ) : null}
          </div>
          {uid === null ? (
            <p className={classes['hint']}>{t('inbox:choose')}</p>
          ) : (
            <MessageView key={`${folder} ${uid}`} account={account} folder={folder} uid={uid} />
          )}
        </div>
      )}
    </div>
  );
}

/** Pages overlap where messages arrived in between. */
function unique<T extends { readonly uid: number }>(messages: readonly T[]): readonly T[] {
  return [...new Map(messages.map((message) => [message.uid, message])).values()];
}

/** Only what can be opened; indented by depth, with figure spaces, as a list box has no levels. */
function folderChoices(folders: readonly MailFolder[], roleName: (role: 'inbox') => string) {
  const open = folders.filter(({ selectable }) => selectable);
  if (open.length === 0) return [{ value: 'INBOX', label: roleName('inbox') }];
  return open.map(({ path, name, depth, role, messages }) => {
    const title = role === 'inbox' ? roleName(role) : name;
    const count = messages === null ? '' : ` (${messages})`;
    return { value: path, label: `${'\u2007\u2007'.repeat(depth)}${title}${count}` };
  });
}
