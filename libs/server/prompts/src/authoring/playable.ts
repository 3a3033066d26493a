/**
 * SQL: the version of `prompts_prompt p` that these accounts (a parameter such as `$2`, a text[]) may host a session
 * with, or null. Its writer and those who have begun to review a version play that version, so that it can be tried
 * before anybody else is offered it.
 */
export const playableBy = (accounts: string): string =>
  `case when p.status = 'retired' then null
        when p.review_version is not null and (p.owner = any(${accounts}) or exists (select from prompts_review r
          where r.prompt_id = p.id and r.version = p.review_version and r.reviewer = any(${accounts})))
        then p.review_version
        when p.status = 'published' and (p.visibility = 'public' or p.owner = any(${accounts})) then p.version end`;
