import { memo, type ComponentType } from 'react';
import type { Component } from './schema';
import type { WidgetNode } from './read';
import { Button } from './Button';
import { LazyChart } from './LazyChart';
import { Checkbox, RadioGroup } from './choices';
import { DatePicker, Input, Select, Textarea } from './fields';
import { Box, Divider, Form, Spacer, Transition } from './layout';
import { Badge, IconPart, Image } from './media';
import type { PartProps } from './part-props';
import { Basic, Card, ListItem, ListView } from './roots';
import { Table, TableCell, TableRow } from './table';
import { Caption, Label, MarkdownPart, Text, Title } from './text';

const parts: { [Type in Component['type']]: ComponentType<PartProps<Type>> } = {
  Card,
  ListView,
  ListViewItem: ListItem,
  Basic,
  Text,
  Markdown: MarkdownPart,
  Title,
  Caption,
  Label,
  Badge,
  Icon: IconPart,
  Image,
  Box: Box as ComponentType<PartProps<'Box'>>,
  Row: Box as ComponentType<PartProps<'Row'>>,
  Col: Box as ComponentType<PartProps<'Col'>>,
  Form,
  Divider,
  Spacer,
  Transition,
  Input,
  Textarea,
  Select,
  DatePicker,
  Checkbox,
  RadioGroup,
  Button,
  Chart: LazyChart,
  Table,
  'Table.Row': TableRow,
  'Table.Cell': TableCell,
};

/** One node. A node that did not change is not drawn again, however its siblings stream. */
export const Node = memo(function Node({ node }: { node: WidgetNode }) {
  // The table above pairs each type with its own part; TypeScript cannot follow the pairing through an index.
  const Part = parts[node.component.type] as ComponentType<PartProps<Component['type']>>;
  return (
    <Part component={node.component} self={node}>
      {node.children.map((child) => (
        <Node key={child.key} node={child} />
      ))}
    </Part>
  );
});
