import { defineCommand } from '../command.ts';

export const doctor = defineCommand({
  options: {},
  words: { least: 0, most: 0 },
  async run({ services, output }) {
    const checks = await services.doctor();
    const lines = checks.map(({ check, ok, detail, fix }) =>
      [`${ok ? '✓' : '✗'} ${check.padEnd(13)} ${detail}`, ...(fix ? [`  → ${fix}`] : [])].join('\n'),
    );
    output.result(checks, lines.join('\n'));
    return 0;
  },
});
