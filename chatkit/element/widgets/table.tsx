import { createContext, useContext } from 'react';
import { cssSize, spacingStyle } from './measures';
import { useWidget } from './context';
import type { PartProps } from './part-props';

const HeaderRow = createContext(false);

/** A wide table scrolls by itself and by keyboard. */
export function Table({ children }: PartProps<'Table'>) {
  const { t } = useWidget();
  return (
    <div className="table" tabIndex={0} role="group" aria-label={t('scrollTable')}>
      <table>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

export const TableRow = ({ component, children }: PartProps<'Table.Row'>) => (
  <HeaderRow value={component.header === true}>
    <tr>{children}</tr>
  </HeaderRow>
);

const vertical = { start: 'top', center: 'middle', end: 'bottom' } as const;

export function TableCell({ component, children }: PartProps<'Table.Cell'>) {
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
      {children}
    </th>
  ) : (
    <td {...props}>{children}</td>
  );
}
