import { createVisitor } from './main/practice/visitor.ts';

/**
 * Answers practice's consent page as a person would and follows the browser back to whoever asked.
 *
 * @returns the status and text of the page a person ends on
 */
export async function answerConsent(
  authorizeUrl: string,
  decision: 'allow' | 'deny' = 'allow',
): Promise<{ readonly status: number; readonly html: string }> {
  const visitor = createVisitor();
  const page = await visitor.open(authorizeUrl);
  const { url } = await visitor.submit(page, { set: { decision } });
  return visitor.open(url);
}
