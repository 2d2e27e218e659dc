import type { i18n } from 'i18next';
import type { CommandReport, Diagnosis } from '../../preload/contract/index.ts';

/**
 * A command's mistakes summed up as a diagnosis. Where the text is an answer that reports a failure, or no command at
 * all, what `explain` says of it stands.
 */
export function diagnoseCommand(report: CommandReport, explained: Diagnosis, texts: i18n): Diagnosis {
  const { kind, mistakes } = report;
  if (kind === 'none' || (kind === 'redirect-result' && explained.id !== 'none')) return explained;
  const right = { ...NO_MISTAKE, title: texts.t('commandDoctor:summary.right'), fix: [] };
  if (mistakes.length === 0) return { ...right, meaning: texts.t('commandDoctor:summary.rightMeaning') };
  return {
    ...right,
    matched: true,
    id: 'command-mistakes',
    class: 'configuration',
    title: texts.t('commandDoctor:summary.title', { count: mistakes.length }),
    meaning: texts.t('commandDoctor:summary.meaning'),
    fix: [texts.t('commandDoctor:summary.fix')],
  };
}

/** The command itself is no evidence: it may have secrets in it that only its writer can tell. */
const NO_MISTAKE = {
  matched: false,
  id: 'none',
  class: 'none',
  causes: [],
  link: null,
  confidence: 'high',
  retryable: false,
  fixer: 'you',
  evidence: '',
} satisfies Partial<Diagnosis>;
