import type * as z from 'zod/mini';

const units: Record<string, string> = { string: ' characters', array: ' entries' };
const kinds: Record<string, string> = {
  string: 'text',
  array: 'a list',
  object: 'a group of fields',
  int: 'a whole number',
};

/** Says what is wrong with a field so that it reads on after the field's name. */
export const sentenceOf: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${kinds[issue.expected] ?? `a ${issue.expected}`}`;
    case 'too_small':
    case 'too_big': {
      const [bound, limit] = issue.code === 'too_small' ? ['at least', issue.minimum] : ['at most', issue.maximum];
      const unit = units[issue.origin] ?? '';
      return `must ${unit ? 'have' : 'be'} ${bound} ${limit}${unit}`;
    }
    case 'invalid_value':
      return `must be one of: ${issue.values.join(', ')}`;
    case 'unrecognized_keys':
      return `has fields nobody knows: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return 'fits none of the allowed shapes';
    default:
      return undefined;
  }
};
