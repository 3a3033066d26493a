import { cx } from '@debrief/ui';
import { Outlet, useParams } from '@tanstack/react-router';
import { PromptList } from './prompt-list';
import styles from './prompts.module.css';

/** The library: the list stays beside the prompt that is read; on a narrow screen one replaces the other. */
export const PromptsPage = () => {
  const { prompt } = useParams({ strict: false });
  return (
    <div className={cx(styles.library, prompt && styles.reading)}>
      <PromptList current={prompt} />
      <article className={styles.article}>
        <Outlet />
      </article>
    </div>
  );
};
