const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

export type Format = ReturnType<typeof createFormat>;

/** Dates, durations and numbers as the language writes them. Make it once a language: `Intl` objects are slow to build. */
export function createFormat(language: string) {
  const relativeTime = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  const instant = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const plain = new Intl.NumberFormat(language);
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const unit = (name: string, digits: number, unitDisplay: 'short' | 'long' = 'short') =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay,
      maximumFractionDigits: digits,
    });
  const milliseconds = unit('millisecond', 0);
  const seconds = unit('second', 1);
  const bytes = [unit('byte', 0, 'long'), unit('kilobyte', 1), unit('megabyte', 1)] as const;

  return {
    number: (value: number) => plain.format(value),
    list: (items: readonly string[]) => list.format(items),
    /** @param at ISO 8601 instant */
    exact: (at: string) => instant.format(new Date(at)),
    /** @param date ISO 8601 date without a time of day */
    date: (date: string) => day.format(new Date(`${date}T00:00:00Z`)),
    /** The distance from now in the largest unit that fits, rounded towards now. */
    relative(at: string | number, now: number): string {
      const distance = (new Date(at).getTime() - now) / 1000;
      const [name, size] = units.find(([, length]) => Math.abs(distance) >= length) ?? ['second', 1];
      return relativeTime.format(Math.trunc(distance / size), name);
    },
    /** A span of time: milliseconds below one second, seconds with one digit from there. */
    duration: (ms: number) => (ms < 999.5 ? milliseconds.format(ms) : seconds.format(ms / 1000)),
    size(count: number): string {
      const step = count < 1000 ? 0 : count < 1_000_000 ? 1 : 2;
      return (bytes[step] ?? bytes[0]).format(count / 1000 ** step);
    },
    /** Minutes and seconds left, as a clock shows them. */
    countdown(ms: number): string {
      const left = Math.max(0, Math.ceil(ms / 1000));
      return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    },
  };
}
