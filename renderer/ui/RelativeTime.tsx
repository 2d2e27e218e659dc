import { useFormat } from './use-format.tsx';
import { useNow } from './use-now.ts';

/** “in 54 min”, with the exact instant on hover. */
export function RelativeTime({ at }: { readonly at: string }) {
  const format = useFormat();
  const now = useNow(15_000);
  return (
    <time dateTime={at} title={format.exact(at)}>
      {format.relative(at, now)}
    </time>
  );
}
