import { it } from 'vitest';
import { expectReadersApart } from './readers.ts';

it('several readers of one snapshot print what one alone prints', () => expectReadersApart(3, 2));
