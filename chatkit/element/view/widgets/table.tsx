import { createContext, useContext } from 'react';
import { cssSize, spacingStyle } from '../../widgets/layout';
import { useWidget } from './context';
import { Nodes, type PartProps } from './Node';

const HeaderRow = createContext(false);

/** A wide table scrolls by itself and by keyboard. */
export function Table({ self }: PartProps<'Table'>) {
  const { t } = useWidget();
  return (
    <div className="table" tabIndex={0} role="group" aria-label={t('scrollTable')}>
      <table>
        <tbody>
          <Nodes of={self} />
        </tbody>
      </table>
    </div>
  );
}

export const TableRow = ({ component, self }: PartProps<'Table.Row'>) => (
  <HeaderRow value={component.header === true}>
    <tr>
      <Nodes of={self} />
    </tr>
  </HeaderRow>
);

const vertical = { start: 'top', center: 'middle', end: 'bottom' } as const;

export function TableCell({ component, self }: PartProps<'Table.Cell'>) {
  const isHeader = useContext(HeaderRow);
  const { colSpan, rowSpan, align, vAlign, width, padding } = component;
  const props = {
    colSpan,
    rowSpan,
    style: {
      textAlign: align,
      verticalAlign: vAlign && vertical[vAlign],
      inlineSize: cssSize(width),
      ...spacingStyle(padding, 'padding'),
    },
  };
  return isHeader ? (
    <th scope="col" {...props}>
      <Nodes of={self} />
    </th>
  ) : (
    <td {...props}>
      <Nodes of={self} />
    </td>
  );
}
