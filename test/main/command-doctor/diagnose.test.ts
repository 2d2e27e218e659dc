import { expect, test } from 'vitest';
import { diagnoseCommand } from '../../../main/command-doctor/diagnose.ts';
import { examineCommand } from '../../../main/command-doctor/examine.ts';
import { createExplainer } from '../../../main/explain/explain.ts';
import { Diagnosis } from '../../../preload/contract/index.ts';
import { createTexts } from '../../../preload/texts/index.ts';
import { correctCommands } from './correct-commands.ts';
import { mistaken } from './mistakes.ts';

const texts = await createTexts('en');
const explain = await createExplainer('en');
const diagnose = (text: string) =>
  diagnoseCommand(examineCommand(text, texts), explain(text, { where: 'command' }), texts);

test('a command with mistakes has a diagnosis of its own, without the command in it', () => {
  for (const [, text] of mistaken) {
    const diagnosis = Diagnosis.strict().parse(diagnose(text));
    expect(diagnosis).toMatchObject({ id: 'command-mistakes', matched: true, evidence: '' });
  }
});

test('a correct command has nothing wrong in it', () => {
  for (const [name, text] of correctCommands.filter(([name]) => name !== 'a refused answer'))
    expect({ name, id: diagnose(text).id }).toEqual({ name, id: 'none' });
});

test('an answer that reports a failure is explained', () => {
  const { id } = diagnose(
    'http://localhost/?error=access_denied&error_description=AADSTS65004%3a+declined&state=x',
  );
  expect(id).toBe('aadsts-65004');
});

test('what is no command is explained as any text', () => {
  expect(diagnose('535 5.7.3 Authentication unsuccessful').id).not.toBe('none');
  expect(diagnose('').id).toBe('none');
});
