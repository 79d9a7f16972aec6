import { Command } from 'commander';

await new Command('hfreuse').parseAsync();
