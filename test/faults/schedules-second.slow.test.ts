import { drawnSeeds } from './drawn-seeds.ts';
import { describeSchedules } from './schedules.ts';

describeSchedules(drawnSeeds(1));
