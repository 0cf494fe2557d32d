import { Component, lazy, type ReactNode, Suspense } from 'react';
import type { PanelServices } from '../../utils/panel/services';

const BrokenChat = lazy(() => import('./BrokenChat'));

interface ChatBoundaryProps {
  services: PanelServices;
  /** Stays when the rest could not be drawn: the passage card. */
  card?: ReactNode;
  children: ReactNode;
}

/** Keeps the passage and the reader's words when what is inside throws while it is drawn. */
export class ChatBoundary extends Component<ChatBoundaryProps, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    const { services, card, children } = this.props;
    if (!this.state.broken) return children;
    return (
      <Suspense>
        <BrokenChat services={services} card={card} onRetry={() => this.setState({ broken: false })} />
      </Suspense>
    );
  }
}
