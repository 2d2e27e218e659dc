import { Settings } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';

export interface SettingsStore {
  /** What is missing, no longer known or cannot be read has its default: a preference never stops anything. */
  get(): Settings;
  /** @throws Failure `VAULT_DAMAGED` where the document cannot be read, `WRITE_FAILED` */
  set(change: SettingsChange): void;
}

/** Undefined leaves a value as it is. */
export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] | undefined };

const { language, colorScheme } = Settings.shape;
const Lenient = Settings.extend({
  language: language.catch(null),
  colorScheme: colorScheme.catch('auto'),
});

/** What the admin chose. */
export function createSettings(document: {
  read(): Partial<Settings>;
  write(value: Partial<Settings>): void;
}): SettingsStore {
  return {
    get: () => Lenient.parse(readable(document.read)),
    set: (change) => {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      document.write({ ...document.read(), ...given });
    },
  };
}

function readable(read: () => Partial<Settings>): Partial<Settings> {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure) return {};
    throw error;
  }
}
