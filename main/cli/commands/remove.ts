import { defineCommand } from '../command.ts';

export const remove = defineCommand({
  options: { revoke: { type: 'boolean' } },
  words: { least: 1, most: 1 },
  async run({ services, output }, [reference = ''], values) {
    const account = services.accounts.find(reference);
    const result = await services.remove(account, values.revoke ?? false);
    output.result(
      result,
      output.texts.t(result.revoked ? 'cli:remove.revoked' : 'cli:remove.done', { mailbox: account.address }),
    );
    return 0;
  },
});
