import type { i18n } from 'i18next';
import { z } from 'zod';
import { en, fr, ko, zhCN, zhTW } from 'zod/locales';
import { Language } from '../../preload/contract/index.ts';
import { UsageError } from './command.ts';

const locales: Readonly<Record<Language, typeof en>> = { en, fr, ko, 'zh-CN': zhCN, 'zh-TW': zhTW };

/** Reads a value that was given on the command line. @throws UsageError in the admin's language */
export type ReadValue = <S extends z.ZodType>(schema: S, value: unknown, prefix?: string) => z.output<S>;

/** @param texts in whose language a wrong value is refused */
export function createReadValue(texts: i18n): ReadValue {
  const { localeError } = locales[Language.catch('en').parse(texts.language)]();
  return (schema, value, prefix = '') => {
    const read = schema.safeParse(value, { error: localeError });
    if (read.success) return read.data;
    throw new UsageError(`${prefix}${z.prettifyError(read.error)}`);
  };
}
