import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './Compose.module.css';
import { limits } from './draft.ts';

interface SizeMeterProps {
  readonly bytes: number;
  /** Null where the server does not say. */
  readonly limit: number | null;
  /** Whether the server was asked yet. */
  readonly known: boolean;
  readonly tooLarge: boolean;
}

/** Of the limit: from here on it is worth a look. */
const ALMOST = 0.8;

/** How large the message is, against what the server takes. */
export function SizeMeter({ bytes, limit, known, tooLarge }: SizeMeterProps) {
  const { t } = useTexts();
  const format = useFormat();
  const size = format.size(bytes);
  const text =
    limit === null
      ? t(known ? 'mail:compose.sizeUnlimited' : 'mail:compose.size', { size })
      : t('mail:compose.sizeOf', { size, limit: format.size(limit) });
  return (
    <div className={classes['size']} data-tone={tooLarge ? 'bad' : 'calm'}>
      <p>{text}</p>
      {limit === null ? null : (
        <meter
          max={limit}
          low={ALMOST * limit}
          high={limit - 1}
          optimum={0}
          value={Math.min(bytes, limit)}
          aria-label={t('mail:compose.sizeMeter')}
        />
      )}
      {tooLarge ? (
        <p role="alert">{t('mail:compose.problem.tooLarge', { limit: format.size(limits.attached) })}</p>
      ) : null}
    </div>
  );
}
