import { mergeAttributes, Node, textblockTypeInputRule } from '@tiptap/core';
import { type Node as ProseMirrorNode } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { ESTIMATE, resultsOf, resultWords } from '../../../shared/estimate';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    formulaLine: { setFormula: () => ReturnType };
  }
}

const key = new PluginKey<DecorationSet>('formula-results');

const cellsOf = (table: ProseMirrorNode): string[][] =>
  table.children.map((row) => row.children.map((cell) => cell.textContent));

/**
 * Results are not written into the document but computed from it, here and in the replay by the same function: two
 * people who change two numbers at once can never leave a sum that belongs to neither.
 */
const results = (doc: ProseMirrorNode, className: string): DecorationSet => {
  const tables: string[][][] = [];
  const lines: { end: number; text: string }[] = [];
  doc.descendants((node, position) => {
    if (node.type.name === 'table' && node.attrs['kind'] === ESTIMATE) tables.push(cellsOf(node));
    if (node.type.name === 'formula') lines.push({ end: position + node.nodeSize - 1, text: node.textContent });
    return !node.isTextblock;
  });
  if (!lines.length) return DecorationSet.empty;
  const found = resultsOf(
    tables,
    lines.map(({ text }) => text),
  );
  const decorations = lines.map(({ end, text }, index) => {
    const { value, range, why } = resultWords(text, found[index]);
    const draw = () => {
      const output = document.createElement('output');
      output.className = className;
      output.contentEditable = 'false';
      // Read where it stands; told at every key it would talk over whoever types.
      output.setAttribute('aria-live', 'off');
      if (value) output.appendChild(document.createElement('b')).textContent = value;
      if (range || why) output.appendChild(document.createElement('span')).textContent = range || why;
      return output;
    };
    // Behind the carets, which stand at the words that are being written.
    return Decoration.widget(end, draw, { side: 20, key: `${value}|${range}|${why}`, ignoreSelection: true });
  });
  return DecorationSet.create(doc, decorations);
};

/** A line that computes: `trips = homes × share`, over the rows of the assumptions tables and the lines above it. */
export const FormulaLine = Node.create<{ resultClass: string }>({
  name: 'formula',
  group: 'block',
  content: 'text*',
  marks: '',
  defining: true,
  addOptions: () => ({ resultClass: '' }),
  parseHTML: () => [{ tag: 'p[data-formula]', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes(HTMLAttributes, { 'data-formula': '' }), 0],
  addCommands: () => ({
    setFormula:
      () =>
      ({ commands }) =>
        commands.setNode('formula'),
  }),
  addInputRules() {
    return [textblockTypeInputRule({ find: /^=\s$/, type: this.type })];
  },
  addKeyboardShortcuts() {
    return {
      Backspace: ({ editor }) => {
        const { $from, empty } = editor.state.selection;
        return empty && $from.parent.type === this.type && $from.parentOffset === 0 && editor.commands.setParagraph();
      },
    };
  },
  addProseMirrorPlugins() {
    const { resultClass } = this.options;
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_, { doc }) => results(doc, resultClass),
          apply: (transaction, before) => (transaction.docChanged ? results(transaction.doc, resultClass) : before),
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ];
  },
});
