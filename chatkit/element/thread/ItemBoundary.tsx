import { Component, type ReactNode } from 'react';

interface Props {
  /** The item itself: one that has changed is drawn anew. */
  item: unknown;
  /** What stands where the item cannot. */
  words: string;
  onFailed: (error: Error) => void;
  children: ReactNode;
}

/** An item whose drawing fails says so in its place; the rest of the thread and what the reader writes stay. */
export class ItemBoundary extends Component<Props, { failedOn: unknown }> {
  override state = { failedOn: null as unknown };
  #reported = false;

  override componentDidCatch(error: unknown): void {
    this.setState({ failedOn: this.props.item });
    if (this.#reported) return;
    this.#reported = true;
    this.props.onFailed(error instanceof Error ? error : new Error('An item could not be drawn.'));
  }

  override render(): ReactNode {
    const { item, words, children } = this.props;
    return this.state.failedOn === item ? <p className="interrupted">{words}</p> : children;
  }
}
