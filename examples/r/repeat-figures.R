# Repeats figures of a report with data frames, igraph and poweRlaw.
#
#   hfreuse report --question 3 --fit-tail --modality all --format csv --output report.csv
#   hfreuse export --format graphml --graph base-models --to base-models.graphml
#   Rscript repeat-figures.R report.csv base-models.graphml text-generation
#
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

# The exponent of the tail, above the xmin that the report found.
tail <- displ$new(x[x > 0])
tail$setXmin(row$tail_xmin)
alpha <- estimate_pars(tail)$pars
cat(sprintf("alpha %.4f here, %.4f in the report, above %d\n", alpha, row$tail_alpha, row$tail_xmin))
stopifnot(abs(alpha - row$tail_alpha) < 0.001)
