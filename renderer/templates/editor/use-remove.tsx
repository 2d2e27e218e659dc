import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useBackend } from '../../backend.tsx';
import { goTo } from '../../use-page.ts';
import { useTexts } from '../../use-texts.ts';
import type { TemplateDocument } from '../source/template-document.ts';
import classes from './EditorPanel.module.css';
import type { TemplatePlace } from './unsaved.ts';

/** Milliseconds in which a removal can be undone by one click; the history can do it at any time. */
const UNDO_MS = 20_000;

/** Takes a template out of the list, and offers to bring it back. */
export function useRemove({ set, language }: TemplatePlace, name: string, document: TemplateDocument) {
  const { t } = useTexts();
  const { client, queries } = useBackend();
  const queryClient = useQueryClient();
  const place = { set, language };
  const refresh = () => queryClient.invalidateQueries({ queryKey: queries.templates.key() });

  const bringBack = async () => {
    const [newest] = await client.templates.history(place);
    if (newest) await client.templates.restore({ ...place, id: newest.id });
    await refresh();
  };
  return useMutation({
    mutationFn: () => client.templates.remove(place),
    onSuccess: async () => {
      // What was not saved goes with it: nothing is left to ask about, or to bring back.
      document.kept(document.text());
      goTo({ name: 'templates' });
      await refresh();
      const id = notifications.show({
        autoClose: UNDO_MS,
        message: (
          <div className={classes['removed']}>
            {t('templatesPage:removal.removed', { name })}
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => {
                notifications.hide(id);
                bringBack().catch(() =>
                  notifications.show({ color: 'red', message: t('templatesPage:removal.failed') }),
                );
              }}
            >
              {t('templatesPage:removal.undo')}
            </Button>
          </div>
        ),
      });
    },
  });
}
