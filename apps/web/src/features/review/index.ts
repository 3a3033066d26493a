export { ReviewPage } from './review-page';
export { RoundsPage } from './rounds-page';
