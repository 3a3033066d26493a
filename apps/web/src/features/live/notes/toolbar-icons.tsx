const paths = {
  heading: 'M4 3v10M12 3v10M4 8h8',
  bold: 'M5 3h4a2.5 2.5 0 0 1 0 5H5zM5 8h5a2.5 2.5 0 0 1 0 5H5z',
  bullets: 'M6 4h8M6 8h8M6 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01',
  numbers: 'M7 4h7M7 8h7M7 12h7M2 3l1.2-.6V6M2 10.4c0-1.4 2.2-1.4 2.2 0 0 .9-2.2 1.4-2.2 2.6h2.4',
  tasks: 'M2 3h4v4H2zM2.8 11.5 4 13l2.5-3M9 5h5M9 11.5h5',
  table: 'M2 3h12v10H2zM2 6.5h12M7 3v10',
  estimate: 'M3 5h4M5 3v4M9.5 5h4M3 11.5h4M9.5 10h4M9.5 13h4',
  indent: 'M7 4h7M7 8h7M7 12h7M2 5.5 4.5 8 2 10.5',
  outdent: 'M7 4h7M7 8h7M7 12h7M4.5 5.5 2 8l2.5 2.5',
  row: 'M2 3h12v5H2zM8 10v4M6 12h4',
  column: 'M3 2h5v12H3zM10 8h4M12 6v4',
  noRow: 'M2 3h12v5H2zM6 12h4',
  noColumn: 'M3 2h5v12H3zM10 8h4',
  noTable: 'M2 3h12v10H2zM5.5 5.5l5 5M10.5 5.5l-5 5',
  undo: 'M6 3 3 6l3 3M3 6h6a4 4 0 0 1 0 8H6',
  redo: 'M10 3l3 3-3 3M13 6H7a4 4 0 0 0 0 8h3',
} as const;
export type ToolIcon = keyof typeof paths;

/** A line drawing of what a tool does; its name stands beside it for everybody who does not see it. */
export const ToolGlyph = ({ icon }: { icon: ToolIcon }) => (
  <svg
    width="16"
    height="16"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth={icon === 'bold' ? 2 : 1.4}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={paths[icon]} />
  </svg>
);
