export interface NamedLanguage {
  /** Two letters of ISO 639-1. */
  readonly code: string;
  readonly name: string;
}

/** A language by the name the window's language has for it: “German”; its code where there is none. */
export function languageNames(locale: string): (code: string) => string {
  const names = new Intl.DisplayNames([locale, 'en'], { type: 'language' });
  return (code) => {
    const name = names.of(code) ?? code;
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  };
}

/** All languages that have a code of two letters today, by their names. */
export function allLanguages(locale: string): readonly NamedLanguage[] {
  const known = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  const name = languageNames(locale);
  return codes()
    .filter((code) => Intl.getCanonicalLocales(code)[0] === code && known.of(code) !== undefined)
    .map((code) => ({ code, name: name(code) }))
    .sort((one, other) => one.name.localeCompare(other.name, locale));
}

function codes(): readonly string[] {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  return letters.flatMap((first) => letters.map((second) => first + second));
}
