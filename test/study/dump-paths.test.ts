import { describe, expect, it } from 'vitest';
import { chooseDumpPaths, findNamedPaths } from '../../src/hub/download/dump-paths.ts';

const rest = [
  'README.md',
  'spaces.parquet',
  'models.csv',
  'daily_models.parquet',
  'models-notes.parquet',
  'a/models2.parquet',
];

describe('chooseDumpPaths', () => {
  it.each([
    [['models.parquet', 'datasets.parquet'], ['models.parquet']],
    [['data/models.parquet', 'data/datasets.parquet'], ['data/models.parquet']],
    [['models.parquet', 'archive/models.parquet', 'archive/2024/models.parquet'], ['models.parquet']],
    [
      ['models-00001-of-00002.parquet', 'models-00000-of-00002.parquet'],
      ['models-00000-of-00002.parquet', 'models-00001-of-00002.parquet'],
    ],
    [
      ['models-1.parquet', 'models-0.parquet'],
      ['models-0.parquet', 'models-1.parquet'],
    ],
    [
      ['models/train/0001.parquet', 'models/train/0000.parquet', 'datasets/train/0000.parquet'],
      ['models/train/0000.parquet', 'models/train/0001.parquet'],
    ],
    [['models/train/0000.parquet', 'models.parquet'], ['models.parquet']],
  ])('finds the models among %j', (paths, expected) => {
    expect(chooseDumpPaths([...rest, ...paths], 'models')).toEqual({ paths: expected });
  });

  it('names the Parquet files there are where none is of the kind', () => {
    expect(chooseDumpPaths(['README.md'], 'models')).toEqual({
      problem: 'there is no models.parquet; it holds no Parquet file',
    });
    expect(chooseDumpPaths(rest, 'models')).toEqual({
      problem:
        'there is no models.parquet; choose from spaces.parquet, daily_models.parquet, models-notes.parquet, a/models2.parquet',
    });
  });

  it('does not guess between several tables', () => {
    expect(chooseDumpPaths(['2024/models.parquet', '2025/models.parquet'], 'models')).toEqual({
      problem: 'several tables of models; name one of 2024/models.parquet, 2025/models.parquet',
    });
  });

  it('takes no table of which parts are missing', () => {
    expect(
      chooseDumpPaths(['models-00000-of-00003.parquet', 'models-00002-of-00003.parquet'], 'models'),
    ).toEqual({
      problem: 'models-*-of-00003.parquet has 2 of its 3 parts',
    });
  });
});

describe('findNamedPaths', () => {
  const paths = ['2024/models.parquet', '2025/models.parquet', '2025/models.md', 'x.parquet'];

  it('takes paths and folders', () => {
    expect(findNamedPaths(paths, ['x.parquet', '2025/'])).toEqual({
      paths: ['2025/models.parquet', 'x.parquet'],
    });
  });

  it('names the choices for what is not there', () => {
    expect(findNamedPaths(paths, ['2023'])).toEqual({
      problem: 'there is no 2023; choose from 2024/models.parquet, 2025/models.parquet, x.parquet',
    });
  });
});
