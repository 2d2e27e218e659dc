import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useBackend } from '../../backend.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useTexts } from '../../use-texts.ts';
import { isProxyAddress } from './proxy-address.ts';
import classes from './Watch.module.css';

/** By which proxy the account's mail goes. User and password are only written, never shown. */
export function ProxyForm({ account }: { readonly account: string }) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState<string | null>(null);
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const servers = useQuery(queries.mail.servers.queryOptions({ input: { account } }));
  const set = useMutation(
    queries.mail.setProxy.mutationOptions({
      onSuccess: async () => {
        setUser('');
        setPassword('');
        await queryClient.invalidateQueries({ queryKey: queries.mail.servers.key({ input: { account } }) });
        setTyped(null);
      },
    }),
  );
  const own = servers.data?.proxy ?? null;
  const address = (typed ?? own ?? '').trim();
  const wrong = address !== '' && !isProxyAddress(address);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong || address === '') return;
    set.mutate({
      account,
      proxy: address,
      ...(user === '' ? {} : { user }),
      ...(password === '' ? {} : { password }),
    });
  };
  return (
    <Surface title={t('mail:proxy.title')}>
      <p className={classes['text']}>
        {own === null ? t('mail:proxy.none') : t('mail:proxy.on', { proxy: own })}
      </p>
      <form className={classes['fields']} onSubmit={submit}>
        <TextInput
          label={t('mail:proxy.address')}
          description={t('mail:proxy.addressHelp')}
          placeholder="socks5h://proxy.example.com:1080"
          autoComplete="off"
          spellCheck={false}
          value={typed ?? own ?? ''}
          error={wrong ? t('mail:proxy.wrong') : undefined}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div className={classes['pair']}>
          <TextInput
            label={`${t('mail:proxy.user')} (${t('optional')})`}
            autoComplete="off"
            spellCheck={false}
            value={user}
            onChange={(event) => setUser(event.currentTarget.value)}
          />
          <PasswordInput
            label={`${t('mail:proxy.password')} (${t('optional')})`}
            autoComplete="off"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </div>
        <div className={classes['buttons']}>
          <Button type="submit" loading={set.isPending} disabled={address === '' || wrong}>
            {t('mail:proxy.save')}
          </Button>
          <Button
            variant="default"
            disabled={own === null || set.isPending}
            onClick={() => set.mutate({ account, proxy: null })}
          >
            {t('mail:proxy.remove')}
          </Button>
          {set.isSuccess ? (
            <p className={classes['saved']} role="status">
              {t('mail:proxy.saved')}
            </p>
          ) : null}
        </div>
      </form>
      {set.isError ? <FailureCard error={set.error} /> : null}
    </Surface>
  );
}
