# Repeats ISG expression scores of IFNscope with R, and says by how much each
# differs. Research use only. Not for diagnostic procedures.
#
#   Rscript repeat.R        in the folder with the files that came with it
#
# matrix.tsv    genes x samples, log2, as they were scored
# controls.tsv  genes x healthy controls, one column a person; missing without controls
# sets.tsv      signature, gene, weight (negative: goes down), of the genes found
# scores.tsv    the scores to compare with
#
# GSVA (Bioconductor, also of Debian: r-bioc-gsva), singscore and UCell are used
# where they are installed. Other methods are written out in base R.

table <- function(file) {
  d <- read.delim(file, comment.char = "", check.names = FALSE, quote = "", row.names = 1)
  as.matrix(d)
}
x <- table("matrix.tsv")
hc <- if (file.exists("controls.tsv")) table("controls.tsv")[rownames(x), , drop = FALSE]
sets <- read.delim("sets.tsv", quote = "")
head <- grep("^#", readLines("scores.tsv", warn = FALSE), invert = TRUE)[1] - 1
want <- read.delim("scores.tsv", skip = head, quote = "", check.names = FALSE, comment.char = "", na.strings = "NA")
want$score <- as.numeric(want$score)
# as the export wrote the names of the samples
samples <- unique(want$sample)

mu <- function(g) rowMeans(hc[g, , drop = FALSE], na.rm = TRUE)
deviation <- function(g) apply(hc[g, , drop = FALSE], 1, sd, na.rm = TRUE)
middle <- function(g) apply(hc[g, , drop = FALSE], 1, median, na.rm = TRUE)
z <- function(g) {
  s <- deviation(g)
  v <- (x[g, , drop = FALSE] - mu(g)) / s
  v[is.finite(s) & s > 0, , drop = FALSE]
}

# Each takes the genes of a set and their weights and returns a score a sample.
base <- list(
  "mean-log2" = function(g, w) colMeans(sign(w) * x[g, , drop = FALSE], na.rm = TRUE),
  "median-log2" = function(g, w) apply(sign(w) * x[g, , drop = FALSE], 2, median, na.rm = TRUE),
  "sum-log2" = function(g, w) colSums(sign(w) * x[g, , drop = FALSE], na.rm = TRUE),
  "mean-z" = function(g, w) { v <- z(g); colMeans(sign(w[g %in% rownames(v)]) * v, na.rm = TRUE) },
  "sum-z" = function(g, w) { v <- z(g); colSums(sign(w[g %in% rownames(v)]) * v, na.rm = TRUE) },
  "median-fc" = function(g, w) apply(2^(sign(w) * (x[g, , drop = FALSE] - middle(g))), 2, median, na.rm = TRUE),
  "geomean-fc" = function(g, w) 2^colMeans(sign(w) * (x[g, , drop = FALSE] - mu(g)), na.rm = TRUE),
  "sum-log2fc" = function(g, w) colSums(sign(w) * (x[g, , drop = FALSE] - mu(g)), na.rm = TRUE)
)

all <- split(sets, sets$signature)
genes <- lapply(all, function(s) s$gene)

# GSVA before 1.50 takes the method as an argument, later ones as an object.
gsva <- function(method, ...) {
  f <- get("gsva", asNamespace("GSVA"))
  if (exists("gsvaParam", asNamespace("GSVA"), inherits = FALSE)) {
    param <- get(paste0(method, "Param"), asNamespace("GSVA"))
    return(suppressWarnings(suppressMessages(f(param(x, genes, ...), verbose = FALSE))))
  }
  old <- list(...)
  if (method == "ssgsea") {
    old <- list(ssgsea.norm = isTRUE(old$normalize))
  }
  capture.output(y <- suppressWarnings(suppressMessages(do.call(f, c(list(x, genes, method = method, verbose = FALSE), old)))))
  y
}
peers <- list(
  "gsva" = function() gsva("gsva", kcdf = "Gaussian"),
  "ssgsea" = function() gsva("ssgsea", normalize = FALSE),
  "zscore" = function() gsva("zscore"),
  "plage" = function() gsva("plage")
)
need <- c(gsva = "GSVA", ssgsea = "GSVA", zscore = "GSVA", plage = "GSVA", singscore = "singscore", ucell = "UCell")
one <- list(
  "singscore" = function(g, w) {
    ranks <- singscore::rankGenes(x)
    up <- g[w > 0]; down <- g[w < 0]
    if (length(down) == 0) singscore::simpleScore(ranks, upSet = up)$TotalScore
    else if (length(up) == 0) singscore::simpleScore(ranks, upSet = down)$TotalScore * -1
    else singscore::simpleScore(ranks, upSet = up, downSet = down)$TotalScore
  },
  "ucell" = function(g, w) UCell::ScoreSignatures_UCell(x, list(s = g), missing_genes = "skip")[, 1]
)

cat("method", "signatures", "scores", "greatest difference", "with", sep = "\t"); cat("\n")
for (id in unique(want$method)) {
  name <- sub("/.*", "", id)
  plain <- id == sub(" .*", "", id) # the published settings
  say <- function(...) cat(id, ..., sep = "\t")
  if (!plain || !(name %in% c(names(base), names(peers), names(one)))) {
    say("", "", "", "not repeated here\n")
    next
  }
  if (name %in% names(need) && !requireNamespace(need[[name]], quietly = TRUE)) {
    say("", "", "", paste0(need[[name]], " is not installed\n"))
    next
  }
  many <- if (name %in% names(peers)) peers[[name]]()
  worst <- 0; n <- 0; signatures <- 0
  for (s in names(all)) {
    have <- want[want$method == id & want$signature == s, ]
    if (nrow(have) == 0 || all(is.na(have$score))) next
    got <- if (!is.null(many)) {
      if (!(s %in% rownames(many))) next
      many[s, ]
    } else if (name %in% names(base)) {
      base[[name]](all[[s]]$gene, all[[s]]$weight)
    } else {
      one[[name]](all[[s]]$gene, all[[s]]$weight)
    }
    ok <- !is.na(have$score)
    a <- have$score[ok]; b <- got[ok]
    if (name == "plage" && sum(a * b) < 0) b <- -b # its sign is arbitrary
    worst <- max(worst, abs(a - b) / pmax(1, abs(a)))
    n <- n + sum(ok); signatures <- signatures + 1
  }
  with <- if (name %in% names(need)) paste(need[[name]], packageVersion(need[[name]])) else "base R"
  say(signatures, n, format(worst, digits = 3), paste0(with, "\n"))
}
