const dayMs = 86_400_000;

/** The day as `YYYY-MM-DD`, in UTC. */
export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

export function addDays(date: Date, days: number): Date {
  return new Date(date.getTime() + days * dayMs);
}

/** Whole days from one day to another; negative where `day` has passed. */
export function daysUntil(day: string, today: Date): number {
  return Math.round((Date.parse(day) - Date.parse(isoDay(today))) / dayMs);
}

/** The day as a person writes it in that language, in UTC. */
export function longDate(date: Date, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}
