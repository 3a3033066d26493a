import { Section, text } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { i18n } from '../../shared/i18n';
import { exampleQuery } from '../../shared/example';
import styles from './welcome.module.css';

const ExamplePicture = lazy(() => import('./example-picture').then((m) => ({ default: m.ExamplePicture })));

/** The first round of the labelled example session as a timeline; nothing on an instance that has none. */
export const Afterwards = () => {
  const session = useQuery(exampleQuery).data?.session;
  if (!session) return null;
  return (
    <Section
      className={styles.sample}
      title={i18n.t('A round, afterwards')}
      meta={
        <Link to="/s/$session/review" params={{ session }} className={text.link}>
          {i18n.t('Open the sample review')}
        </Link>
      }
    >
      <Suspense fallback={<div className={styles.waiting} />}>
        <ExamplePicture session={session} />
      </Suspense>
    </Section>
  );
};
