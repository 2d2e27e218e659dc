/** The codes of ISO 639-1. AEM names its language files by them. */
const languageCodes: ReadonlySet<string> = new Set(
  (
    'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en ' +
    'eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ' +
    'ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ' +
    'ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st ' +
    'su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'
  ).split(' '),
);

/**
 * Codes of countries that are taken for the language spoken there. `kr` and `tw` are languages too (Kanuri, Twi), but
 * hardly those of an AEM user.
 */
const countryForLanguage: Readonly<Record<string, string>> = {
  kr: 'ko',
  jp: 'ja',
  cn: 'zh',
  tw: 'zh',
  hk: 'zh',
  us: 'en',
  gb: 'en',
  at: 'de',
  dk: 'da',
  cz: 'cs',
  gr: 'el',
  ua: 'uk',
};

/** The code in a file name such as `ko.txt`; null where AEM would not find the file. */
export function languageOfFile(fileName: string): string | null {
  const code = /^([a-z]{2})\.txt$/.exec(fileName)?.[1];
  return code && languageCodes.has(code) ? code : null;
}

/**
 * The code that a file name was probably meant to have: `ko` of `ko_KR.txt`, `KO.txt`, `kor.txt`, `korean.txt` and
 * `kr.txt`. Null where the name does not look like a language, or is right as it is.
 */
export function meantLanguage(fileName: string): string | null {
  const name = fileName.replace(/\.[A-Za-z]{1,10}$/, '');
  const code = languageIn(name);
  return code && fileName !== `${code}.txt` ? code : null;
}

function languageIn(name: string): string | null {
  const lower = name.toLowerCase();
  const country = Object.hasOwn(countryForLanguage, lower) ? countryForLanguage[lower] : undefined;
  if (country) return country;
  const named = [...languageCodes].find((code) => englishNames.of(code)?.toLowerCase() === lower);
  if (named) return named;
  const [language, script, region] = subtags(name);
  if (!language || !languageCodes.has(language)) return null;
  const plausible =
    (!script || scripts.of(script) !== undefined) && (!region || regions.of(region) !== undefined);
  return plausible ? language : null;
}

const englishNames = new Intl.DisplayNames('en', { type: 'language' });
const scripts = new Intl.DisplayNames('en', { type: 'script', fallback: 'none' });
const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Two letters where there is such a code: `kor` becomes `ko`. */
function subtags(
  name: string,
): [language?: string, script?: string | undefined, region?: string | undefined] {
  const parts = /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?$/i.exec(name);
  if (!parts?.[1]) return [];
  const language = new Intl.Locale(parts[1]).language;
  return [language, capitalised(parts[2]), parts[3]?.toUpperCase()];
}

function capitalised(word: string | undefined): string | undefined {
  return word && word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
