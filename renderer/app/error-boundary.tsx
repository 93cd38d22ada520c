// Catches what a part of the page throws while drawing, reports it, and offers a way on.
import { Component, type ReactNode } from "react";
import { CrashNote } from "./crash-note.tsx";
import { reportCrash } from "./crash-report.ts";

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly hasFailed: boolean;
  readonly logId: string | null;
}

/** React has no other form for this than a class. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { hasFailed: false, logId: null };

  static getDerivedStateFromError(): Partial<ErrorBoundaryState> {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown): void {
    void this.report(error);
  }

  private async report(error: unknown): Promise<void> {
    this.setState({ logId: await reportCrash(error) });
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <CrashNote logId={this.state.logId} onRetry={() => this.setState({ hasFailed: false, logId: null })} />
    );
  }
}
