import { type InterviewType, type RubricWords } from '@debrief/contracts';
import { rubrics } from '@debrief/prompt-bank';

/** The shipped rubric of a type as somebody could change it: other weights, a sentence, and one red flag fewer. */
export const rewordedRubric = (type: InterviewType, sentence = 'Names what would change the answer.'): RubricWords => {
  const { dimensions, redFlags } = rubrics[type];
  const heaviest = dimensions.findIndex(({ weight }) => weight === Math.max(...dimensions.map((each) => each.weight)));
  const other = heaviest === 0 ? 1 : 0;
  return {
    dimensions: dimensions.map(({ key, name, weight, levels }, at) => ({
      key,
      name: at === 0 ? `${name}, again` : name,
      weight: at === heaviest ? weight - 5 : at === other ? weight + 5 : weight,
      levels: at === 0 ? [levels[0], levels[1], levels[2], sentence] : [...levels],
    })),
    redFlags: redFlags.slice(0, -1),
  };
};
