#!/usr/bin/env bash
# The study (Park & Yoon 2025) from nothing to a LaTeX table, without a notebook: docs/replication.md says what each step
# means. Stop it whenever you like: it goes on where it stopped.
# Usage: replicate.sh <folder>
set -euo pipefail
mkdir -p "$1"
cd "$1"

# 1. The metadata: the study's 30 tasks, by tag, with the lists of the cards. Half an hour on the Hub; HF_TOKEN shortens it.
hfreuse collect --protocol study-2025 --snapshot study.duckdb

# 2. Our figures beside the published ones, and the same rows as a table for a paper.
hfreuse report --snapshot study.duckdb --protocol study-2025 --compare --format csv --output comparison.csv
hfreuse report --snapshot study.duckdb --protocol study-2025 --format latex --decimals 2 \
  --columns modality,task,n,mean,sd,gini --output table.tex

# 3. Which of the published figures cannot be true.
hfreuse audit --format csv --output audit.csv

# 4. What of it survives other choices.
hfreuse report --snapshot study.duckdb --protocol study-2025 --grid --format csv --output grid.csv

# 5. A document around the table, to look at it; pdflatex makes a PDF of it where TeX is installed.
cat > paper.tex << 'TEX'
\documentclass{article}
\usepackage{booktabs}
\usepackage[a4paper,margin=2cm]{geometry}
\begin{document}
\input{table}
\end{document}
TEX
if command -v pdflatex > /dev/null; then pdflatex -interaction=nonstopmode paper.tex > /dev/null; fi
