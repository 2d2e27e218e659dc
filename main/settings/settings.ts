import { present, Settings } from '../../preload/contract/index.ts';

export interface SettingsStore {
  get(): Settings;
  set(change: SettingsChange): void;
}

/** Undefined leaves a value as it is. */
export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] | undefined };

/** What the admin chose; what is missing or no longer known has its default. */
export function createSettings(document: {
  read(): Partial<Settings>;
  write(value: Partial<Settings>): void;
}): SettingsStore {
  return {
    get: () => Settings.catch(Settings.parse({})).parse(document.read()),
    set: (change) => {
      document.write({ ...document.read(), ...present(change) });
    },
  };
}
