import { DOC_ROOT } from '@debrief/client';
import { render, screen } from '@testing-library/react';
import * as Y from 'yjs';
import { RichText } from './rich-text';

const node = (
  name: string,
  attributes: Record<string, unknown>,
  ...inside: (Y.XmlElement | string)[]
): Y.XmlElement => {
  const made = new Y.XmlElement(name);
  // Attributes are stored as they are in the editor: booleans and numbers too.
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
  made.insert(
    0,
    inside.map((each) => (typeof each === 'string' ? new Y.XmlText(each) : each)),
  );
  return made;
};
const cell = (name: string, text: string) => node(name, { colspan: 1 }, node('paragraph', {}, text));
const row = (name: string, ...texts: string[]) => node('tableRow', {}, ...texts.map((text) => cell(name, text)));

const page = (...content: Y.XmlElement[]) => {
  const root = new Y.Doc().getXmlFragment(DOC_ROOT);
  root.insert(0, content);
  return render(<RichText content={root} />);
};

test('a table stands as a table, with its headings', () => {
  page(node('table', {}, row('tableHeader', 'Idea', 'For whom'), row('tableCell', 'Key box', 'DIYers')));
  expect(screen.getAllByRole('columnheader').map((each) => each.textContent)).toEqual(['Idea', 'For whom']);
  expect(screen.getByRole('cell', { name: 'Key box' })).toBeTruthy();
});

test('a task says whether it was done', () => {
  page(
    node(
      'taskList',
      {},
      node('taskItem', { checked: true }, node('paragraph', {}, 'ask')),
      node('taskItem', { checked: false }, node('paragraph', {}, 'size')),
    ),
  );
  expect(screen.getAllByRole('listitem').map((each) => each.textContent)).toEqual(['☑ask', '☐size']);
  expect(screen.getByRole('img', { name: 'done' })).toBeTruthy();
});

test('a formula line shows what it came to then, or why to nothing', () => {
  page(
    node(
      'table',
      { kind: 'estimate' },
      row('tableHeader', 'Assumption', 'Low', 'Base', 'High'),
      row('tableCell', 'Homes', '500', '1,000', '2,000'),
    ),
    node('formula', {}, 'trips = homes × 2'),
    node('formula', {}, 'trips × visitors'),
    node('formula', {}),
  );
  expect(screen.getAllByRole('status').map((each) => each.textContent)).toEqual([
    '2,000 likely 1,000 to 4,000',
    ' There is no row called “visitors”.',
  ]);
});

test('what an erased person leaves is still shown', () => {
  page(node('node-7', {}, 'kept'));
  expect(screen.getByText('kept')).toBeTruthy();
});
