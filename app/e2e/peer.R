# Scores a matrix by GSVA of Bioconductor, or by singscore, for the comparison of make bench-peer.
# usage: Rscript peer.R METHOD MATRIX.tsv SETS.gmt SCORES.tsv
# Prints the seconds of the scoring call alone and the peak memory of the process, in MB.
suppressMessages(library(GSVA))
args <- commandArgs(TRUE)
con <- file(args[2], "r")
samples <- strsplit(readLines(con, 1), "\t")[[1]][-1]
cells <- scan(con, what = c(list(""), rep(list(0), length(samples))), sep = "\t", quiet = TRUE)
close(con)
m <- do.call(cbind, cells[-1])
dimnames(m) <- list(cells[[1]], samples)
lines <- strsplit(readLines(args[3]), "\t")
sets <- lapply(lines, function(x) x[-(1:2)])
names(sets) <- sapply(lines, `[`, 1)
rm(cells); invisible(gc())
# Debian has no singscore. This is the arithmetic of its published formula (Foroutan and Bhuva 2018,
# doi:10.1186/s12859-018-2435-4) in base R, ranks, centred scores and their dispersion for genes that go up:
# no less than the package does, without its classes and checks.
singscore <- function(m, sets) {
  ranks <- apply(m, 2, rank, ties.method = "min")
  p <- nrow(m)
  lapply(sets, function(genes) {
    r <- ranks[intersect(genes, rownames(m)), , drop = FALSE]
    k <- nrow(r)
    low <- (k + 1) / 2
    high <- (2 * p - k + 1) / 2
    list(score = (colMeans(r) - low) / (high - low) - 0.5, dispersion = apply(r, 2, mad))
  })
}
if (args[1] == "singscore") {
  t <- system.time(r <- singscore(m, sets))
  r <- t(sapply(r, `[[`, "score"))
} else {
  t <- system.time(r <- gsva(m, sets, method = args[1], kcdf = "Gaussian", verbose = FALSE, parallel.sz = 1L))
}
write.table(format(r, digits = 17), args[4], sep = "\t", quote = FALSE, col.names = NA)
peak <- as.numeric(gsub("[^0-9]", "", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))) / 1024
cat(t[["elapsed"]], peak, as.character(packageVersion("GSVA")), R.version.string, sep = "\t")
