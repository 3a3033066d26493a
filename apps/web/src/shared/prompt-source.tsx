import { routes } from '@debrief/contracts';
import { text } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { call } from './http';
import { i18n } from './i18n';

/** Which pack a prompt came in, its licence and who made it; nothing for one that was written here. */
export const PromptSource = ({ prompt }: { prompt: string }) => {
  const { data } = useQuery({
    queryKey: ['prompt', prompt, 'source'],
    queryFn: ({ signal }) => call(routes.getPromptSource, { params: { prompt } }, signal),
  });
  if (!data?.source) return null;
  const { pack, licence, provenance } = data.source;
  return (
    <p className={text.meta}>
      {i18n.t('From the pack “{pack}” by {by}: {from}, {when}. Licence: {licence}.', { pack, licence, ...provenance })}
    </p>
  );
};
