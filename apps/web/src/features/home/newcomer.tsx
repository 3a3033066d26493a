import { type Me } from '@debrief/contracts';
import { buttonClass, EmptyState, PageHead, Section } from '@debrief/ui';
import { Link } from '@tanstack/react-router';
import { i18n } from '../../shared/i18n';
import styles from './home.module.css';
import { SoloDrill } from './solo-drill';

/** The top of Home when no session is open. */
export const Start = ({ me, isNew }: { me: Me; isNew: boolean }) => {
  const name = me.name.split(' ')[0] ?? me.name;
  return (
    <PageHead
      title={isNew ? i18n.t('Welcome, {name}', { name }) : i18n.t('Ready for the next round, {name}', { name })}
      lede={
        isNew
          ? i18n.t('Choose a kind of interview, send the link to a friend, and meet in the lobby. Or begin alone.')
          : i18n.t('Nothing is open. Send a link to whoever practises with you, or begin alone.')
      }
      action={
        <span className={styles.ways}>
          <SoloDrill />
          <Link to="/new" className={buttonClass({ kind: 'primary', size: 'l' })}>
            {i18n.t('Start with a friend')}
          </Link>
        </span>
      }
    />
  );
};

/** In place of the rounds of somebody who has none. */
export const NothingYet = () => (
  <Section title={i18n.t('Recent rounds')}>
    <EmptyState
      level="h3"
      title={i18n.t('No rounds yet')}
      sentence={i18n.t('Your first one will draw its line here.')}
      action={
        <Link to="/prompts" className={buttonClass()}>
          {i18n.t('See the prompts')}
        </Link>
      }
    />
  </Section>
);
