import type { AccountState } from '../../accounts/statuses.ts';
import { defineCommand } from '../command.ts';

export const accounts = defineCommand({
  options: {},
  words: { least: 0, most: 0 },
  async run({ services, output }) {
    const states = await services.states();
    const rows = states.map(promised);
    const lines = rows.map(
      ({ id, address, provider, health }) => `${id}  ${health.padEnd(14)}  ${address}  (${provider})`,
    );
    output.result(rows, lines.join('\n') || output.texts.t('cli:accounts.none'));
    return 0;
  },
});

/** What scripts may rely on. */
function promised({ id, label, address, provider, purpose, health, ...state }: AccountState) {
  const { accessTokenExpiresAt, lastRefreshAt, secretExpiresOn } = state;
  return {
    id,
    label,
    address,
    provider,
    purpose,
    health,
    accessTokenExpiresAt,
    lastRefreshAt,
    secretExpiresOn,
  };
}
