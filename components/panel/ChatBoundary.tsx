import { Component, type ReactNode } from 'react';

interface ChatBoundaryProps {
  /** Drawn instead of a chat that broke, with a way to try again. */
  fallback: (retry: () => void) => ReactNode;
  children: ReactNode;
}

/** A chat that throws takes nothing with it: passage and draft stay (DESIGN.md 2). */
export class ChatBoundary extends Component<ChatBoundaryProps, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.fallback(() => this.setState({ broken: false })) : this.props.children;
  }
}
