import { Page, PageHead, text } from '@debrief/ui';
import { Link } from '@tanstack/react-router';
import { i18n } from '../../shared/i18n';
import { useMe } from '../../shared/me';
import { NeedsAccount } from '../../shared/needs-account';
import { useTitle } from '../../shared/title';
import { ExportPart } from './export-part';
import { ImportPart } from './import-part';
import styles from './packs.module.css';

/** Prompts in and out as one file. */
export const PacksPage = () => {
  const me = useMe().data?.me;
  useTitle(i18n.t('Packs'));
  if (me?.isGuest)
    return (
      <NeedsAccount
        title={i18n.t('Packs need an account')}
        sentence={i18n.t('Whose prompts they are has to be known for longer than a guest is.')}
        action={i18n.t('Keep everything, then import')}
      />
    );
  return (
    <Page>
      <PageHead
        title={i18n.t('Packs')}
        lede={i18n.t('Prompts as one file that can be read, sent and kept: out of this server and into another.')}
      />
      <p className={styles.back}>
        <Link to="/prompts" className={text.link}>
          {i18n.t('The library')}
        </Link>
      </p>
      <div className={styles.columns}>
        <ImportPart />
        <ExportPart />
      </div>
    </Page>
  );
};
