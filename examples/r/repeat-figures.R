# Repeats figures of a report with data frames, igraph and poweRlaw.
#
#   hfreuse report --question 3 --fit-tail --modality all --format csv --output report.csv
#   hfreuse export --format graphml --graph base-models --to base-models.graphml
#   hfreuse export --format parquet --to hub-export
#   Rscript repeat-figures.R report.csv base-models.graphml text-generation hub-export
#
# The Parquet files need the package nanoparquet (or arrow, which has a read_parquet too); without the last argument
# they are not read.
# Ends with an error where a figure comes out otherwise.
suppressPackageStartupMessages({
  library(igraph)
  library(poweRlaw)
})

arguments <- commandArgs(trailingOnly = TRUE)
rows <- read.csv(arguments[1])
graph <- read_graph(arguments[2], format = "graphml")
task <- arguments[3]

# Edges run from the derived model to its base, so reuse is the in-degree. What is not in the snapshot has no task.
models <- data.frame(
  id = V(graph)$label,
  task = V(graph)$task,
  ghost = as.logical(V(graph)$ghost),
  derivatives = degree(graph, mode = "in")
)
x <- models$derivatives[!models$ghost & models$task == task]
row <- rows[rows$measure == "derivatives-per-model" & rows$task == task, ]

gini <- function(x) {
  n <- length(x)
  2 * sum(seq_len(n) * sort(x)) / (n * sum(x)) - (n + 1) / n
}

ours <- c(n = length(x), mean = mean(x), sd = sd(x), max = max(x), gini = gini(x))
theirs <- c(row$n_all, row$mean_all, row$sd_all, row$max, row$gini)
print(rbind(here = ours, report = theirs))
stopifnot(isTRUE(all.equal(unname(ours), theirs, tolerance = 1e-9)))

# The same from Parquet: a file for each table and date, of which the newest is taken.
if (length(arguments) > 3) {
  read_table <- function(table, columns) {
    files <- Sys.glob(file.path(arguments[4], table, "snapshot_date=*", "*.parquet"))
    as.data.frame(nanoparquet::read_parquet(max(files), col_select = columns))
  }
  listed <- read_table("models", c("hub_id", "pipeline_tag"))
  edges <- read_table("model_bases", "base_id")
  members <- listed$hub_id[!is.na(listed$pipeline_tag) & listed$pipeline_tag == task]
  y <- as.vector(table(factor(edges$base_id, levels = members)))
  from_parquet <- c(n = length(y), mean = mean(y), sd = sd(y), max = max(y), gini = gini(y))
  print(rbind(parquet = from_parquet))
  stopifnot(isTRUE(all.equal(unname(from_parquet), theirs, tolerance = 1e-9)))
}

# The exponent of the tail, above the xmin that the report found.
tail <- displ$new(x[x > 0])
tail$setXmin(row$tail_xmin)
alpha <- estimate_pars(tail)$pars
cat(sprintf("alpha %.4f here, %.4f in the report, above %d\n", alpha, row$tail_alpha, row$tail_xmin))
stopifnot(abs(alpha - row$tail_alpha) < 0.001)
