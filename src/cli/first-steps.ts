/** What the program prints without a command. */
export const firstSteps = `hfreuse: how diverse, and how concentrated, is the reuse of datasets and models
on the Hugging Face Hub?

Three commands to start with:

  hfreuse demo
      a simulated Hub, collected and reported, with no network
  hfreuse collect --limit 200
      a first look at the Hub itself: the 200 most downloaded repos of each task,
      into hub.duckdb
  hfreuse report
      the tables that answer RQ1, RQ2 and RQ3, from hub.duckdb

All commands: hfreuse --help; the options of one: hfreuse report --help
`;
