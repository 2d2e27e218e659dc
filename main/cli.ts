import { quickToken } from './cli/quick-token.ts';

/**
 * The `postkey` command. A token that still lives is handed out before anything large is loaded; all else goes to the
 * commands, which are loaded one by one.
 */
async function main(args: readonly string[]): Promise<void> {
  const token = await quickToken(args, process);
  if (token !== null) {
    process.stdout.write(token);
    return;
  }
  const { run } = await import('./cli/run.ts');
  process.exitCode = await run(args, process);
}

void main(process.argv.slice(2));
