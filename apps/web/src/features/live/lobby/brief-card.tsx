import { Button, Section } from '@debrief/ui';
import { routes } from '@debrief/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { i18n } from '../../../shared/i18n';
import { call } from '../../../shared/http';
import { useSend } from '../live-context';
import styles from './lobby.module.css';

const levelWords = (level: string | null | undefined): string =>
  ({
    associate: i18n.t('Associate product manager'),
    'product-manager': i18n.t('Product manager'),
    senior: i18n.t('Senior product manager'),
    lead: i18n.t('Lead product manager'),
    head: i18n.t('Head of product'),
  })[level ?? ''] ?? i18n.t('Not said');

/** What the candidate brings: the level they prepare for and the fix they agreed on last. */
export const BriefCard = () => {
  const send = useSend();
  const me = useQuery({ queryKey: ['me'], queryFn: ({ signal }) => call(routes.getMe, {}, signal) });
  const last = useQuery({ queryKey: ['me', 'fix'], queryFn: ({ signal }) => call(routes.lastFix, {}, signal) });
  const target = me.data?.me?.targetLevel;
  const fix = last.data?.fix?.text;
  const share = () =>
    void send('chat.say', {
      text: [i18n.t('My target: {level}.', { level: levelWords(target) }), fix && i18n.t('My last fix: {fix}', { fix })]
        .filter(Boolean)
        .join(' '),
    });
  return (
    <Section title={i18n.t('Your brief')} meta={i18n.t('Yours until you share it')}>
      <dl className={styles.brief}>
        <dt>{i18n.t('Target')}</dt>
        <dd>
          {levelWords(target)} {!me.data?.me?.isGuest && <Link to="/me">{i18n.t('Edit')}</Link>}
        </dd>
        <dt>{i18n.t('Last fix')}</dt>
        <dd className={fix && styles.fix}>
          {fix ? `“${fix}”` : i18n.t('None yet. You agree on one at the end of a round.')}
        </dd>
      </dl>
      {(fix || target) && (
        <Button size="s" kind="quiet" onClick={share}>
          {i18n.t('Share it in the chat')}
        </Button>
      )}
    </Section>
  );
};
