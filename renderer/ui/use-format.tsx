import { createContext, type ReactNode, use, useMemo } from 'react';
import { createFormat, type Format } from './format.ts';

const FormatContext = createContext<Format | null>(null);

export function FormatProvider({ language, children }: { language: string; children: ReactNode }) {
  const format = useMemo(() => createFormat(language), [language]);
  return <FormatContext value={format}>{children}</FormatContext>;
}

export function useFormat(): Format {
  const format = use(FormatContext);
  if (!format) throw new Error('useFormat needs a FormatProvider above it');
  return format;
}
