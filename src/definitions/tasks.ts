import { PIPELINE_DATA } from '@huggingface/tasks';

export const modalities = ['nlp', 'cv', 'audio', 'multimodal', 'tabular', 'rl', 'other'] as const;
export type Modality = (typeof modalities)[number];

/** What is collected and reported where nothing else is asked for. */
export const defaultModalities: readonly Modality[] = ['nlp', 'cv'];

/** The task list that every snapshot and report names: it changes between versions. */
export const tasksPackage = '@huggingface/tasks 0.21.54';

/** No longer tasks there, but older repos still carry them. */
const formerTasks: [string, Modality][] = [
  ['text2text-generation', 'nlp'],
  ['conversational', 'nlp'],
];

const modalityByTask = new Map<string, Modality>([
  ...Object.entries(PIPELINE_DATA).map(([task, data]): [string, Modality] => [task, data.modality]),
  ...formerTasks,
]);

/** The modality of a task; null for a word that is not a task. */
export const modalityOf = (task: string): Modality | null => modalityByTask.get(task) ?? null;

/** Every task of some modalities, sorted. */
export const tasksOf = (chosen: readonly string[]): string[] =>
  [...modalityByTask].flatMap(([task, modality]) => (chosen.includes(modality) ? [task] : [])).sort();

/** The tasks of the study of 2025, with the modality it gives them; the order is the study's own. */
export const study2025Tasks: readonly { task: string; modality: 'nlp' | 'cv' }[] = [
  ...(
    'text-classification token-classification table-question-answering question-answering zero-shot-classification ' +
    'translation summarization feature-extraction text-generation text2text-generation fill-mask sentence-similarity'
  )
    .split(' ')
    .map((task) => ({ task, modality: 'nlp' as const })),
  ...(
    'depth-estimation image-classification object-detection image-segmentation text-to-image image-to-text ' +
    'image-to-image image-to-video unconditional-image-generation video-classification text-to-video ' +
    'zero-shot-image-classification mask-generation zero-shot-object-detection text-to-3d image-to-3d ' +
    'image-feature-extraction keypoint-detection'
  )
    .split(' ')
    .map((task) => ({ task, modality: 'cv' as const })),
];
