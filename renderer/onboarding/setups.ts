import { IconSchool, IconWorldCog } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { CustomSetup } from './CustomSetup.tsx';
import { PracticeSetup } from './PracticeSetup.tsx';

export interface SetupProps {
  /** Called with the new account; its sign-in comes next. */
  onAdded(account: string): void;
}

export interface Setup {
  readonly Icon: typeof IconSchool;
  readonly Form: ComponentType<SetupProps>;
}

/** How each provider is set up, by its id in the contract. A new provider adds its entry here and its texts. */
export const setups: Readonly<Record<string, Setup>> = {
  practice: { Icon: IconSchool, Form: PracticeSetup },
  custom: { Icon: IconWorldCog, Form: CustomSetup },
};
