import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTexts } from '../use-texts.ts';
import { CopyButton } from './CopyButton.tsx';
import classes from './DiagnosisCard.module.css';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly error: unknown;
}

/** Keeps a fault of one page from taking the window with it. Key it by page, so that another page starts clean. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error };
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <Crash error={this.state.error} />;
  }
}

function Crash({ error }: { error: unknown }) {
  const { t } = useTexts();
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return (
    <section className={classes['card']} role="alert">
      <h1 className={classes['title']}>{t('crash.title')}</h1>
      <p className={classes['meaning']}>{t('crash.text')}</p>
      <div className={classes['actions']}>
        <Button onClick={() => window.location.reload()}>{t('action.reload')}</Button>
        <CopyButton value={detail} name={t('diagnosis.copySupport')} label={t('diagnosis.copySupport')} />
      </div>
    </section>
  );
}
