import { type PromptDraft } from '@debrief/prompt-bank';
import { createContext, use } from 'react';
import { type Faults } from './check';
import { type Path } from './path';

export interface FormState {
  draft: PromptDraft;
  faults: Faults;
  /** Stores a value, or what is made of the one before. */
  set: (path: Path, next: unknown) => void;
  /** A box was filled in or left: what is empty there may be said. */
  touch: (path: Path) => void;
  isTouched: (path: Path) => boolean;
}
const FormContext = createContext<FormState | null>(null);
export const FormProvider = FormContext.Provider;

export const useFormState = (): FormState => {
  const state = use(FormContext);
  if (!state) throw new Error('A field stands in a form.');
  return state;
};
