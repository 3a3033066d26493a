import { docHome, type DocName } from '@debrief/contracts';
import { moveEarlierPage } from './earlier-page';
import { type Keep, type Kept } from './keep';
import { type Unstored } from './unstored';

/** What closed tabs of a participant have not handed over, by what becomes of it; each oldest first. */
export interface LeftBehind {
  commands: Kept[];
  edits: ReadonlyMap<DocName, Kept[]>;
  refused: Unstored[];
}

/** Takes it over into the storage of this tab. What a page of live contract 1 has left lies elsewhere and is moved too. */
export const takeLeftBehind = async (
  keep: Keep,
  session: string,
  participant: string | null,
  { withEarlierPage }: { withEarlierPage: boolean },
): Promise<LeftBehind> => {
  const earlier = withEarlierPage && participant !== null ? fromEarlierPage(keep, session, participant) : [];
  const left = [...earlier, ...(await keep.takeOver())];
  const edits = new Map<DocName, Kept[]>();
  for (const edit of left.filter(({ kind, name }) => kind === 'edit' && docHome(name).round))
    edits.set(edit.name as DocName, [...(edits.get(edit.name as DocName) ?? []), edit]);
  return {
    commands: left.filter(({ kind }) => kind === 'command'),
    edits,
    refused: left.flatMap(({ id, kind, body }) =>
      kind === 'refused' ? [{ ...(body as Omit<Unstored, 'id'>), id }] : [],
    ),
  };
};

const fromEarlierPage = (keep: Keep, session: string, participant: string): Kept[] => {
  try {
    return moveEarlierPage(sessionStorage, session, participant, keep);
  } catch {
    // No such storage here, or a forbidden one.
    return [];
  }
};
