import { it } from 'vitest';
import { expectReadersApart } from './readers.ts';

it('eight readers at once, again and again, print what one alone prints', () => expectReadersApart(8, 10));
