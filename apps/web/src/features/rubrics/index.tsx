export { RubricPage } from './rubric-page';
export { RubricsPage } from './rubrics-page';
