import { modalityName } from '../summary.ts';

/** What each question comes to, as the heading above its figures. */
const questions: Record<string, string> = {
  RQ1: 'RQ1: the datasets that models declare',
  RQ2: 'RQ2: the models that use a dataset',
  RQ3: 'RQ3: the models made from a model',
};

/** The heading of a question's figures. */
export const questionHeading = (question: string): string => questions[question] ?? question;

/** Rows of one measure and modality, in the words of a title: `RQ2, models per dataset, NLP`. */
export const nameRows = (question: string, measure: string, modality: string): string =>
  `${question}, ${measure.replaceAll('-', ' ')}, ${modalityName(modality)}`;
