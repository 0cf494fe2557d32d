import type { ReactElement } from 'react';
import type { WidgetNode } from './read';
import type { Component, ComponentOf } from './schema';

/** How a component is drawn. `self` is its place in the tree, `children` what is in it, drawn. */
export interface PartProps<Type extends Component['type']> {
  component: ComponentOf<Type>;
  self: WidgetNode;
  children: readonly ReactElement[];
}
