import { type RubricWords } from '@debrief/contracts';
import { i18n } from '../../shared/i18n';
import { levelName } from '../../shared/score-names';

/** One difference in plain words, with the sentences concerned. */
export interface Change {
  what: string;
  before?: string;
  after?: string;
}

/** What differs between two versions of a type's rubric, in the order of the rubric. */
export const changesBetween = (before: RubricWords, after: RubricWords): Change[] => {
  const found: Change[] = [];
  for (const now of after.dimensions) {
    const was = before.dimensions.find(({ key }) => key === now.key);
    if (!was) continue;
    const { name } = was;
    if (was.weight !== now.weight)
      found.push({
        what: i18n.t('{name} counts {to} % instead of {from} %', { name, from: was.weight, to: now.weight }),
      });
    if (name !== now.name)
      found.push({ what: i18n.t('{name} has another name', { name }), before: name, after: now.name });
    now.levels.forEach((sentence, at) => {
      const old = was.levels[at] ?? '';
      if (old !== sentence)
        found.push({
          what: i18n.t('{name}, level {level}: {title}', { name, level: at + 1, title: levelName(at + 1) }),
          before: old,
          after: sentence,
        });
    });
  }
  for (const flag of before.redFlags)
    if (!after.redFlags.includes(flag)) found.push({ what: i18n.t('A red flag less'), before: flag });
  for (const flag of after.redFlags)
    if (!before.redFlags.includes(flag)) found.push({ what: i18n.t('A new red flag'), after: flag });
  const kept = (list: readonly string[], other: readonly string[]) =>
    list.filter((flag) => other.includes(flag)).join('\n');
  if (kept(before.redFlags, after.redFlags) !== kept(after.redFlags, before.redFlags))
    found.push({ what: i18n.t('Red flags in another order') });
  return found;
};
