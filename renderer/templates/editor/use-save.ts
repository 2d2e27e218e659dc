import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useBackend } from '../../backend.tsx';
import type { TemplateDocument } from '../source/template-document.ts';
import type { TemplatePlace, Unsaved } from './unsaved.ts';
import type { KeyEdits } from './use-key-edits.ts';

/** Keeps the text, and brings a version back. What was kept before goes into the history each time. */
export function useSave(place: TemplatePlace, document: TemplateDocument, edits: KeyEdits, unsaved: Unsaved) {
  const { client, queries } = useBackend();
  const queryClient = useQueryClient();

  /** Takes over how the app wrote it: what AEM cannot read as typed is escaped. */
  const takeOver = async (typed: string | null) => {
    const { text } = await client.templates.open(place);
    document.kept(text);
    if (typed === null || document.text() === typed) document.replace(text);
    unsaved.drop(place);
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: queries.templates.list.key() }),
      queryClient.invalidateQueries({ queryKey: queries.templates.history.key() }),
    ]);
  };
  const keep = async () => {
    await edits.done();
    const text = document.text();
    await client.templates.save({ ...place, text });
    return text;
  };
  const save = useMutation({
    mutationFn: async () => {
      await takeOver(await keep());
    },
  });
  const restore = useMutation({
    mutationFn: async (id: string) => {
      if (document.status().unsaved) await keep();
      await client.templates.restore({ ...place, id });
      await takeOver(null);
    },
  });
  return { save, restore };
}
